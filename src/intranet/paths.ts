/** Where each page lies, and how one page leads to another: relative, so that a folder works wherever it is put. */
import { hash } from 'node:crypto';

export const pageLanguages = ['fr', 'en'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** The pages of the navigation, in its order. */
export const chapters = [
  'overview',
  'assets',
  'software',
  'keySoftware',
  'endOfLife',
  'changes',
  'doubles',
  'exchanges',
  'figures',
  'search',
] as const;
export type Chapter = (typeof chapters)[number];

/** Paths inside a language's folder. */
export const chapterPaths: Readonly<Record<Chapter, string>> = {
  overview: 'index.html',
  assets: 'assets.html',
  software: 'software.html',
  keySoftware: 'key-software.html',
  endOfLife: 'end-of-life.html',
  changes: 'changes.html',
  doubles: 'doubles.html',
  exchanges: 'exchanges.html',
  figures: 'figures.html',
  search: 'search.html',
};

export const stylePath = 'assets/style.css';
export const searchScriptPath = 'assets/search.js';
export const searchDataPath = (part: number): string => `assets/search-${part}.js`;

export const sitePath = (site: string, number = 1): string => numbered(`site/${fileName(site)}.html`, number);
export const assetPath = (asset: string): string => `asset/${fileName(asset)}.html`;

/** `software.html`, `software.2.html`… */
export const numbered = (path: string, number: number): string => (number === 1 ? path : path.replace(/\.html$/, `.${number}.html`));

/** From a page to another file of the same language. */
export const linkTo = (from: string, to: string): string => `${'../'.repeat(from.split('/').length - 1)}${to}`;

/** From a page to a file beside the languages' folders. */
export const linkUp = (from: string, to: string): string => linkTo(from, `../${to}`);

/** Ids are file names where every system takes them as such; else a digest, the same for ever. */
const fileName = (id: string): string =>
  /^[a-z0-9][a-z0-9-]{0,62}$/.test(id) && !/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(id)
    ? id
    : `x-${hash('sha256', id, 'hex').slice(0, 16)}`;
