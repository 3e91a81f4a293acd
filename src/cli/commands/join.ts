/** `join`: enrols a distant site by the key that the head office made; makes its home on the way. */
import type { Invitation } from '../../exchange/invitation.ts';
import type { Distant } from '../../jobs/installation.ts';
import { type Joined, join, readInvitation } from '../../jobs/join.ts';
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

async function run(context: Context, given: Given): Promise<Outcome> {
  const key = await readKey(context, given);
  if (!key.ok) return key;
  const invitation = readInvitation(key.value, context.environment.now());
  if (!invitation.ok) return invitation;
  const written = await readWritten(context, given);
  if (!written.ok) return written;
  const existing = await context.environment.homeRole(context.home);
  if (existing === 'common') return err({ kind: 'wrong-role', role: existing, needed: 'distant', retry: 'never' });
  const prepare = existing === null ? createDistantHome : changeDistantHome;
  const prepared = await prepare(context, given, written.value, invitation.value);
  if (!prepared.ok || prepared.value !== 0) return prepared;
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

async function createDistantHome(context: Context, given: Given, written: Written, invitation: Invitation): Promise<Outcome> {
  const { site, orgName, everyDays, presets } = invitation;
  const period = everyDays >= 1 && everyDays <= 365 ? { everyDays: Math.trunc(everyDays) } : {};
  const company = orgName === '' ? {} : { organisation: orgName };
  const draft = { ...company, ...period, ...written.settings, role: 'distant' as const, site };
  const proposals = { ...(presets?.mailbox ? { mailbox: presets.mailbox } : {}), ...(presets?.outbox ? { outbox: presets.outbox } : {}) };
  const plan = {
    command: 'join',
    fields: ['address', 'mailbox', 'outbox', 'tlsCa', 'name', 'dossier'] as const,
    draft,
    presets: proposals,
  };
  const setUp = await completeSetUp(context, given, written, plan);
  if (!setUp.ok) return setUp;
  const created = await context.environment.createHome({ home: context.home, ...setUp.value });
  return created.ok ? ok(0) : created;
}

/** A home that waits, or that `init` made: the key says which site it is, flags may correct the rest. Another site's home is left alone. */
async function changeDistantHome(context: Context, given: Given, written: Written, invitation: Invitation): Promise<Outcome> {
  const looked = await atDistantSite(context, { lock: false, given: withoutSettings(given) }, (_inside, distant) =>
    refuseOther(distant, invitation),
  );
  if (!looked.ok || looked.value !== 0) return looked;
  const { tlsCa: caPath, role: _role, ...settings } = written.settings;
  const tlsCa = await readAuthority(context, caPath);
  if (!tlsCa.ok) return tlsCa;
  const authority = tlsCa.value === undefined ? {} : { tlsCa: tlsCa.value };
  const changed = await context.environment.changeHome({
    home: context.home,
    settings: { ...settings, site: invitation.site },
    passwords: written.passwords,
    passwordStore: placeOf(given),
    ...authority,
  });
  return changed.ok ? ok(0) : changed;
}

async function refuseOther(distant: Distant, invitation: Invitation): Promise<Outcome> {
  const known = await distant.store.outpost();
  const isOther = known !== undefined && (known.org !== invitation.org || known.site !== invitation.site);
  return isOther ? err({ kind: 'already-joined', site: known.site, retry: 'never' }) : ok(0);
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
