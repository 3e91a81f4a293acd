/** A company's pages in a temporary folder, published by the real job through the real folder; and what stands in them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPageFolder } from '../../src/disk/pages.ts';
import type { DossierSource } from '../../src/intranet/source.ts';
import { type PublishOptions, publish } from '../../src/jobs/publish.ts';
import { openPages } from '../../src/words/pages.ts';
import { openSpeech } from '../../src/words/speech.ts';
import { today } from './company.ts';

const words = { fr: openPages(openSpeech('fr', 'Europe/Paris')), en: openPages(openSpeech('en', 'Europe/Paris')) };

export const publishTo = (folder: string, source: DossierSource, options: Partial<PublishOptions> = {}) =>
  publish({ source, folder: openPageFolder(folder), words, now: () => today }, { language: 'fr', version: '0.1.0', ...options });

/** Path → text of every file, by path. */
export const filesOf = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = await Promise.all(
    paths.toSorted().map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const),
  );
  return new Map(read);
};

export const pagesOf = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].filter(([path]) => path.endsWith('.html')));

export type Tag = { readonly name: string; readonly attributes: Readonly<Record<string, string>> };

/** Start tags as a browser reads them: attribute values in double quotes, which is how all of ours are. */
export const tagsOf = (page: string): readonly Tag[] =>
  [...page.matchAll(/<([A-Za-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(([, name = '', attributes = '']) => ({
    name,
    attributes: Object.fromEntries([...attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value])),
  }));
