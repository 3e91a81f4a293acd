/** Where the passwords of the mail accounts come from: a file, a variable, a question; never a flag's value. They are shown nowhere. */
import { err, ok, type Result } from '../result.ts';
import { parseMailUrl } from '../settings/mail-url.ts';
import type { ExplainedError } from '../words/error-words.ts';
import type { Context } from './context.ts';
import { type Given, textOf } from './given.ts';

export type Passwords = { readonly mailbox?: string; readonly outbox?: string };

export type Accounts = { readonly mailbox: string; readonly outbox: string };

/** The passwords written down, by flag or variable; a missing one is no error yet. */
export async function writtenPasswords(context: Context, given: Given): Promise<Result<Passwords, ExplainedError>> {
  const mailbox = await written(context, textOf(given, 'password-file'), 'MALLEPOSTE_PASSWORD');
  if (!mailbox.ok) return mailbox;
  const outbox = await written(context, textOf(given, 'outbox-password-file'), 'MALLEPOSTE_OUTBOX_PASSWORD');
  if (!outbox.ok) return outbox;
  return ok({
    ...(mailbox.value === undefined ? {} : { mailbox: mailbox.value }),
    ...(outbox.value === undefined ? {} : { outbox: outbox.value }),
  });
}

async function written(context: Context, file: string | undefined, variable: string): Promise<Result<string | undefined, ExplainedError>> {
  return file === undefined ? ok(context.environment.variables[variable] || undefined) : readPasswordFile(context, file);
}

/** The first line of a file. */
export async function readPasswordFile(context: Context, file: string): Promise<Result<string, ExplainedError>> {
  const content = await readGivenFile(context, file);
  if (!content.ok) return content;
  const password = content.value.split(/\r?\n/)[0] ?? '';
  return password === '' ? err({ kind: 'password-empty', source: file }) : ok(password);
}

/** A file that a flag names: when it cannot be read, the flag is wrong. */
export async function readGivenFile(context: Context, path: string): Promise<Result<string, ExplainedError>> {
  const content = await context.environment.readTextFile(path);
  if (content.ok) return ok(content.value.replace(/^\ufeff/, ''));
  return err(content.error.kind === 'file-unreadable' ? { ...content.error, retry: 'never' } : content.error);
}

/** What a login needs and nobody wrote down is asked for; where nobody can be asked, the flag is named. */
export async function completePasswords(
  context: Context,
  known: Passwords,
  accounts: Accounts,
  command: string,
): Promise<Result<Passwords, ExplainedError>> {
  const needs = { mailbox: needsPassword(accounts.mailbox), outbox: needsPassword(accounts.outbox) };
  const isComplete = known.mailbox !== undefined || (!needs.mailbox && (!needs.outbox || known.outbox !== undefined));
  if (isComplete) return ok(withSharedPassword(known, needs.outbox));
  if (!context.asker) return err({ kind: 'missing-flags', command, flags: ['--password-file'] });
  const { questions } = context.speech;
  const mailbox = await context.asker.secret(needs.mailbox ? questions.password : questions.outboxPassword, true);
  if (mailbox === undefined) return err({ kind: 'cancelled' });
  if (!needs.mailbox) return ok({ ...known, outbox: mailbox });
  const outbox = needs.outbox && known.outbox === undefined ? await context.asker.secret(questions.outboxPassword, false) : known.outbox;
  if (outbox === undefined && needs.outbox) return err({ kind: 'cancelled' });
  return ok(withSharedPassword({ mailbox, ...(outbox ? { outbox } : {}) }, needs.outbox));
}

/** One account for both is the rule: the same password serves unless another one is given. */
const withSharedPassword = (known: Passwords, isNeeded: boolean): Passwords =>
  isNeeded && known.outbox === undefined && known.mailbox !== undefined ? { ...known, outbox: known.mailbox } : known;

/** A local folder and an open relay want none. */
function needsPassword(url: string): boolean {
  const parsed = parseMailUrl(url);
  return parsed.ok && parsed.value.user !== '' && parsed.value.protocol !== 'maildir' && parsed.value.protocol !== 'memory';
}
