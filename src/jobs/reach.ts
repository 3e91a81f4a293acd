/**
 * Reaching the mail server: how it answered is noted, so that "no contact" is never taken for "no mail" (reference mail.md F6), and a
 * refused password is not tried again within the hour, before the account is locked out (F7).
 */

import { err, type Result } from '../result.ts';
import { parseMailUrl } from '../settings/mail-url.ts';
import type { Contact, Journal } from '../store/journal-port.ts';
import type { TransportError } from '../transport/port.ts';

type Reaching = { readonly store: Journal; readonly now: () => Date; readonly configuredAt: Date };

/** Polls or postings in a row without contact, after which people are told. */
export const alarmAfterMisses = 3;

const lockOutMs = 3_600_000;

/** Opens, unless this account refused our password less than an hour ago and nobody has changed the settings since. */
export async function reach<T extends { close(): Promise<unknown> }>(
  { store, now, configuredAt }: Reaching,
  account: string,
  open: () => Promise<Result<T, TransportError>>,
): Promise<Result<T, TransportError>> {
  const known = await store.contact(account);
  const until = known && lockedUntil(known, configuredAt);
  if (until && now() < until) return err(refusedLately(account, until));
  const opened = await open();
  try {
    await store.noteContact({ account, at: now().toISOString(), failure: opened.ok ? '' : opened.error.kind });
  } catch (failure) {
    // A database that fails must not leave the line open: it would keep the program alive.
    if (opened.ok) await opened.value.close();
    throw failure;
  }
  return opened;
}

function lockedUntil({ failure, lastFailureAt }: Contact, configuredAt: Date): Date | undefined {
  const failedAt = new Date(lastFailureAt);
  return failure === 'credentials' && failedAt > configuredAt ? new Date(failedAt.getTime() + lockOutMs) : undefined;
}

function refusedLately(account: string, until: Date): TransportError {
  const url = parseMailUrl(account);
  const { host, user } = url.ok ? url.value : { host: '', user: '' };
  return { kind: 'credentials', host, user, answer: `not tried again before ${until.toISOString()}`, retry: 'never' };
}
