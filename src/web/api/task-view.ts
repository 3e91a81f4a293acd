/** A task as a page shows it, in the language of whoever looks. */
import { sayCode } from '../../words/codes.ts';
import { sayProgress } from '../../words/progress.ts';
import type { Speech } from '../../words/speech.ts';
import type { TaskView } from '../contract/task-routes.ts';
import { problemOf } from './problems.ts';
import type { Task, TaskFact } from './tasks.ts';

type Line = TaskView['lines'][number];

export function taskView(task: Task, speech: Speech, now: Date): TaskView {
  const { id, kind, by, startedAt, endedAt, state, facts, told, error } = task;
  const counted = countOf(facts);
  const minutes = ((endedAt === '' ? now.getTime() : Date.parse(endedAt)) - Date.parse(startedAt)) / 60_000;
  return {
    ...{ id, kind, by, startedAt, endedAt, state },
    lines: facts.map((fact, index) => ({ text: sayFact(fact, speech), state: stateOf(task, index) })),
    number: counted?.number ?? null,
    of: counted?.of ?? null,
    perMinute: counted && minutes > 0 ? Math.round(counted.number / minutes) : null,
    summary: told ? [...told.tell(speech)] : [],
    isNotable: told?.isNotable ?? false,
    outcome: told?.outcome ?? null,
    problem: error ? problemOf(error, speech) : null,
  };
}

/** A step is told when it begins: the last one still runs, or is the one that failed. */
function stateOf({ state, facts }: Task, index: number): Line['state'] {
  if (index < facts.length - 1 || state === 'done' || state === 'stopped') return 'done';
  return state === 'failed' ? 'failed' : 'running';
}

/** `Réception – connexion : imap.example.org, port 993` */
function sayFact(fact: TaskFact, speech: Speech): string {
  const { codes, colon, progress } = speech;
  if (fact.fact === 'progress') return sayProgress(fact.progress, progress, codes);
  const { step, detail } = fact.step;
  const ofSending = saySendingTest(step, detail, speech);
  if (ofSending !== undefined) return ofSending;
  const [line = '', ...name] = step.split('-');
  const isOfLine = name.length > 0;
  const said = isOfLine ? `${sayCode(codes.lines, line)} – ${sayCode(codes.steps, name.join('-'))}` : sayCode(codes.steps, step);
  return detail === '' ? said : `${said}${colon} ${detail}`;
}

/** `posted` says `address: answer`, `waiting` and `arrived` milliseconds. */
function saySendingTest(step: string, detail: string, { reports: { test } }: Speech): string | undefined {
  if (step === 'posted') return test.accepted(detail.split(': ')[0] ?? detail);
  if (step === 'waiting') return test.waiting(Number(detail));
  return step === 'arrived' ? test.arrived(Number(detail)) : undefined;
}

function countOf(facts: readonly TaskFact[]): { readonly number: number; readonly of: number } | undefined {
  const last = facts.findLast((fact) => fact.fact === 'progress' && fact.progress.step === 'mail');
  return last?.fact === 'progress' && last.progress.step === 'mail' ? { number: last.progress.number, of: last.progress.of } : undefined;
}
