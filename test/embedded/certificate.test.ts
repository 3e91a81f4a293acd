import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { makeCertificate } from '../../src/embedded/certificate.ts';
import { missing, run } from './programs.ts';

const now = new Date('2026-11-22T10:00:00Z');
const made = makeCertificate({ now, days: 30, names: ['localhost', '127.0.0.1'] });

test('it names the server, is its own CA and fits its key', () => {
  const certificate = new X509Certificate(made.certificate);
  expect(certificate.subject).toBe('CN=localhost');
  expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
  expect(certificate.ca).toBe(true);
  expect(certificate.checkIssued(certificate)).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
});

test('it is valid from the day before, for the days asked, in either form of time', () => {
  const certificate = new X509Certificate(made.certificate);
  expect(certificate.validFromDate).toEqual(new Date('2026-11-21T10:00:00Z'));
  expect(certificate.validToDate).toEqual(new Date('2026-12-21T10:00:00Z'));
  const late = new X509Certificate(makeCertificate({ now: new Date('2049-12-31T23:59:59Z'), days: 30, names: ['localhost'] }).certificate);
  expect(late.validFromDate.getUTCFullYear()).toBe(2049);
  expect(late.validToDate).toEqual(new Date('2050-01-29T23:59:59Z'));
});

test('two of them never share a serial number, and none is negative', () => {
  const serials = Array.from(
    { length: 50 },
    () => new X509Certificate(makeCertificate({ now, days: 1, names: ['localhost'] }).certificate).serialNumber,
  );
  expect(new Set(serials).size).toBe(50);
  expect(serials.filter((serial) => serial.startsWith('-'))).toEqual([]);
});

test('a TLS client accepts it for 127.0.0.1 and localhost with itself as CA, and not without', async () => {
  const current = makeCertificate({ now: new Date(), days: 30, names: ['localhost', '127.0.0.1'] });
  const server = createServer({ key: current.key, cert: current.certificate }, (socket) => socket.end()).on(
    'tlsClientError',
    () => undefined,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const judge = (options: { ca?: string; servername?: string }) =>
    new Promise<string>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', ...options }, () => resolve('accepted'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message)).resume();
    });
  expect(await judge({ ca: current.certificate })).toBe('accepted');
  expect(await judge({ ca: current.certificate, servername: 'localhost' })).toBe('accepted');
  expect(await judge({ ca: current.certificate, servername: 'mail.example.org' })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(await judge({ ca: made.certificate })).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  expect(await judge({})).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  server.close();
});

test('OpenSSL reads and strictly verifies it', async ({ skip }) => {
  const reason = missing('openssl', ['version']);
  skip(reason !== null, reason ?? '');
  const folder = mkdtempSync(join(tmpdir(), 'malleposte-'));
  const file = join(folder, 'certificate.pem');
  writeFileSync(file, makeCertificate({ now: new Date(), days: 30, names: ['localhost', '127.0.0.1'] }).certificate);
  const verified = await run('openssl', [
    'verify',
    '-x509_strict',
    '-purpose',
    'sslserver',
    '-verify_hostname',
    'localhost',
    '-verify_ip',
    '127.0.0.1',
    '-CAfile',
    file,
    file,
  ]);
  const shown = await run('openssl', ['x509', '-in', file, '-noout', '-text']);
  rmSync(folder, { recursive: true });
  expect(verified).toMatchObject({ code: 0, err: '' });
  expect(shown.out).toContain('Version: 3 (0x2)');
  expect(shown.out).toContain('Signature Algorithm: ecdsa-with-SHA256');
  expect(shown.out).toMatch(/Basic Constraints: critical\s+CA:TRUE/);
  expect(shown.out).toMatch(/Key Usage: critical\s+Digital Signature, Certificate Sign\n/);
});
