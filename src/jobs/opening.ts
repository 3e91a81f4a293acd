/** From the bytes of a mail to a parsed envelope that nobody has verified yet: sizes, MIME structure and the header's form. */
import type { Envelope } from '../exchange/envelope.ts';
import type { MailHeaders } from '../exchange/headers.ts';
import { err, ok, type Result } from '../result.ts';
import type { Common, Distant } from './installation.ts';
import type { Sighting } from './sighting.ts';

export type OpenedMail = {
  readonly raw: Buffer;
  readonly headers: MailHeaders;
  readonly envelope: Envelope;
  /** Where it lies in the mailbox; undefined for a mail out of quarantine. */
  readonly sighting?: Sighting;
};

export type Unreadable = {
  readonly reason: string;
  readonly detail: string;
  /** It could not be read within its time or memory: it may be tried again, three times in all. */
  readonly isFailure: boolean;
};

/** The envelope in a mail. */
export async function openMail(
  { settings, reading }: Pick<Common | Distant, 'settings' | 'reading'>,
  raw: Buffer,
  sighting?: Sighting,
): Promise<Result<OpenedMail, Unreadable>> {
  const opened = await reading.openMail(raw, settings.limits);
  if (opened.ok) return ok({ raw, ...opened.value, ...(sighting ? { sighting } : {}) });
  const { kind, reason, detail } = opened.error;
  return err({ reason, detail, isFailure: kind === 'reading-failed' });
}
