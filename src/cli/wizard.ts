/** The questions of a new home, one setting each, in the order in which a person knows the answers. `?` proposes a value. */
import { err, ok, type Result } from '../result.ts';
import { problemLine } from '../settings/problems.ts';
import { readSettings, type SettingsInput } from '../settings/settings.ts';
import { type KnownFacts, suggest } from '../settings/suggest.ts';
import type { ExplainedError } from '../words/error-words.ts';
import type { QuestionWords } from '../words/questions.ts';
import type { Asker } from './asker.ts';
import type { Context } from './context.ts';

export type Field = keyof QuestionWords['fields'];

export type Draft = Partial<SettingsInput>;

export type Interview = {
  readonly fields: readonly Field[];
  /** Answers known already: these are not asked. */
  readonly draft: Draft;
  /** Proposed before all others: what an invitation says of its mail servers. */
  readonly presets?: Partial<Record<Field, string>>;
  /** Written in the field to begin with. */
  readonly initial?: Partial<Record<Field, string>>;
};

const required: readonly Field[] = ['address', 'mailbox', 'outbox', 'dossier'];

/** Asks for the fields that the draft does not know. Ctrl+C is `cancelled`. */
export async function interview(context: Context, asker: Asker, questions: Interview): Promise<Result<Draft, ExplainedError>> {
  let draft = questions.draft;
  for (const field of questions.fields) {
    if (draft[field] !== undefined) continue;
    const answer = await ask(context, asker, field, { ...questions, draft });
    if (answer === undefined) return err({ kind: 'cancelled' });
    if (answer !== '') draft = { ...draft, [field]: answerFor(field, answer) };
  }
  return ok(draft);
}

/** What the installation is for: the first question of `init`. */
export async function askRole(context: Context, asker: Asker): Promise<Result<'common' | 'distant', ExplainedError>> {
  const { role, roles } = context.speech.questions;
  const answer = await asker.select(role, [
    { value: 'common', label: roles.common },
    { value: 'distant', label: roles.distant },
  ]);
  return answer === undefined ? err({ kind: 'cancelled' }) : ok(answer === 'common' ? 'common' : 'distant');
}

function ask(context: Context, asker: Asker, field: Field, { draft, presets, initial }: Interview): Promise<string | undefined> {
  const preset = presets?.[field];
  const begin = initial?.[field];
  return asker.text({
    message: context.speech.questions.fields[field],
    isRequired: required.includes(field),
    ...(begin === undefined ? {} : { initial: begin }),
    suggest: () => [...(preset === undefined ? [] : [preset]), ...suggest(field, factsOf(draft))],
    check: (answer) => check(context, field, answer, draft),
  });
}

const answerFor = (field: Field, answer: string): string | number =>
  field === 'everyDays' && /^\d+$/.test(answer) ? Number(answer) : answer;

function factsOf({ role, address, site, name, organisation }: Draft): KnownFacts {
  const texts = { address, site, name, organisation };
  const known = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== ''));
  return { ...(role ? { role } : {}), ...known, platform: process.platform };
}

/** The schema's own opinion on this one answer. */
function check(context: Context, field: Field, answer: string, draft: Draft): string | undefined {
  if (field === 'tlsCa') return undefined;
  const read = readSettings({ role: 'distant', ...draft, [field]: answerFor(field, answer) });
  const problem = read.ok ? undefined : read.error.problems.find(({ path }) => path === field);
  return problem && context.speech.sayProblem(problemLine({ ...problem, path: '' }));
}
