/**
 * What a person asks of the dossier, in one line: `type:imprimante site:lyon -hp`, `os:"windows 10"`, `firefox < 128`. All terms must hold.
 * Only the meaning is found here; the store answers, and asks back whether a version is such (`matchesSoftware`).
 */
import { err, ok, type Result } from '../result.ts';
import { type QuestionToken, questionTokens } from './question-tokens.ts';
import type { AssetKind, Software } from './report.ts';
import { isVersion, type VersionComparison, type VersionOperator } from './versions.ts';

/** Facts of an asset that contain the text, in any case. */
export const questionFields = ['site', 'name', 'os', 'user', 'serial', 'model', 'manufacturer', 'ip', 'mac', 'tag'] as const;
export type QuestionField = (typeof questionFields)[number];

export type SoftwareTerm = {
  readonly kind: 'software';
  readonly name: string;
  /** null: any version. */
  readonly comparison: VersionComparison | null;
  /** True: no such software. */
  readonly isNegated: boolean;
};

export type QuestionTerm =
  /** In any of the facts; never in software, which is asked for by its name. */
  | { readonly kind: 'text'; readonly text: string; readonly isNegated: boolean }
  | { readonly kind: 'field'; readonly field: QuestionField; readonly text: string; readonly isNegated: boolean }
  | { readonly kind: 'asset-kind'; readonly assetKind: AssetKind; readonly isNegated: boolean }
  /** Absent from the newest complete manifest of its site. */
  | { readonly kind: 'missing'; readonly isNegated: boolean }
  | SoftwareTerm;

/** No term: everything. */
export type Question = { readonly terms: readonly QuestionTerm[] };

export type QuestionProblem = {
  readonly kind: 'question-problem';
  readonly code:
    | 'too-long'
    | 'too-many-terms'
    | 'unclosed-quote'
    | 'unknown-field'
    | 'value-missing'
    | 'unknown-kind'
    | 'not-yes-or-no'
    | 'name-missing'
    | 'version-missing'
    | 'not-comparable';
  /** Offset in the question where it is, in UTF-16 units. */
  readonly at: number;
  /** What would be right there: a character, a bound, or the words to choose from, parted by `, `; '' when the code says all. */
  readonly expected: string;
  readonly retry: 'never';
};

const maxCharacters = 500;
const maxTerms = 30;

/**
 * Free words, `"several words"`, `field:value` with English or French names of fields (`système:`, `logiciel:`…), a minus before a term
 * for its contrary, and `software operator version`, where the software is the word or quotes just before the operator.
 */
export const parseQuestion = (question: string): Result<Question, QuestionProblem> => {
  if (question.length > maxCharacters) return problem('too-long', maxCharacters, `${maxCharacters}`);
  const tokens = questionTokens(question);
  if (!tokens.ok) return problem('unclosed-quote', tokens.error.at, closing(question.slice(tokens.error.at)));
  const terms: QuestionTerm[] = [];
  for (let index = 0; index < tokens.value.length; ) {
    const read = readTerm(tokens.value, index, question.length);
    if (!read.ok) return read;
    terms.push(read.value.term);
    index += read.value.length;
    if (terms.length > maxTerms) return problem('too-many-terms', tokens.value[index - 1]?.at ?? 0, `${maxTerms}`);
  }
  return ok({ terms });
};

/** Whether an asset with this list of software is one that the term asks for; its negation counts. */
export const matchesSoftware = (term: SoftwareTerm, software: readonly Software[]): boolean =>
  software.some((row) => isSuchSoftware(term, row)) !== term.isNegated;

/** Whether this is the software that the term names, in such a version; whether the term is negated is not asked. */
export const isSuchSoftware = ({ name, comparison }: Pick<SoftwareTerm, 'name' | 'comparison'>, software: Software): boolean =>
  isNamed(software.name, name) && (comparison === null || isVersion(software.version, comparison));

/** Whether each word of `asked` begins a word of `name`, whatever case and accents: `adobe reader` is in `Adobe Acrobat Reader DC`. */
export const isNamed = (name: string, asked: string): boolean => {
  const text = ` ${plain(name)}`;
  return wordsOf(plain(asked)).every((word) => beginsWord(text, word));
};

const beginsWord = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at - 1)) || !/^[\p{L}\p{N}]/u.test(word)) return true;
  return false;
};

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

type Read = Result<{ readonly term: QuestionTerm; readonly length: number }, QuestionProblem>;

/** The term that begins at a token, and how many tokens it takes. */
const readTerm = (tokens: readonly QuestionToken[], index: number, end: number): Read => {
  const [token, next, after] = tokens.slice(index, index + 3);
  if (token === undefined) throw new Error('no token');
  if (token.kind === 'operator') return problem('name-missing', token.at, '');
  if (token.kind === 'field') return readField(tokens, index, end);
  if (next?.kind !== 'operator') return ok({ term: { kind: 'text', text: token.text, isNegated: token.isNegated }, length: 1 });
  return readComparison({ name: token, operator: next, version: after, end, length: 3 });
};

