/** Keys and certificates for the scripted servers, made in this process. */
import { X509Certificate } from 'node:crypto';
import { makeCertificate } from '../../src/embedded/certificate.ts';
import type { Keys } from './scripted-server.ts';

export type Identity = Keys & { readonly fingerprint: string };

const identityOf = (keys: Keys): Identity => ({ ...keys, fingerprint: new X509Certificate(keys.certificate).fingerprint256 });

/** Self-signed, for this machine. */
export const loopbackIdentity = (): Identity =>
  identityOf(makeCertificate({ now: new Date(), days: 30, names: ['localhost', '127.0.0.1'] }));

/** Self-signed, for somebody else. */
export const foreignIdentity = (): Identity => identityOf(makeCertificate({ now: new Date(), days: 30, names: ['mail.elsewhere.test'] }));

/** Good until some years ago, as on many a forgotten server. */
export const expiredIdentity = (): Identity =>
  identityOf(makeCertificate({ now: new Date('2020-01-01T00:00:00Z'), days: 30, names: ['localhost', '127.0.0.1'] }));
