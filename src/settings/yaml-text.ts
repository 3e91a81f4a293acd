/** YAML from outside, read without its dangers. Ignores what the text means. */
import { isNode, isScalar, parseDocument, visit } from 'yaml';
import { err, ok, type Result } from '../result.ts';
import type { SettingsProblem } from './problems.ts';

/**
 * YAML 1.2 core, one document; double keys are refused, aliases, which can multiply a text without bound, and keys that are lists or
 * mappings: the library writes each of them out as text, nested ones in cubic time (600 bytes took a second). Null for an empty text.
 */
export const readYaml = (text: string): Result<unknown, SettingsProblem> => {
  // Pretty errors are made for each of the errors, from all of the text.
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
  const [error] = document.errors;
  const fault = error ? error.pos[0] : keyThatIsNoScalar(document);
  if (fault !== undefined) return notYaml(lineAt(text, fault));
  try {
    return ok(document.toJS({ maxAliasCount: 0 }) as unknown);
  } catch {
    // An alias: the library says so with words, and without the place.
    return notYaml('');
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

/** `line 3`, never a piece of the text: it may be a secret in the wrong place. */
const lineAt = (text: string, offset: number): string => `line ${text.slice(0, offset).split('\n').length}`;
