/** `init`: makes a home; run again on a home of the same role, it changes what is given and keeps keys and memory. */
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, commandLine, type Outcome, report } from '../context.ts';
import type { Given } from '../given.ts';
import { atAnySite, withoutSettings } from '../opening.ts';
import { passwordOptions } from '../options.ts';
import { completeSetUp, placeOf, readAuthority, readWritten, type Written } from '../set-up.ts';
import { askRole, type Field } from '../wizard.ts';

export const initCommand: Command = { path: 'init', options: passwordOptions, settings: 'stored', run };

async function run(context: Context, given: Given): Promise<Outcome> {
  const written = await readWritten(context, given);
  if (!written.ok) return written;
  const existing = await context.environment.homeRole(context.home);
  return existing === null ? create(context, given, written.value) : change(context, given, written.value, existing);
}

const fields: Readonly<Record<'common' | 'distant', readonly Field[]>> = {
  common: ['address', 'mailbox', 'outbox', 'tlsCa', 'site', 'name', 'organisation'],
  distant: ['address', 'mailbox', 'outbox', 'tlsCa', 'name', 'dossier', 'everyDays'],
};

async function create(context: Context, given: Given, written: Written): Promise<Outcome> {
  const role = await roleOf(context, written);
  if (!role.ok) return role;
  const draft = { ...written.settings, ...(role.value === undefined ? {} : { role: role.value }) };
  const plan = { command: 'init', fields: fields[role.value ?? 'common'], draft, initial: { everyDays: '7' } };
  const setUp = await completeSetUp(context, given, written, plan);
  if (!setUp.ok) return setUp;
  const created = await context.environment.createHome({ home: context.home, ...setUp.value });
  if (!created.ok) return created;
  const { role: made, site = '', address } = setUp.value.settings;
  answerJson(context, { home: context.home, role: made, site, address, created: true });
  report(context, 0, [context.speech.reports.enrolment.created(made, context.home), ...nextSteps(context, made)]);
  return ok(0);
}

/** Undefined where the role is not written and nobody can be asked: completeSetUp names it among the missing flags. */
async function roleOf(context: Context, written: Written): Promise<Result<'common' | 'distant' | undefined, ExplainedError>> {
  const { role } = written.settings;
  if (role !== undefined || !context.asker) return ok(role);
  context.asker.say(context.speech.questions.welcome);
  return askRole(context, context.asker);
}

function nextSteps(context: Context, role: 'common' | 'distant'): readonly string[] {
  const { nextSteps: label } = context.speech.reports.enrolment;
  const steps =
    role === 'common' ? ['test connection', 'invite SITE', 'schedule install'] : ['test connection', 'join MALLE1-…', 'schedule install'];
  return [label, ...steps.map((step) => `  ${commandLine(context, step)}`)];
}

async function change(context: Context, given: Given, written: Written, existing: 'common' | 'distant'): Promise<Outcome> {
  const { role = existing, tlsCa: caPath, ...settings } = written.settings;
  const isSomething = Object.keys(settings).length > 0 || Object.keys(written.passwords).length > 0 || caPath !== undefined;
  if (role !== existing || !isSomething) return err({ kind: 'home-exists', home: context.home, role: existing });
  const tlsCa = await readAuthority(context, caPath);
  if (!tlsCa.ok) return tlsCa;
  const authority = tlsCa.value === undefined ? {} : { tlsCa: tlsCa.value };
  const { passwords } = written;
  const changed = await context.environment.changeHome({
    home: context.home,
    settings,
    passwords,
    passwordStore: placeOf(given),
    ...authority,
  });
  if (!changed.ok) return changed;
  return atAnySite(context, { lock: false, given: withoutSettings(given) }, async (inside) => {
    answerJson(inside, { home: inside.home, role, created: false });
    report(inside, 0, [inside.speech.reports.enrolment.changed(inside.home)]);
    return ok(0);
  });
}
