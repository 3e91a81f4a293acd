/**
 * Writes the intranet's pages: reads the dossier once for lists and asset by asset only where something changed, draws each page in every
 * language, and writes those whose content is another than the one that stands. Ignores where the dossier and the pages are kept.
 */
import type { DiskError, PageFolder } from '../disk/port.ts';
import { assetPage } from '../intranet/asset-page.ts';
import {
  changesPage,
  doublesPage,
  endOfLifePage,
  exchangesPage,
  figuresPage,
  keySoftwarePage,
  searchPage,
} from '../intranet/chapter-pages.ts';
import { doorPage } from '../intranet/door-page.ts';
import type { Edition, Page } from '../intranet/layout.ts';
import { assetsPage, letterOf, softwarePage } from '../intranet/list-pages.ts';
import { overviewPage } from '../intranet/overview-page.ts';
import type { PageWords } from '../intranet/page-words.ts';
import { assetPath, type PageLanguage, pageLanguages, searchDataPath, searchScriptPath, stylePath } from '../intranet/paths.ts';
import { searchDataScript, searchScript } from '../intranet/search-data.ts';
import { sitePage } from '../intranet/site-page.ts';
import type { DossierSource, ListedAsset } from '../intranet/source.ts';
import { stylesheet } from '../intranet/style.ts';
import type { SiteView } from '../intranet/view.ts';
import type { Result } from '../result.ts';
import { numberedPages, survey } from './page-lists.ts';
import { digestOf, openPress, type Press, type Printed } from './press.ts';

export type PublishPorts = {
  readonly source: DossierSource;
  readonly folder: PageFolder;
  readonly words: Readonly<Record<PageLanguage, PageWords>>;
  now(): Date;
};

