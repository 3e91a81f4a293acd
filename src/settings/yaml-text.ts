/** YAML from outside, read without its dangers. Ignores what the text means. */
import { parse } from 'yaml';
import { err, ok, type Result } from '../result.ts';
import type { SettingsProblem } from './problems.ts';

/** YAML 1.2 core, one document; double keys are refused, and aliases, which can multiply a text without bound. Null for an empty text. */
export const readYaml = (text: string): Result<unknown, SettingsProblem> => {
  try {
    return ok(parse(text, { maxAliasCount: 0, logLevel: 'error' }) as unknown);
  } catch (error) {
    return err({ path: '', code: 'not-yaml', expected: place(error) });
  }
};

/** `line 3`, never a piece of the text: it may be a secret in the wrong place. */
const place = (error: unknown): string => {
  const positions: unknown = error instanceof Error && 'linePos' in error ? error.linePos : undefined;
  const first: unknown = Array.isArray(positions) ? positions[0] : undefined;
  return typeof first === 'object' && first !== null && 'line' in first ? `line ${String(first.line)}` : '';
};
