/** What is wrong in settings or preferences, as facts: where, a stable code, and what would be right. Sentences are made in words/. */
import type { z } from 'zod';

export type SettingsProblem = {
  /** Key as in the file, `limits.maxEntries`, `include.0`; '' for the whole. */
  readonly path: string;
  /**
   * missing, unknown-key, wrong-type, not-one-of, too-small, too-big, too-many, too-long, control-character, empty, not-yaml, bad-url,
   * bad-address, bad-site, bad-marker, bad-fingerprint, bad-pattern, bad-section, bad-identifier, bad-disposal, bad-field, bad-web-address,
   * invalid.
   */
  readonly code: string;
  /** The type, the bound, the choices, or the reason of the refusal; '' when the code says all. Never what was found: it may be a secret. */
  readonly expected: string;
};

export const findProblems = (issues: readonly z.core.$ZodIssue[]): readonly SettingsProblem[] => issues.flatMap(describeIssue);

/** One line of facts, the same in every language: `everyDays: too-big (365)`. */
export const problemLine = ({ path, code, expected }: SettingsProblem): string =>
  `${path === '' ? '' : `${path}: `}${code}${expected === '' ? '' : ` (${expected})`}`;

const describeIssue = (issue: z.core.$ZodIssue): readonly SettingsProblem[] => {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, code: 'unknown-key', expected: '' }));
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => ({ path, ...codeAndExpectation(inner) }));
  return [{ path, ...codeAndExpectation(issue) }];
};

const codeAndExpectation = (issue: z.core.$ZodIssue): Pick<SettingsProblem, 'code' | 'expected'> => {
  if (issue.code === 'invalid_type') return { code: issue.input === undefined ? 'missing' : 'wrong-type', expected: issue.expected };
  if (issue.code === 'invalid_value')
    return { code: issue.input === undefined ? 'missing' : 'not-one-of', expected: issue.values.join(', ') };
  if (issue.code === 'too_small') return { code: 'too-small', expected: `${issue.minimum}` };
  if (issue.code === 'too_big') return { code: issue.origin === 'array' ? 'too-many' : 'too-big', expected: `${issue.maximum}` };
  if (issue.code === 'custom') return { code: `${issue.params?.['code'] ?? 'invalid'}`, expected: `${issue.params?.['expected'] ?? ''}` };
  return { code: 'invalid', expected: '' };
};