export type PublishOptions = {
  /** The language that the folder opens in. */
  readonly language: PageLanguage;
  /** Of Malleposte: another one may draw another page from the same facts, so that all are written again. */
  readonly version: string;
  readonly everything?: boolean;
  /** Stops after the pages that are being written; the next publishing goes on from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly written: number; readonly unchanged: number }) => void;
};

const rowsPerPage = 500;
const shownChanges = 300;
const shownDoubles = 200;
const shownExchanges = 300;
const shownAssets = 200;

/** Pages of assets that are gone are removed. An error of the folder ends it; what was written stays, and is known to the next run. */
export async function publish(ports: PublishPorts, options: PublishOptions): Promise<Result<Printed, DiskError>> {
  const { everything = false, signal, onProgress } = options;
  const opened = await openPress(ports.folder, {
    everything,
    signal,
    onWritten: (written, unchanged) => onProgress?.({ written, unchanged }),
  });
  if (!opened.ok) return opened;
  const press = opened.value;
  const { source } = ports;
  const run: Run = { source, press, editions: await editionsOf(ports), options, now: ports.now() };
  await printDoor(run);
  const sites = await printSites(run);
  await printChapters(run);
  const dataParts = await printAssets(run);
  await printSoftware(run);
  await printAll(run, (edition) => searchPage(edition, { sites, dataParts }));
  return press.finish();
}

type Run = {
  readonly source: DossierSource;
  readonly press: Press;
  readonly editions: readonly Edition[];
  readonly options: PublishOptions;
  readonly now: Date;
};

async function editionsOf({ source, words }: PublishPorts): Promise<readonly Edition[]> {
  const organisation = await source.organisation();
  return pageLanguages.map((language) => ({
    organisation,
    words: words[language],
    others: pageLanguages.filter((other) => other !== language).map((other) => words[other]),
  }));
}

/** A page whose content decides by itself whether it is written. */
const put = (press: Press, { path, html }: Page): Promise<void> => press.put(path, digestOf(html), html);

async function printAll({ press, editions }: Run, draw: (edition: Edition) => Page): Promise<void> {
  if (press.isOver()) return;
  for (const edition of editions) await put(press, draw(edition));
}

async function printDoor({ press, editions, options }: Run): Promise<void> {
  const [first, ...others] = editions.toSorted(
    (a, b) => Number(b.words.language === options.language) - Number(a.words.language === options.language),
  );
  if (first) await put(press, doorPage([first, ...others]));
  await put(press, { path: stylePath, html: stylesheet });
  await put(press, { path: searchScriptPath, html: searchScript });
}

async function printChapters(run: Run): Promise<void> {
  const { source, now } = run;
  const view = await source.overview();
  const figures = await source.figures();
  await printAll(run, (edition) => overviewPage(edition, { view, figures, publishedAt: now.toISOString() }));
  await printAll(run, (edition) => figuresPage(edition, figures));
  const changes = await source.changes(shownChanges);
  await printAll(run, (edition) => changesPage(edition, changes));
  const doubles = await source.doubles(shownDoubles);
  await printAll(run, (edition) => doublesPage(edition, doubles));
  const keySoftware = await source.keySoftware(shownAssets);
  await printAll(run, (edition) => keySoftwarePage(edition, keySoftware));
  const endOfLife = await source.endOfLife(shownAssets);
  await printAll(run, (edition) => endOfLifePage(edition, endOfLife));
  const exchanges = await source.exchanges(shownExchanges);
  await printAll(run, (edition) => exchangesPage(edition, exchanges));
}

/** Sites come by name, assets by site id: a site's rows are fetched in the order of the assets. */
async function printSites(run: Run): Promise<readonly SiteView[]> {
  const sites: SiteView[] = [];
  for await (const site of run.source.sites()) sites.push(site);
  const bySite = new Map(sites.map((site) => [site.id, site]));
  const waiting = new Set(bySite.keys());
  let rows: ListedAsset[] = [];
  const printOne = async (): Promise<void> => {
    const site = bySite.get(rows[0]?.row.site.id ?? '');
    if (site) await printSite(run, site, rows);
    waiting.delete(site?.id ?? '');
    rows = [];
  };
  for await (const listed of run.source.assets('site')) {
    if (run.press.isOver()) return sites;
    if (rows[0] && rows[0].row.site.id !== listed.row.site.id) await printOne();
    rows.push(listed);
  }
  await printOne();
  for (const id of waiting) await printSite(run, bySite.get(id), []);
  return sites;
}

async function printSite(run: Run, view: SiteView | undefined, listed: readonly ListedAsset[]): Promise<void> {
  if (!view) return;
  const all = listed.map(({ row }) => row);
  const of = Math.max(1, Math.ceil(all.length / rowsPerPage));
  for (let number = 1; number <= of; number += 1) {
    const rows = all.slice((number - 1) * rowsPerPage, number * rowsPerPage);
    await printAll(run, (edition) => sitePage(edition, { view, rows, number, of }));
  }
}

/** Lists, search data and the assets themselves, in the order of names. Answers in how many parts the search data is. */
async function printAssets(run: Run): Promise<number> {
  const { source, press } = run;
  const { count, letters, of } = await survey(source.assets('name'), { pageSize: rowsPerPage, letter: ({ row }) => letterOf(row.name) });
  for await (const { rows: listed, number } of numberedPages(source.assets('name'), rowsPerPage)) {
    if (press.isOver()) break;
    const rows = listed.map(({ row }) => row);
    await printAll(run, (edition) => assetsPage(edition, { rows, number, of, letters, count }));
    await put(press, { path: searchDataPath(number - 1), html: searchDataScript(number - 1, rows) });
    for (const each of listed) await printAsset(run, each);
  }
  return of;
}

/** The asset itself is read only when one of its pages is not the one that stands. */
async function printAsset({ source, press, editions, options }: Run, { row, revision }: ListedAsset): Promise<void> {
  if (press.isOver()) return;
  const due = editions
    .map((edition) => ({ edition, path: `${edition.words.language}/${assetPath(row.id)}` }))
    .map((each) => ({ ...each, digest: digestOf(options.version, each.edition.organisation, revision, each.path) }))
    .filter(({ path, digest }) => !press.keep(path, digest));
  const view = due.length === 0 ? null : await source.asset(row.id);
  if (view === null) return;
  for (const { edition, path, digest } of due) await press.put(path, digest, assetPage(edition, view).html);
}

async function printSoftware(run: Run): Promise<void> {
  const { source, press } = run;
  const { letters, of } = await survey(source.software(), { pageSize: rowsPerPage, letter: ({ name }) => letterOf(name) });
  for await (const { rows, number } of numberedPages(source.software(), rowsPerPage)) {
    if (press.isOver()) return;
    await printAll(run, (edition) => softwarePage(edition, { rows, number, of, letters }));
  }
}
