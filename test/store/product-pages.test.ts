import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Software } from '../../src/inventory/report.ts';
import { fold } from '../../src/store/folded-text.ts';
import type { Product, ProductQuestion } from '../../src/store/listing-port.ts';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonStore } from '../../src/store/port.ts';
import { places, temporaryFolder } from './places.ts';
import { asset, commit, dossier, progress, software } from './samples.ts';

const lists: Readonly<Record<string, readonly (readonly Software[])[]>> = {
  lyon: [
    [software('Firefox', '128', 'Mozilla'), software('Éditeur 100%', '1', 'Étoile'), software('firefox', '1', 'mozilla')],
    [software('Firefox', '128', 'Mozilla'), software('Firefox', '115', 'Mozilla')],
  ],
  nord: [[software('Firefox', '128', 'Mozilla'), software("l'outil_1", '', '')]],
  brest: [[], [software('Editeur 100', '3', 'Étoile')]],
};

let commits = 0;

async function write(store: CommonStore, site: string, number: number, list: readonly Software[]): Promise<void> {
  commits += 1;
  const written = dossier([asset(site, `PC-${number}`, { software: list })]);
  await store.commit(commit(`${commits}`, { progress: progress(site), dossier: written }));
}

async function fill(store: CommonStore): Promise<void> {
  for (const [site, all] of Object.entries(lists)) for (const [number, list] of all.entries()) await write(store, site, number, list);
}

const named: Omit<ProductQuestion, 'limit'> = { order: 'name', direction: 'asc' };

/** Asked until all is counted. */
async function allOf(store: CommonStore, question: Partial<ProductQuestion> = {}): Promise<readonly Product[]> {
  const page = await store.listing.productPage({ ...named, limit: 1_000, ...question });
  return page.uncounted === 0 ? page.rows : allOf(store, question);
}

/** As `software` counts them, version by version. */
async function summed(store: CommonStore, site?: string): Promise<readonly Omit<Product, 'sites'>[]> {
  const rows = await store.software(site === undefined ? {} : { site });
  const products = [...Map.groupBy(rows, ({ name, publisher }) => JSON.stringify([fold(name), fold(publisher), name, publisher]))];
  return products.map(([, versions]) => ({
    name: versions[0]!.name,
    publisher: versions[0]!.publisher,
    versions: versions.length,
    installations: versions.reduce((sum, { installations }) => sum + installations, 0),
  }));
}

const byText = <T extends { readonly name: string; readonly publisher: string }>(rows: readonly T[]): readonly T[] =>
  rows.toSorted((a, b) => (`${a.name}\0${a.publisher}` < `${b.name}\0${b.publisher}` ? -1 : 1));

async function agree(store: CommonStore): Promise<void> {
  for (const site of [undefined, 'lyon', 'nord']) {
    const rows = await allOf(store, site === undefined ? {} : { site });
    expect(byText(rows.map(({ sites: _, ...row }) => row))).toEqual(byText(await summed(store, site)));
  }
}

describe.each(places(openCommonStore))('the table of products in %s', (_, open) => {
  const filled = async (): Promise<CommonStore> => {
    const store = await open();
    await fill(store);
    return store;
  };

  test('counts versions, installations and sites of each product', async () => {
    const store = await filled();
    const rows = await allOf(store);
    expect(rows).toContainEqual({ name: 'Firefox', publisher: 'Mozilla', versions: 2, installations: 4, sites: 2 });
    expect(rows).toHaveLength(5);
    expect(await allOf(store, { site: 'lyon', text: 'FIREFOX', order: 'installations', direction: 'desc' })).toEqual([
      { name: 'Firefox', publisher: 'Mozilla', versions: 2, installations: 3, sites: 1 },
      { name: 'firefox', publisher: 'mozilla', versions: 1, installations: 1, sites: 1 },
    ]);
    await agree(store);
  });

  test('is searched by name and publisher, without accents, and wildcards are letters', async () => {
    const store = await filled();
    const namesOf = async (text: string): Promise<readonly string[]> => (await allOf(store, { text })).map(({ name }) => name);
    expect(await namesOf('etoile')).toEqual(['Editeur 100', 'Éditeur 100%']);
    expect(await namesOf('100%')).toEqual(['Éditeur 100%']);
    expect(await namesOf("l'outil_")).toEqual(["l'outil_1"]);
    expect(await namesOf('_____')).toEqual([]);
    expect(await namesOf('"; drop table product --')).toEqual([]);
  });

  test('turns its pages without a repeat, in every order', async () => {
    const store = await filled();
    for (const order of ['name', 'publisher', 'installations', 'sites'] as const)
      for (const direction of ['asc', 'desc'] as const) {
        const all = await allOf(store, { order, direction });
        const turned: Product[] = [];
        for (let after: string | undefined; after !== ''; ) {
          const page = await store.listing.productPage({ order, direction, limit: 2, ...(after === undefined ? {} : { after }) });
          turned.push(...page.rows);
          after = page.next;
        }
        expect(turned).toEqual(all);
        expect((await store.listing.productPage({ order, direction, limit: 2, offset: 3 })).rows).toEqual(all.slice(3));
      }
  });

  test('follows what is installed, removed and moved, and tells the versions', async () => {
    const store = await filled();
    await allOf(store);
    await write(store, 'lyon', 0, [software('Firefox', '129', 'Mozilla')]);
    await write(store, 'nord', 0, []);
    await agree(store);
    expect(await allOf(store, { text: 'firefox' })).toEqual([
      { name: 'Firefox', publisher: 'Mozilla', versions: 3, installations: 3, sites: 1 },
    ]);
    const firefox = { name: 'Firefox', publisher: 'Mozilla' };
    const once = (version: string) => ({ version, installations: 1, sites: 1 });
    expect(await store.listing.productVersions(firefox)).toEqual([once('115'), once('128'), once('129')]);
    expect(await store.listing.productVersions(firefox, 'nord')).toEqual([]);
    await write(store, 'nord', 0, [software('Firefox', '129', 'Mozilla')]);
    expect((await store.listing.productVersions(firefox))[0]).toEqual({ version: '129', installations: 2, sites: 2 });
    expect(await store.listing.productVersions(firefox, 'nord')).toEqual([once('129')]);
    await agree(store);
  });

  test('is empty when all was dropped to be derived anew, and right afterwards', async () => {
    const store = await filled();
    await allOf(store);
    await store.derivation.begin();
    expect(await allOf(store)).toEqual([]);
    await fill(store);
    expect(await allOf(store)).toHaveLength(5);
    await agree(store);
  });
});

test('a page counts a few stale sites and says how many are left; a reader that may not write sees what was counted', async () => {
  const path = join(temporaryFolder(), 'counts.db');
  const store = await openCommonStore(path);
  for (let site = 0; site < 3; site += 1) await write(store, `site-${site}`, 0, [software('Firefox', '128', 'Mozilla')]);
  const first = await store.listing.productPage({ ...named, limit: 5 });
  expect(first).toMatchObject({ uncounted: 1, rows: [{ installations: 2, sites: 2 }] });
  const reader = await openCommonStore(path, { isReadOnly: true });
  expect(await reader.listing.productPage({ ...named, limit: 5 })).toEqual(first);
  expect(await store.listing.productPage({ ...named, limit: 5 })).toMatchObject({ uncounted: 0, rows: [{ installations: 3, sites: 3 }] });
  await reader.close();
  await store.close();
});
