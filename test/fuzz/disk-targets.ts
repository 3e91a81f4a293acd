/** What writes files under names and with facts from strangers: quarantine, kept mails, preference files. Nothing may land outside its home. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisk } from '../../src/disk/disk.ts';
import type { Disk } from '../../src/disk/port.ts';
import { insist, type Outcome, outcomeOf, refusalOf, type Target, texts } from './target.ts';

let outer = '';

const home = (): string => join(outer, 'a', 'home');

const openHome = (): Disk => {
  outer = mkdtempSync(join(tmpdir(), 'malleposte-fuzz-'));
  mkdirSync(home(), { recursive: true });
  return openDisk(home());
};

/** Everything that lies around the home, and the folders in it. */
const lies = (): readonly string[] => [
  ...readdirSync(outer),
  ...readdirSync(join(outer, 'a')),
  ...(existsSync(home()) ? readdirSync(home()) : []),
];

const expected = /^(?:a|home|quarantine|mails|preferences|preferences\.previous)$/;

/** Name, reason and date on a line each, then the bytes. */
const runKept = async (bytes: Buffer): Promise<Outcome> => {
  const disk = openHome();
  try {
    const [name = '', reason = '', at = '', ...rest] = bytes.toString('utf8').split('\n');
    const kept = await disk.quarantine({ name, reason, at, bytes: Buffer.from(rest.join('\n')) });
    if (!kept.ok) return refusalOf(kept.error);
    const items = await disk.quarantined();
    insist(items.ok && items.value.length === 1, 'what was put in quarantine is listed');
    const read = await disk.readQuarantined(items.value[0]?.id ?? '');
    insist(read.ok && read.value.equals(Buffer.from(rest.join('\n'))), 'what was put in quarantine comes out');
    await insistOnOtherIds(disk, name);
    const strayed = lies().filter((found) => !expected.test(found));
    insist(strayed.length === 0, `nothing lies where it should not: ${strayed.join()}`);
    return { accepted: items.value.map(({ bytes: size, sha256 }) => ({ size, sha256 })) };
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
};

/** A stranger's text is no id. */
const insistOnOtherIds = async (disk: Disk, id: string): Promise<void> => {
  const isId = /^(?:\d{4}-\d\d-\d\d|undated)-[0-9a-f]{16}$/.test(id);
  insist(isId || !(await disk.readQuarantined(id)).ok, 'only ids that were given open a file');
  insist(isId || !(await disk.dropQuarantined(id)).ok, 'only ids that were given drop a file');
};

const keptFiles: Target = {
  name: 'kept-files',
  words: [
    '\n',
    '../',
    '..\\',
    '/etc/',
    '2026-11-22T02:00:00Z',
    '2026-11-22',
    '+275760-09-13',
    '-000001-01-01',
    'sha256: a',
    '\r',
    '\u2028',
  ],
  seeds: () =>
    texts(
      'lyon.eml\nbad-message ambiguous\n2026-11-22T02:00:00.000Z\nFrom: a\n',
      '../../x\nreason\n+010000-01-01T00:00:00Z\n',
      '2026-11-22-0123456789abcdef\n\n\n',
    ),
  run: runKept,
};

/** A file for each piece between NUL bytes: its path, a line end, its content. */
const runPreferences = async (bytes: Buffer): Promise<Outcome> => {
  const disk = openHome();
  try {
    const pieces = bytes.toString('utf8').split('\0');
    const files = pieces.map((piece) => ({ path: piece.split('\n')[0] ?? '', content: piece.split('\n').slice(1).join('\n') }));
    const applied = await disk.applyPreferences(files);
    const strayed = lies().filter((found) => !expected.test(found));
    insist(strayed.length === 0, `nothing lies where it should not: ${strayed.join()}`);
    if (!applied.ok) return refusalOf(applied.error);
    return outcomeOf(await disk.readPreferences());
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
};

const preferenceFiles: Target = {
  name: 'preference-files',
  words: [
    '\0',
    '\n',
    '../',
    '/',
    '\\',
    'preferences.yaml\n',
    'nul',
    '.hidden',
    'a/b/c',
    'e\u0301',
    'CON.txt',
    'a:b',
    '~',
    'preferences.next',
  ],
  seeds: () => texts('preferences.yaml\nperiod: 1\n\0autre/liste.txt\na\n', '../x\na', 'a\n\0a/b\n', 'A\n\0a\n'),
  run: runPreferences,
};

export const diskTargets: readonly Target[] = [keptFiles, preferenceFiles];
