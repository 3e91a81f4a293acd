/** Errors as the API answers them: a status that programs understand, the sentences of words/ for people, and facts without any secret. */
import type { ErrorKind, ExplainedError } from '../../words/error-words.ts';
import type { Speech } from '../../words/speech.ts';
import type { Problem } from '../contract/problem.ts';

export function problemOf(error: ExplainedError, speech: Speech): Problem {
  const { what, why, remedy } = speech.explain(error);
  const { kind, ...facts } = error;
  const lines = 'problems' in error && Array.isArray(error.problems) ? error.problems.map(String) : [];
  return {
    status: statusOf(error.kind),
    kind,
    title: what,
    detail: why,
    remedy,
    fields: lines.map((line) => fieldOf(line, speech)),
    facts: 'problems' in facts ? {} : facts,
  };
}

/** `everyDays: too-big (365)` → the field, and what it wants in words. */
export function fieldOf(line: string, speech: Speech): Problem['fields'][number] {
  const [, path = '', rest = line] = /^([\w.-]+): (.*)$/s.exec(line) ?? [];
  return { path, text: speech.sayProblem(rest) };
}

const statuses: Partial<Record<ErrorKind, number>> = {
  'not-set-up': 409,
  'wrong-role': 409,
  'home-exists': 409,
  'home-busy': 423,
  'task-running': 423,
  'already-joined': 409,
  'not-joined': 409,
  'kept-apart': 409,
  'same-asset': 409,
  'nothing-decided': 409,
  'file-not-droppable': 409,
  'field-changed': 409,
  'request-invalid': 422,
  'site-unknown': 404,
  'settings-changed': 409,
  'preferences-changed': 409,
  'words-differ': 409,
  'site-exists': 409,
  'site-not-pending': 409,
  'recently-sent': 409,
  'folder-missing': 404,
  'name-differs': 422,
  'settings-invalid': 422,
  'settings-untested': 409,
  'preferences-invalid': 422,
  'route-unknown': 404,
  'thing-unknown': 404,
  'asset-unknown': 404,
  'quarantine-unknown': 404,
  'host-refused': 421,
  'origin-refused': 403,
  'method-refused': 405,
  'csrf-refused': 403,
  'not-logged-in': 401,
  'not-allowed': 403,
  'too-many-attempts': 429,
  'body-too-large': 413,
  'not-json': 415,
  'password-wrong': 401,
  'token-unknown': 404,
  'token-exists': 409,
  'store-busy': 503,
  'store-full': 507,
  'store-damaged': 500,
  'store-newer': 500,
  'store-failed': 500,
  'disk-full': 507,
  'file-unreadable': 500,
  'access-damaged': 500,
  unexpected: 500,
};

/** 400 for what a person can mend in the question or in the settings; everything else is told as what it is. */
export const statusOf = (kind: ErrorKind): number => statuses[kind] ?? 400;
