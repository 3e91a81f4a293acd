/** That the pages are built again whenever anything they are made of has changed. */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import sources from '../../src/web/ui/sources.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Types leave nothing in what is built. */
const imported = /(?:import (?!type )[^'"]*from |import |import\()'(\.[^']+)'/g;

/** Every file of ours that the page takes in, from its first on. */
async function reachedFrom(first: string): Promise<ReadonlySet<string>> {
  const reached = new Set([first]);
  for (const path of reached) {
    if (!/\.tsx?$/.test(path)) continue;
    const text = await readFile(path, 'utf8');
    for (const [, found = ''] of text.matchAll(imported)) reached.add(join(dirname(path), found));
  }
  return reached;
}

test('all that goes into the pages is looked at before they are held to be fresh', async () => {
  const reached = [...(await reachedFrom(join(root, 'src/web/ui/main.tsx')))].map((path) => relative(root, path));
  const isSource = (path: string): boolean => sources.some((source) => path === source || path.startsWith(`${source}/`));
  expect(reached).toContain('src/intranet/charts.ts');
  expect(reached).toContain('src/words/screens/french/trace.ts');
  expect(reached.filter((path) => !isSource(path))).toEqual([]);
});
