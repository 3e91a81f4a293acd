/** Questions and their answers, in English. */
import type { QuestionProblem } from '../../inventory/questions.ts';
import type { ErrorWords } from '../error-words.ts';
import type { Format } from '../format.ts';
import { markPlace, type SearchWords } from '../search.ts';
import type { Ways } from '../ways.ts';

export const englishSearch = (format: Format, ways: Ways): SearchWords => ({
  found: (shown, total) => {
    const assets = format.count(total, { one: 'asset', other: 'assets' });
    return shown === total ? assets : `${assets}, of which ${format.number(shown)} are shown here${ways.otherRows}`;
  },
  asSoftware: (names) => `As names of software these are known: ${names.map((name) => `software:"${name}"`).join(' ')}`,
  matched: 'Matched',
  fields: {
    name: 'name',
    site: 'site',
    serial: 'serial number',
    uuid: 'UUID',
    model: 'model',
    manufacturer: 'maker',
    user: 'user',
    os: 'system',
    ip: 'IP address',
    mac: 'MAC address',
    deviceId: 'agent id',
    tag: 'tag',
    form: 'form',
    software: 'software',
    owner: 'owner',
    room: 'room',
    inventoryNumber: 'inventory number',
    purchasedOn: 'purchased on',
    warrantyUntil: 'warranty until',
    licence: 'licence',
    note: 'note',
  },
  noQueries: 'No question is saved. In malleposte.yaml: queries: { old-firefox: "firefox < 128" }',
  queryColumns: { name: 'Name', question: 'Question' },
  written: (path, rows) => `Written: ${path} (${format.count(rows, { one: 'asset', other: 'assets' })}).`,
  sheet: 'Assets',
});

const problems: { readonly [C in QuestionProblem['code']]: (expected: string) => string } = {
  'too-long': (expected) => `It has more than ${expected} characters.`,
  'too-many-terms': (expected) => `It has more than ${expected} terms.`,
  'unclosed-quote': (expected) => `A quote is not closed: ${expected} is missing.`,
  'unknown-field': (expected) => `There is no such field. Fields: ${expected}.`,
  'value-missing': () => 'Nothing follows the colon.',
  'unknown-kind': (expected) => `There is no such kind. Kinds: ${expected}.`,
  'not-yes-or-no': (expected) => `Expected: ${expected}.`,
  'name-missing': () => 'The name of the software is missing before the sign.',
  'version-missing': () => 'The version is missing after the sign.',
  'not-comparable': () => 'Only versions of software are compared.',
};

export const englishQuestionErrors: ErrorWords<'question-problem' | 'query-unknown' | 'sheet-too-large'> = {
  'question-problem': (error, _format, ways) => ({
    what: `The question is not understood at ▸: ${markPlace(error)}`,
    why: problems[error.code](error.expected),
    remedy: ways.questionExamples,
  }),
  'sheet-too-large': ({ rows, limit }, format, ways) => ({
    what: 'The list is too long for a spreadsheet; nothing was written.',
    why: `It has ${format.number(rows)} rows, the limit is ${format.number(limit)}: a sheet holds no more.`,
    remedy: ways.smallerList,
  }),
  'query-unknown': ({ name, known }, format, ways) => ({
    what: `No question is saved as "${name}".`,
    why: known.length === 0 ? 'None is saved at all.' : `Saved are: ${format.list(known)}.`,
    remedy: ways.savedQueries,
  }),
};
