/** `join`: enrols a distant site by the key that the head office made; makes its home on the way. */
import type { Invitation } from '../../exchange/invitation.ts';
import type { Distant } from '../../jobs/installation.ts';
import { type Joined, join, readInvitation } from '../../jobs/join.ts';
import { checkInvitation, type HomeToJoin, joinDraft, prepareDistantHome } from '../../jobs/joining.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, commandLine, type Outcome, report } from '../context.ts';
import { unsentStatus } from '../exit.ts';
import { type Given, textOf } from '../given.ts';
import { atDistantSite, withoutSettings } from '../opening.ts';
import { passwordOptions } from '../options.ts';
import { readGivenFile } from '../passwords.ts';
import { completeSetUp, placeOf, readAuthority, readWritten, type Written } from '../set-up.ts';
import { sayUnsent } from '../unsent.ts';

export const joinCommand: Command = {
  path: 'join',
  argument: { form: '[key...]', word: 'key' },
  options: [{ name: 'key-file', value: 'FILE', reading: 'text', word: 'keyFile' }, ...passwordOptions],
  settings: 'stored',
  run,
};

type Corrected = Omit<HomeToJoin, 'home'>;

async function run(context: Context, given: Given): Promise<Outcome> {
  const key = await readKey(context, given);
  if (!key.ok) return key;
  const invitation = readInvitation(key.value, context.environment.now());
  if (!invitation.ok) return invitation;
  const written = await readWritten(context, given);
  if (!written.ok) return written;
  const existing = await context.environment.homeRole(context.home);
  if (existing === 'common') return err({ kind: 'wrong-role', role: existing, needed: 'distant', retry: 'never' });
  const looked = existing === null ? ok(0 as const) : await lookThere(context, given, invitation.value);
  if (!looked.ok || looked.value !== 0) return looked;
  const setUp = await (existing === null
    ? askForHome(context, given, written.value, invitation.value)
    : correct(context, given, written.value));
  if (!setUp.ok) return setUp;
  const prepared = await prepareDistantHome(context.environment, { home: context.home, ...setUp.value }, invitation.value);
  if (!prepared.ok) return prepared;
  return atDistantSite(context, { lock: true, given: withoutSettings(given) }, (inside, distant) =>
    enrol(inside, distant, invitation.value),
  );
}

async function readKey(context: Context, given: Given): Promise<Result<string, ExplainedError>> {
  const file = textOf(given, 'key-file');
  if (given.arguments.length > 0) return ok(given.arguments.join(' '));
  if (file !== undefined) return readGivenFile(context, file);
  if (!context.asker) return err({ kind: 'missing-argument', argument: 'KEY' });
  const now = context.environment.now();
  const pasted = await context.asker.text({
    message: context.speech.questions.key,
    isRequired: true,
    suggest: () => [],
    check: (answer) => {
      const invitation = readInvitation(answer, now);
      return invitation.ok ? undefined : context.speech.explain(invitation.error).what;
    },
  });
  return pasted === undefined ? err({ kind: 'cancelled' }) : ok(pasted);
}

/** All that a new home needs, asked for where it is missing. */
function askForHome(context: Context, given: Given, written: Written, invitation: Invitation): Promise<Result<Corrected, ExplainedError>> {
  const { settings, presets } = joinDraft(invitation);
  const { site } = invitation;
  return completeSetUp(context, given, written, {
    command: 'join',
    fields: ['address', 'mailbox', 'outbox', 'tlsCa', 'name', 'dossier'],
    draft: { ...settings, ...written.settings, role: 'distant', site },
    presets,
  });
}

/** Another site's home is left alone, and told so in its own language. */
const lookThere = (context: Context, given: Given, invitation: Invitation): Promise<Outcome> =>
  atDistantSite(context, { lock: false, given: withoutSettings(given) }, async (_inside, distant) => {
    const checked = await checkInvitation(distant, invitation);
    return checked.ok ? ok(0) : checked;
  });

/** A home that waits, or that `init` made: flags may correct it, nothing is asked. */
async function correct(context: Context, given: Given, { settings, passwords }: Written): Promise<Result<Corrected, ExplainedError>> {
  const { tlsCa: caPath, ...others } = settings;
  const tlsCa = await readAuthority(context, caPath);
  if (!tlsCa.ok) return tlsCa;
  return ok({ settings: others, passwords, passwordStore: placeOf(given), ...(tlsCa.value === undefined ? {} : { tlsCa: tlsCa.value }) });
}

async function enrol(context: Context, distant: Distant, invitation: Invitation): Promise<Outcome> {
  const joined = await join(distant, { invitation });
  if (!joined.ok) return joined;
  const status = unsentStatus(joined.value.unsent);
  answerJson(context, joined.value);
  report(context, status, describe(context, joined.value));
  return ok(status);
}

function describe(context: Context, joined: Joined): readonly string[] {
  const { enrolment } = context.speech.reports;
  return [
    enrolment.joined(joined.site, joined.orgName),
    enrolment.words(colour(context, joined.words, 'bold')),
    enrolment.compare,
    ...sayUnsent(context, joined.unsent),
    enrolment.nextSteps,
    `  ${commandLine(context, 'send')}`,
    `  ${commandLine(context, 'schedule install')}`,
  ];
}
