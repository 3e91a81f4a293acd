/** Whom we trust, the same for POP3 and SMTP by `dial`; IMAP's half stands in imap-faults.test.ts. */

import { createServer, type TlsOptions } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { dial } from '../../src/transport/dial.ts';
import type { TlsTrust } from '../../src/transport/port.ts';
import { expiredIdentity, foreignIdentity, type Identity, loopbackIdentity } from './certificates.ts';
import { kindOf } from './contract.ts';
import { type ScriptedServer, silence, startScript } from './scripted-server.ts';

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

const dialTo = async (identity: Identity, trust: TlsTrust, host = '127.0.0.1'): ReturnType<typeof dial> => {
  server = await startScript(silence, identity);
  const outcome = await dial({ protocol: 'pop3', security: 'tls', host, port: server.port }, { trust, timeoutMs: 2_000 });
  if (outcome.ok) outcome.value.socket.destroy();
  return outcome;
};

describe('trust in a certificate', () => {
  it('unknown to the system is refused, with its fingerprint to show', async () => {
    const identity = loopbackIdentity();
    expect(await dialTo(identity, {})).toMatchObject({ error: { kind: 'certificate', retry: 'never', fingerprint: identity.fingerprint } });
  });

  it('is given by an own CA, by name and by address', async () => {
    const identity = loopbackIdentity();
    expect(kindOf(await dialTo(identity, { ca: identity.certificate }))).toBe('ok');
    await server?.close();
    expect(kindOf(await dialTo(identity, { ca: identity.certificate }, 'localhost'))).toBe('ok');
  });

  it('of an own CA does not reach to another host name', async () => {
    const identity = foreignIdentity();
    expect(await dialTo(identity, { ca: identity.certificate })).toMatchObject({
      error: { kind: 'certificate', cause: 'ERR_TLS_CERT_ALTNAME_INVALID', fingerprint: identity.fingerprint },
    });
  });

  it('ends when the certificate has expired', async () => {
    const identity = expiredIdentity();
    expect(await dialTo(identity, { ca: identity.certificate })).toMatchObject({
      error: { kind: 'certificate', cause: 'CERT_HAS_EXPIRED' },
    });
  });

  it.each([expiredIdentity, foreignIdentity])('by a pin looks at the fingerprint and nothing else', async (makeIdentity) => {
    const identity = makeIdentity();
    expect(kindOf(await dialTo(identity, { fingerprint: identity.fingerprint.toLowerCase() }))).toBe('ok');
  });

  it('by a pin is for that one certificate, also when a CA vouches for another', async () => {
    const identity = loopbackIdentity();
    const trust = { ca: identity.certificate, fingerprint: loopbackIdentity().fingerprint };
    expect(await dialTo(identity, trust)).toMatchObject({ error: { kind: 'certificate', fingerprint: identity.fingerprint } });
  });

  it('is not switched off by an empty pin', async () => {
    expect(kindOf(await dialTo(loopbackIdentity(), { fingerprint: '' }))).toBe('certificate');
  });

  it('with a CA file that is none is refused in words', async () => {
    expect(await dialTo(loopbackIdentity(), { ca: '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----' })).toMatchObject({
      error: { kind: 'certificate', cause: expect.stringContaining('own CA') },
    });
  });
});

describe('a server without proper TLS', () => {
  it('that speaks plainly has no TLS', async () => {
    server = await startScript(async (peer) => peer.say('+OK ready'));
    expect(
      kindOf(await dial({ protocol: 'pop3', security: 'tls', host: '127.0.0.1', port: server.port }, { trust: {}, timeoutMs: 2_000 })),
    ).toBe('no-tls');
  });

  it('that stays silent in the handshake is a timeout', async () => {
    server = await startScript(silence);
    const outcome = await dial({ protocol: 'pop3', security: 'tls', host: '127.0.0.1', port: server.port }, { trust: {}, timeoutMs: 200 });
    expect(outcome).toMatchObject({ error: { kind: 'timeout', command: 'TLS' } });
  });

  it('that knows TLS 1.1 only is refused', async () => {
    const identity = loopbackIdentity();
    const old: TlsOptions = {
      cert: identity.certificate,
      key: identity.key,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
    };
    const oldServer = createServer(old).on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => oldServer.listen(0, '127.0.0.1', resolve));
    const address = oldServer.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const outcome = await dial(
      { protocol: 'pop3', security: 'tls', host: '127.0.0.1', port },
      { trust: { fingerprint: identity.fingerprint }, timeoutMs: 2_000 },
    );
    oldServer.close();
    expect(outcome).toMatchObject({ error: { kind: 'protocol', command: 'TLS' } });
  });
});
