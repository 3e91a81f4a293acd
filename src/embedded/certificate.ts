/**
 * A key and a self-signed certificate for a server on this machine, made in this process: no external program is needed.
 * The certificate is server and CA in one, so that clients trust it by taking it as their CA file (RFC 5280).
 */
import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bitString, boolean, explicit, implicit, integer, octetString, oid, sequence, set, text, time } from './der.ts';

export type Certificate = {
  /** PEM. */
  readonly certificate: string;
  /** PKCS #8 in PEM. */
  readonly key: string;
};

export type CertificateOptions = {
  readonly now: Date;
  /** Days of validity, counted from one day before `now`, so that small differences of clocks do no harm. */
  readonly days: number;
  /** DNS names and IPv4 addresses; the first is the common name too. */
  readonly names: readonly [string, ...string[]];
};

const dayMs = 86_400_000;

const algorithm = sequence(oid('1.2.840.10045.4.3.2')); // ecdsa-with-SHA256

/** Makes a P-256 key and signs its certificate with it. */
export function makeCertificate(options: CertificateOptions): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const tbs = toBeSigned(options, publicKey.export({ type: 'spki', format: 'der' }));
  const der = sequence(tbs, algorithm, bitString(sign('sha256', tbs, privateKey)));
  return {
    certificate: new X509Certificate(der).toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** TBSCertificate, RFC 5280 section 4.1.2. */
function toBeSigned({ now, days, names }: CertificateOptions, publicKey: Buffer): Buffer {
  const name = sequence(set(sequence(oid('2.5.4.3'), text(names[0]))));
  const start = now.getTime() - dayMs;
  return sequence(
    explicit(0, integer(Buffer.from([2]))), // X.509 version 3
    integer(randomBytes(16)),
    algorithm,
    name, // issuer
    sequence(time(new Date(start)), time(new Date(start + days * dayMs))),
    name, // subject
    publicKey,
    explicit(3, extensions(names, publicKey)),
  );
}

/** RFC 5280 section 4.2.1; the key identifiers are there because strict clients (Python 3.13) ask them of a CA. */
function extensions(names: readonly string[], publicKey: Buffer): Buffer {
  const keyId = createHash('sha1').update(publicKey).digest();
  const usage = Buffer.from([0b1000_0100]); // digitalSignature, keyCertSign
  return sequence(
    extension('2.5.29.19', 'critical', sequence(boolean(true))), // basicConstraints: CA
    extension('2.5.29.15', 'critical', bitString(usage, 2)), // keyUsage
    extension('2.5.29.37', 'plain', sequence(oid('1.3.6.1.5.5.7.3.1'))), // extKeyUsage: serverAuth
    extension('2.5.29.17', 'plain', sequence(...names.map(alternativeName))),
    extension('2.5.29.14', 'plain', octetString(keyId)), // subjectKeyIdentifier
    extension('2.5.29.35', 'plain', sequence(implicit(0, keyId))), // authorityKeyIdentifier
  );
}

function extension(id: string, weight: 'critical' | 'plain', value: Buffer): Buffer {
  const critical = weight === 'critical' ? [boolean(true)] : [];
  return sequence(oid(id), ...critical, octetString(value));
}

const alternativeName = (name: string): Buffer =>
  isIPv4(name) ? implicit(7, Buffer.from(name.split('.').map(Number))) : implicit(2, Buffer.from(name));
