/**
 * `node test/hostile/write.ts FOLDER` writes every case of the corpus as a file, to look at it or to hand it to another program;
 * `node test/hostile/write.ts --table` writes fixtures/hostile/cases.md. The files are hostile: open them with care.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { corpus, corpusTable } from './corpus.ts';

const [target] = process.argv.slice(2);

if (target === '--table') await writeFile(new URL('../../fixtures/hostile/cases.md', import.meta.url), corpusTable());
else if (target === undefined) console.error('node test/hostile/write.ts FOLDER | --table');
else await writeCases(target);

async function writeCases(folder: string): Promise<void> {
  for (const { title, extension, cases } of corpus) {
    const place = join(folder, title.toLowerCase().replaceAll(' ', '-'));
    await mkdir(place, { recursive: true });
    for (const { name, build } of cases) await writeFile(join(place, `${name}.${extension}`), await build());
  }
}
