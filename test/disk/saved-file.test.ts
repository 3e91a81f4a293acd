import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveFile } from '../../src/disk/saved-file.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-saved-'));
  path = join(folder, 'trace.csv');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half');
  throw new Error('the store broke');
}

test('what comes in pieces is a file for its owner only', async () => {
  expect(await saveFile(path, pieces('a', 'b'), { replaces: false })).toEqual({ ok: true, value: undefined });
  expect(await readFile(path, 'utf8')).toBe('ab');
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a file that is there is left alone, or replaced', async () => {
  await writeFile(path, 'old');
  expect(await saveFile(path, Buffer.from('new'), { replaces: false })).toMatchObject({
    ok: false,
    error: { kind: 'file-unreadable', path, cause: 'EEXIST', retry: 'never' },
  });
  expect(await readFile(path, 'utf8')).toBe('old');
  expect((await saveFile(path, pieces('new'), { replaces: true })).ok).toBe(true);
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['trace.csv']);
});

test('what breaks on the way leaves no half of a file, and the old one', async () => {
  await expect(saveFile(path, broken(), { replaces: false })).rejects.toThrow('the store broke');
  expect(await readdir(folder)).toEqual([]);
  await writeFile(path, 'old');
  await expect(saveFile(path, broken(), { replaces: true })).rejects.toThrow('the store broke');
  expect(await readdir(folder)).toEqual(['trace.csv']);
  expect(await readFile(path, 'utf8')).toBe('old');
});

test('a folder that is not there is an error with its path', async () => {
  const nowhere = join(folder, 'absent', 'x');
  for (const replaces of [true, false])
    expect(await saveFile(nowhere, pieces('a'), { replaces })).toMatchObject({ ok: false, error: { path: nowhere, cause: 'ENOENT' } });
});

test('a folder that stands where the file should is left as it is, with nothing beside it', async () => {
  await mkdir(path);
  for (const replaces of [true, false])
    expect(await saveFile(path, pieces('a'), { replaces })).toMatchObject({ ok: false, error: { path } });
  expect(await readdir(folder)).toEqual(['trace.csv']);
});
