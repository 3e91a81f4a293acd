/** Where a test's database stands: a file of its own, and memory. Both are real engines. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder of this test file, removed after its last test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'malleposte-store-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Closable = { close(): Promise<void> };

export type Place<Store> = readonly [name: string, open: () => Promise<Store>];

/** Each call of `open` gives a new store, closed after the last test of the file. */
export function places<Store extends Closable>(openAt: (path: string) => Promise<Store>): readonly Place<Store>[] {
  const folder = temporaryFolder();
  const opened: Store[] = [];
  let number = 0;
  const open = async (path: string): Promise<Store> => {
    const store = await openAt(path);
    opened.push(store);
    return store;
  };
  afterAll(async () => {
    for (const store of opened) await store.close();
  });
  const inFile = (): Promise<Store> => {
    number += 1;
    return open(join(folder, `${number}.db`));
  };
  return [
    ['a file', inFile],
    ['memory', () => open(':memory:')],
  ];
}
