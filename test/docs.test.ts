/** The pages that are made from the code say what the code says, and no page points to a file that is not there. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generatedPages } from '../docs/generate.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the documentation', () => {
  for (const [path, render] of generatedPages) {
    it(`docs/${path} is what npm run docs writes`, async () => {
      expect(await readFile(join(root, 'docs', path), 'utf8')).toBe(render());
    });
  }

  it('links only to files that exist', async () => {
    const pages = (await readdir(join(root, 'docs'), { recursive: true }))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name));
    const broken: string[] = [];
    for (const page of ['README.md', 'LISEZMOI.md', ...pages]) {
      const text = await readFile(join(root, page), 'utf8');
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
        if (!existsSync(join(root, dirname(page), target))) broken.push(`${page} → ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });
});
