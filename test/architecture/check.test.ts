/** Each check is shown a small tree that breaks its rule: it must name the file, the line and the reason. A rule that cannot fail guards nothing. */
import { describe, expect, it } from 'vitest';
import { checks } from './check.ts';
import { findingsOf, type Tree } from './samples.ts';

const findIn = (name: string, tree: Tree): Promise<readonly string[]> => {
  const check = checks.find((candidate) => candidate.name === name);
  if (!check) throw new Error(`no check is called ${name}`);
  return findingsOf(check, tree);
};

const resultFile =
  'export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };\nexport const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });\n';

type Case = readonly [check: string, breaks: string, tree: Tree, place: string, reason: RegExp];

const promised = 'const later = async (): Promise<number> => 1;';
const unfinished = ['TO', 'DO'].join('');

const cases: readonly Case[] = [
  ['types', 'a type error', { 'src/a.ts': "export const a: number = 'b';\n" }, 'src/a.ts:1', /TS2322/],
  ['style', 'an explicit any', { 'src/a.ts': '/** A. */\nexport const a = (b: any): string => b;\n' }, 'src/a.ts:2', /noExplicitAny/],
  ['style', 'an unformatted file', { 'src/a.ts': 'export const a = "b"\n' }, 'src/a.ts:1', /not formatted/],
  ['style', 'a default export', { 'src/a.ts': 'export default 1;\n' }, 'src/a.ts:1', /noDefaultExport/],
  [
    'style',
    'a barrel',
    { 'src/index.ts': "export * from './a.ts';\n", 'src/a.ts': 'export const a = 1;\n' },
    'src/index.ts:1',
    /noBarrelFile/,
  ],
  [
    'style',
    'a value import of a type',
    { 'src/a.ts': "import { B } from './b.ts';\n\nexport type A = B;\n" },
    'src/a.ts:1',
    /useImportType/,
  ],
  [
    'style',
    'a non-null assertion in src',
    { 'src/a.ts': 'export const a = (b?: string): string => b!;\n' },
    'src/a.ts:1',
    /noNonNullAssertion/,
  ],
  [
    'dead-code',
    'an export that nobody imports',
    { 'src/main.ts': "import './a.ts';\n", 'src/a.ts': 'export const unused = 1;\n' },
    'src/a.ts:1',
    /imported nowhere: unused/,
  ],
  [
    'dead-code',
    'a file that nobody imports',
    { 'src/main.ts': 'export {};\n', 'src/a.ts': 'export const a = 1;\n' },
    'src/a.ts:1',
    /nobody imports this file/,
  ],
  [
    'dead-code',
    'a package that is not declared',
    { 'src/main.ts': "import 'yaml';\n" },
    'src/main.ts:1',
    /not declared in package.json: yaml/,
  ],
  ['known-rooms', 'a room without a floor', { 'src/cellar/wine.ts': 'export {};\n' }, 'src/cellar/wine.ts:1', /needs a row/],
  [
    'dropped-results',
    'a Result dropped',
    { 'src/result.ts': resultFile, 'src/a.ts': "import { ok } from './result.ts';\nok(1);\n" },
    'src/a.ts:2',
    /its error would never be seen/,
  ],
  [
    'dropped-results',
    'an awaited Result dropped',
    {
      'src/result.ts': resultFile,
      'src/a.ts':
        "import { ok } from './result.ts';\nconst save = async () => ok(1);\nexport const a = async () => {\n  await save();\n};\n",
    },
    'src/a.ts:4',
    /its error would never be seen/,
  ],
  [
    'dropped-results',
    'a Result given to forEach',
    { 'src/result.ts': resultFile, 'src/a.ts': "import { ok } from './result.ts';\n[1].forEach((n) => ok(n));\n" },
    'src/a.ts:2',
    /expects nothing/,
  ],
  ['floating-promises', 'a promise nobody waits for', { 'src/a.ts': `${promised}\nlater();\n` }, 'src/a.ts:2', /floats/],
  [
    'floating-promises',
    'a promise behind &&',
    { 'src/a.ts': `${promised}\nexport const a = (b: boolean) => {\n  b && later();\n};\n` },
    'src/a.ts:3',
    /floats/,
  ],
  ['floating-promises', 'an array of promises', { 'src/a.ts': `${promised}\n[1].map(async () => later());\n` }, 'src/a.ts:2', /floats/],
  [
    'floating-promises',
    'an async callback in forEach',
    { 'src/a.ts': `${promised}\n[1].forEach(async () => {\n  await later();\n});\n` },
    'src/a.ts:2',
    /does not wait/,
  ],
  ['reasoned-voids', 'a void without a comment', { 'src/a.ts': `${promised}\n\nvoid later();\n` }, 'src/a.ts:3', /say why/],
  [
    'reasoned-voids',
    'a void in an arrow',
    { 'src/a.ts': `${promised}\n\nexport const a = () => void later();\n` },
    'src/a.ts:3',
    /say why/,
  ],
  ['reasoned-catches', 'an empty catch', { 'src/a.ts': 'try {\n  JSON.parse("");\n} catch {}\n' }, 'src/a.ts:3', /does not matter/],
  [
    'reasoned-catches',
    'an empty .catch()',
    { 'src/a.ts': `${promised}\n\nawait later().catch(() => {});\n` },
    'src/a.ts:3',
    /does not matter/,
  ],
  ['file-length', 'a file of 301 lines', { 'src/a.ts': 'export {};\n'.repeat(301) }, 'src/a.ts:301', /301 lines/],
  [
    'function-length',
    'a function of 41 lines',
    { 'src/a.ts': `export const a = () => {\n${'  a;\n'.repeat(39)}};\n` },
    'src/a.ts:1',
    /41 lines/,
  ],
  [
    'function-length',
    'a long method in a factory',
    {
      'src/a.ts': `export const openA = () => {\n  const b = () => {\n${'    b;\n'.repeat(39)}  };\n  const c = () => 1;\n  return { b, c };\n};\n`,
    },
    'src/a.ts:2',
    /41 lines/,
  ],
  ['module-headers', 'a file without a header', { 'src/a.ts': '// A.\nexport {};\n' }, 'src/a.ts:1', /no module header/],
  ['file-names', 'a file of helpers', { 'src/jobs/mail-helpers.ts': 'export {};\n' }, 'src/jobs/mail-helpers.ts:1', /could hold anything/],
  ['file-names', 'a folder of utils', { 'test/utils/mail.ts': 'export {};\n' }, 'test/utils/mail.ts:1', /could hold anything/],
  ['unfinished-marks', 'a mark of unfinished work', { 'src/a.ts': `// ${unfinished} later\n` }, 'src/a.ts:1', /do it/],
  ['machine-paths', 'a path of one machine', { 'docs/a.md': `See\n/${'work'}/main\n` }, 'docs/a.md:2', /nobody else has it/],
  ['machine-paths', 'a fixed temporary path', { 'src/a.ts': `export const a = '/${'tmp'}/a';\n` }, 'src/a.ts:1', /two runs would meet/],
  [
    'exact-versions',
    'a range',
    { 'package.json': '{\n  "dependencies": { "luxon": "^3.7.2" }\n}', 'src/a.ts': '' },
    'package.json:2',
    /pin one exact version/,
  ],
  [
    'environment-access',
    'a room that reads the environment',
    { 'src/jobs/a.ts': '\nexport const a = process.env.HOME;\n' },
    'src/jobs/a.ts:2',
    /main.ts reads/,
  ],
  [
    'environment-access',
    'an environment unpacked',
    { 'src/jobs/a.ts': 'export const { env } = process;\n' },
    'src/jobs/a.ts:1',
    /main.ts reads/,
  ],
  [
    'environment-access',
    'an environment imported',
    { 'src/jobs/a.ts': "export { env } from 'node:process';\nimport { env } from 'node:process';\n" },
    'src/jobs/a.ts:2',
    /main.ts reads/,
  ],
  [
    'one-file-per-library',
    'a second file that unzips',
    {
      'src/exchange/a.ts': "import Zip from 'adm-zip';\nexport const a = Zip;\n",
      'src/exchange/b.ts': "import Zip from 'adm-zip';\nexport const b = Zip;\n",
    },
    'src/exchange/b.ts:1',
    /wrapped in src\/exchange\/a.ts/,
  ],
  ['reasoned-skips', 'a test that runs alone', { 'test/a.test.ts': "\nit.only('a', () => {});\n" }, 'test/a.test.ts:2', /would not run/],
  [
    'reasoned-skips',
    'a skip without a reason',
    { 'test/a.test.ts': "\ndescribe.skipIf(true)('a', () => {\n  // not this\n});\n" },
    'test/a.test.ts:2',
    /without a reason/,
  ],
  [
    'reasoned-skips',
    'a silent skip()',
    { 'test/a.test.ts': "it('a', (context) => {\n  context.skip();\n});\n" },
    'test/a.test.ts:2',
    /without a reason/,
  ],
];

