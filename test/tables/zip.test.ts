import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import AdmZip from 'adm-zip';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { writeZip } from '../../src/tables/zip.ts';

test('parts come back from a zip byte for byte, empty ones and those in pieces too', async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 });
  const parts = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-zé]{1,8}\.xml$/), content: pieces }), {
    selector: ({ name }) => name,
    minLength: 1,
    maxLength: 5,
  });
  const isBack = async (given: readonly { readonly name: string; readonly content: readonly Uint8Array[] }[]): Promise<void> => {
    const entries = new AdmZip(await buffer(writeZip(given))).getEntries();
    // getData compares the checksum, too.
    const found = entries.map((entry) => [entry.entryName, entry.getData().toString('hex')]);
    expect(found.toSorted()).toEqual(given.map(({ name, content }) => [name, Buffer.concat(content).toString('hex')]).toSorted());
  };
  await fc.assert(fc.asyncProperty(parts, isBack));
});

test('it is the same zip at every time', async () => {
  const parts = [{ name: 'a', content: [Buffer.from('x'.repeat(100_000))] }];
  const zip = await buffer(writeZip(parts));
  expect(zip.length).toBeLessThan(1000);
  expect(zip.equals(await buffer(writeZip(parts)))).toBe(true);
});

test('a zip that nobody reads to its end reads its parts no further', async () => {
  let isLetGo = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield randomBytes(100_000);
    } finally {
      isLetGo = true;
    }
  }
  for await (const piece of writeZip([{ name: 'a', content: endless() }])) if (piece.length > 10_000) break;
  await vi.waitFor(() => expect(isLetGo).toBe(true));
});
