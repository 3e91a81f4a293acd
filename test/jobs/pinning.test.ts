/** Which settings would pin a certificate: those of the server that showed it, and nothing for any other error. */
import { expect, test } from 'vitest';
import type { JobError } from '../../src/jobs/installation.ts';
import { unknownCertificate } from '../../src/jobs/pinning.ts';

const settings = { mailbox: 'imaps://siege@mail.test', outbox: 'smtps://siege@mail.test' };

const shown = (port: number, fingerprint = 'AB:CD'): JobError => ({
  kind: 'certificate',
  host: 'mail.test',
  port,
  cause: 'SELF_SIGNED_CERT_IN_CHAIN',
  fingerprint,
  retry: 'never',
});

test('a certificate is pinned for the account whose server showed it', () => {
  expect(unknownCertificate(settings, shown(993))).toEqual({
    host: 'mail.test',
    port: 993,
    fingerprint: 'AB:CD',
    settings: ['mailboxFingerprint'],
  });
  expect(unknownCertificate(settings, shown(465))?.settings).toEqual(['outboxFingerprint']);
  const both = { mailbox: 'imaps://siege@mail.test:4430', outbox: 'smtps://siege@mail.test:4430' };
  expect(unknownCertificate(both, shown(4430))?.settings).toEqual(['mailboxFingerprint', 'outboxFingerprint']);
});

test('nothing is pinned of another server, without a certificate, or for another error', () => {
  expect(unknownCertificate(settings, shown(4430))).toBeUndefined();
  expect(unknownCertificate(settings, shown(993, ''))).toBeUndefined();
  expect(unknownCertificate(settings, { kind: 'not-joined', retry: 'never' })).toBeUndefined();
});