const tidy: Tree = {
  'src/main.ts':
    "/** Starts the sample: one file that calls another one. */\nimport { greet } from './words/greet.ts';\n\nprocess.stdout.write(greet('Lyon'));\n",
  'src/words/greet.ts':
    "/** What the sample says to a site, in one sentence. */\n\nexport const greet = (site: string): string => ['Bonjour', site].join(' ');\n",
};

describe('each check reports', () => {
  it.each(cases)('%s: %s', async (...[name, , tree, place, reason]) => {
    const found = await findIn(name, tree);
    expect(found).toContainEqual(expect.stringMatching(reason));
    expect(found.find((line) => reason.test(line))).toMatch(new RegExp(`^${place} `));
  });

  it('and every check has been seen to fail', () => {
    const shown = new Set([...cases.map(([name]) => name), 'purity', 'floors']);
    expect(checks.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
});

describe('a tidy tree', () => {
  it.each(checks.filter(({ name }) => !['types', 'dead-code'].includes(name)).map(({ name }) => name))('passes %s', async (name) => {
    expect(await findIn(name, tidy)).toEqual([]);
  });

  it('may let a promise go and leave a catch empty when it says why', async () => {
    const tree = {
      'src/a.ts': `${promised}\n// Nobody waits for this one.\nvoid later();\nawait later().catch(() => {\n  // It may fail.\n});\n`,
    };
    for (const name of ['floating-promises', 'reasoned-voids', 'reasoned-catches']) expect(await findIn(name, tree)).toEqual([]);
  });

  it('may skip tests when it says why', async () => {
    const tree = {
      'test/a.test.ts':
        "// Dovecot is not installed here.\ndescribe.skipIf(true)('a', () => {});\nit('b', (context) => context.skip('no Exim'));\n",
    };
    expect(await findIn('reasoned-skips', tree)).toEqual([]);
  });
});
