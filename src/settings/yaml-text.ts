/** YAML from outside, read without its dangers. Ignores what the text means. */
import { isNode, isScalar, parseDocument, visit } from 'yaml';
import { err, ok, type Result } from '../result.ts';
import type { SettingsProblem } from './problems.ts';

/**
 * YAML 1.2 core, one document; double keys are refused, aliases, which can multiply a text without bound, and keys that are lists or
 * mappings: the library writes each of them out as text, nested ones in cubic time (600 bytes took a second). Null for an empty text.
 */
export const readYaml = (text: string): Result<unknown, SettingsProblem> => {
  try {
    const document = parseDocument(text, { logLevel: 'error' });
    if (document.errors[0]) return notYaml(place(document.errors[0]));
    const strange = keyThatIsNoScalar(document);
    return strange === undefined ? ok(document.toJS({ maxAliasCount: 0 }) as unknown) : notYaml(lineAt(text, strange));
  } catch (error) {
    return notYaml(place(error));
  }
};

const notYaml = (expected: string): Result<never, SettingsProblem> => err({ path: '', code: 'not-yaml', expected });

/** Where the first key is that is neither a word nor a number; undefined when all are. */
const keyThatIsNoScalar = (document: ReturnType<typeof parseDocument>): number | undefined => {
  let found: number | undefined;
  visit(document, {
    Pair: (_, { key }) => {
      if (key === null || isScalar(key)) return undefined;
      found = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      return visit.BREAK;
    },
  });
  return found;
};

const lineAt = (text: string, offset: number): string => `line ${text.slice(0, offset).split('\n').length}`;

/** `line 3`, never a piece of the text: it may be a secret in the wrong place. */
const place = (error: unknown): string => {
  const positions: unknown = error instanceof Error && 'linePos' in error ? error.linePos : undefined;
  const first: unknown = Array.isArray(positions) ? positions[0] : undefined;
  return typeof first === 'object' && first !== null && 'line' in first ? `line ${String(first.line)}` : '';
};
