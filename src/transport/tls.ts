/**
 * Trust in a server's certificate (RFC 8314, RFC 6125): the system's CAs, with an own CA beside them, or exactly one pinned
 * certificate. There is no "ignore the certificate": with a pin, Node's own check is off and `showsPin` stands in its place,
 * which every backend asks before it sends a byte of login. Ignores sockets otherwise.
 */
import { X509Certificate } from 'node:crypto';
import {
  type ConnectionOptions,
  createSecureContext,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
  TLSSocket,
} from 'node:tls';
import { err, ok, type Result } from '../result.ts';
import { causeOf } from './failures.ts';
import type { TlsTrust } from './port.ts';

/** Contexts by the PEM text of the own CA: parsing all system CAs takes tens of milliseconds, and a run opens many sockets. */
const contexts = new Map<string, SecureContext>();

/** Options for tls.connect, and for libraries that pass them on. The error is what is wrong with the own CA. */
export function tlsOptions(trust: TlsTrust): Result<ConnectionOptions, string> {
  try {
    const isPinned = pinOf(trust) !== undefined;
    return ok({ secureContext: contextFor(isPinned ? '' : (trust.ca ?? '')), rejectUnauthorized: !isPinned });
  } catch (error) {
    return err(causeOf(error));
  }
}

/** The pinned fingerprint in the form that Node prints; undefined when nothing is pinned. An empty setting is no pin. */
function pinOf(trust: TlsTrust): string | undefined {
  const pin = (trust.fingerprint ?? '').trim().toUpperCase();
  return pin === '' ? undefined : pin;
}

/** True when nothing is pinned (Node has judged), or when this socket ended its handshake with exactly the pinned certificate. */
export function showsPin(socket: unknown, trust: TlsTrust): boolean {
  const pin = pinOf(trust);
  if (pin === undefined) return true;
  return socket instanceof TLSSocket && fingerprintOf(socket) === pin;
}

/**
 * SHA-256 of the server's certificate as TlsTrust writes it; '' before the handshake. Not by getPeerX509Certificate: in Node 24
 * it takes the certificate away from the name check that follows.
 */
export function fingerprintOf(socket: TLSSocket): string {
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate();
  return certificate.fingerprint256 ?? '';
}

/** OpenSSL's verification errors and Node's name check, by their codes. */
export function isCertificateError(cause: string): boolean {
  return /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|CRL_|ERROR_IN_)/.test(
    cause,
  );
}

/** What OpenSSL says when the other side does not speak TLS at all. */
export function isPlainAnswer(cause: string): boolean {
  return /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL|HTTP_REQUEST)$/.test(cause);
}

function contextFor(ca: string): SecureContext {
  const known = contexts.get(ca);
  if (known !== undefined) return known;
  // Node passes over a PEM text that it cannot read; this throws.
  if (ca !== '') new X509Certificate(ca);
  const authorities = new Set([...getCACertificates('default'), ...getCACertificates('system'), ...(ca === '' ? [] : [ca])]);
  const context = createSecureContext({ ca: [...authorities], minVersion: 'TLSv1.2' });
  contexts.set(ca, context);
  return context;
}
