/** YAML from outside, read without its dangers. Ignores what the text means. */
import { type Document, isNode, isScalar, Lexer, type Pair, Parser, parseDocument, visit } from 'yaml';
import { err, ok, type Result } from '../result.ts';
import type { SettingsProblem } from './problems.ts';

/** Ours have a few hundred. */
const maxCharacters = 262_144;

/** Mappings and lists within each other; ours go four deep. */
const deepestNesting = 64;

/**
 * YAML 1.2 core, one document, at most 262,144 characters, 64 levels. Null for an empty text. Refused are double keys; aliases, which can
 * multiply a text without bound; keys that are lists or mappings, which the library writes out as text, nested ones in cubic time (600
 * bytes took a second).
 */
export const readYaml = (text: string): Result<unknown, SettingsProblem> => {
  if (text.length > maxCharacters) return err({ path: '', code: 'too-long', expected: `${maxCharacters}` });
  const read = faultOfForm(text) ?? readDocument(text);
  return typeof read === 'number' ? notYaml(lineAt(text, read)) : valuesOf(read);
};

/**
 * Where the tokens go wrong, or too deep. Read before the document is made, and only as far as the first fault: the library makes an error
 * of each of them (10,000 took a second), and calls itself once for each level (3 KB of `? ? ?` took all of its stack).
 */
const faultOfForm = (text: string): number | undefined => {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    const wrong = [...parser.next(lexeme)].find(({ type }) => type === 'error');
    if (wrong !== undefined) return wrong.offset;
    if (parser.stack.length > deepestNesting) return parser.offset;
  }
  return undefined;
};

/** The document, or where it is not ours to read. Double keys are looked for here: the library compares each with each. */
const readDocument = (text: string): number | Document => {
  // Pretty errors are made for each of the errors, from all of the text.
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false, uniqueKeys: false });
  const [error] = document.errors;
  return error ? error.pos[0] : (keyThatIsNotOne(document) ?? document);
};

/** Where the first key is that is no scalar, or that stands twice in its mapping; undefined when none does. */
const keyThatIsNotOne = (document: Document): number | undefined => {
  let found: number | undefined;
  visit(document, {
    Map: (_, { items }) => {
      const wrong = items.find(isDoubleOrNoScalar());
      if (wrong === undefined) return undefined;
      found = isNode(wrong.key) ? (wrong.key.range?.[0] ?? 0) : 0;
      return visit.BREAK;
    },
  });
  return found;
};

/** Of the keys of one mapping, in their order. A key that is not written is null: there may be one. */
const isDoubleOrNoScalar = (): ((pair: Pair) => boolean) => {
  const seen = new Set<unknown>();
  return ({ key }) => {
    if (key !== null && !isScalar(key)) return true;
    const value = key === null ? null : key.value;
    const isDouble = seen.has(value);
    seen.add(value);
    return isDouble;
  };
};

const valuesOf = (document: Document): Result<unknown, SettingsProblem> => {
  try {
    return ok(document.toJS({ maxAliasCount: 0 }) as unknown);
  } catch {
    // An alias: the library says so with words, and without the place.
    return notYaml('');
  }
};

const notYaml = (expected: string): Result<never, SettingsProblem> => err({ path: '', code: 'not-yaml', expected });

/** `line 3`, never a piece of the text: it may be a secret in the wrong place. */
const lineAt = (text: string, offset: number): string => `line ${text.slice(0, offset).split('\n').length}`;