type ComparisonTokens = {
  readonly name: QuestionToken;
  readonly operator: QuestionToken;
  readonly version: QuestionToken | undefined;
  readonly end: number;
  readonly length: number;
  readonly isNegated?: boolean;
};

const readComparison = ({ name, operator, version, end, length, isNegated = name.isNegated }: ComparisonTokens): Read => {
  if (version?.kind !== 'text' || version.text === '') return problem('version-missing', version?.at ?? end, '');
  if (name.text === '') return problem('name-missing', name.at, '');
  const comparison = { operator: operator.text as VersionOperator, version: version.text };
  return ok({ term: { kind: 'software', name: name.text, comparison, isNegated }, length });
};

const readField = (tokens: readonly QuestionToken[], index: number, end: number): Read => {
  const [token, value, operator, version] = tokens.slice(index, index + 4);
  if (token === undefined) throw new Error('no token');
  const field = fieldNames.get(plain(token.text));
  if (field === undefined) return problem('unknown-field', token.at, [...new Set(fieldNames.values())].join(', '));
  if (value?.kind !== 'text' || value.text === '') return problem('value-missing', value?.at ?? end, '');
  const text = value.isNegated ? `-${value.text}` : value.text;
  const { isNegated } = token;
  if (operator?.kind === 'operator' && field !== 'software') return problem('not-comparable', operator.at, 'software');
  if (operator?.kind === 'operator') return readComparison({ name: { ...value, text }, operator, version, end, length: 4, isNegated });
  const term = termOf(field, { ...value, text, isNegated });
  return term.ok ? ok({ term: term.value, length: 2 }) : term;
};

const termOf = (field: AnyField, { text, isNegated, at }: QuestionToken): Result<QuestionTerm, QuestionProblem> => {
  if (field === 'software') return ok({ kind: 'software', name: text, comparison: null, isNegated });
  if (field === 'missing') return missingTerm({ text, isNegated, at });
  if (field !== 'kind') return ok({ kind: 'field', field, text, isNegated });
  const assetKind = kindNames.get(plain(text));
  if (assetKind === undefined) return problem('unknown-kind', at, [...new Set(kindNames.values())].join(', '));
  return ok({ kind: 'asset-kind', assetKind, isNegated });
};

const missingTerm = ({ text, isNegated, at }: Pick<QuestionToken, 'text' | 'isNegated' | 'at'>): Result<QuestionTerm, QuestionProblem> => {
  const isYes = /^(?:yes|oui|true|1)$/i.test(text);
  if (!isYes && !/^(?:no|non|false|0)$/i.test(text)) return problem('not-yes-or-no', at, 'yes, no');
  return ok({ kind: 'missing', isNegated: isYes === isNegated });
};

const closing = (rest: string): string => ({ '“': '”', '«': '»' })[rest.replace(/^-/, '').charAt(0)] ?? '"';

const problem = (code: QuestionProblem['code'], at: number, expected: string): Result<never, QuestionProblem> =>
  err({ kind: 'question-problem', code, at, expected, retry: 'never' });

type AnyField = QuestionField | 'kind' | 'software' | 'missing';

/** Without accents, as people type them. */
const fieldNames: ReadonlyMap<string, AnyField> = new Map<string, AnyField>([
  ...questionFields.map((field) => [field, field] as const),
  ...(['kind', 'software', 'missing'] as const).map((field) => [field, field] as const),
  ['nom', 'name'],
  ['machine', 'name'],
  ['systeme', 'os'],
  ['system', 'os'],
  ['utilisateur', 'user'],
  ['serie', 'serial'],
  ['modele', 'model'],
  ['fabricant', 'manufacturer'],
  ['marque', 'manufacturer'],
  ['adresse', 'ip'],
  ['etiquette', 'tag'],
  ['type', 'kind'],
  ['logiciel', 'software'],
  ['manquant', 'missing'],
  ['absent', 'missing'],
]);

const kindNames: ReadonlyMap<string, AssetKind> = new Map<string, AssetKind>([
  ['computer', 'computer'],
  ['printer', 'printer'],
  ['network', 'network'],
  ['phone', 'phone'],
  ['monitor', 'monitor'],
  ['storage', 'storage'],
  ['unmanaged', 'unmanaged'],
  ['ordinateur', 'computer'],
  ['pc', 'computer'],
  ['imprimante', 'printer'],
  ['reseau', 'network'],
  ['switch', 'network'],
  ['telephone', 'phone'],
  ['ecran', 'monitor'],
  ['moniteur', 'monitor'],
  ['stockage', 'storage'],
  ['inconnu', 'unmanaged'],
  ['unknown', 'unmanaged'],
]);
