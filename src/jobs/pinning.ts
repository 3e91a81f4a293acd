/** A server's certificate that nobody vouches for, and the settings that would pin it. Ignores who is asked, and how it is saved. */
import { parseMailUrl } from '../settings/mail-url.ts';
import type { Settings } from '../settings/settings.ts';
import type { JobError } from './installation.ts';

export type PinSetting = 'mailboxFingerprint' | 'outboxFingerprint';

export type UnknownCertificate = {
  readonly host: string;
  readonly port: number;
  /** SHA-256 of the certificate, upper-case hex with colons: the value of the settings. */
  readonly fingerprint: string;
  /** Both where one server serves both ways. */
  readonly settings: readonly PinSetting[];
};

/** Undefined where the error is another one, the server showed no certificate, or it is the server of neither account. */
export function unknownCertificate(
  { mailbox, outbox }: Pick<Settings, 'mailbox' | 'outbox'>,
  error: JobError,
): UnknownCertificate | undefined {
  if (error.kind !== 'certificate' || error.fingerprint === '') return undefined;
  const { host, port, fingerprint } = error;
  const isOf = (text: string): boolean => {
    const url = parseMailUrl(text);
    return url.ok && url.value.host === host && url.value.port === port;
  };
  const settings: readonly PinSetting[] = [
    ...(isOf(mailbox) ? (['mailboxFingerprint'] as const) : []),
    ...(isOf(outbox) ? (['outboxFingerprint'] as const) : []),
  ];
  return settings.length === 0 ? undefined : { host, port, fingerprint, settings };
}
