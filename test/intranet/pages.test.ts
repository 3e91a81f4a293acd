import { posix } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { contentPolicy } from '../../src/intranet/layout.ts';
import { done, temporaryFolder } from '../disk/places.ts';
import { openCompany } from './company.ts';
import { filesOf, pagesOf, publishTo, tagsOf } from './printed.ts';

const hostile = `</script></title></td><script>alert(1)</script><img src=x onerror="alert(2)">" onmouseover='alert(3)' x="&#60;svg/onload=alert(4)>\u0000\u202e`;

const published = async (payload: string, assets = 30) => {
  const folder = await temporaryFolder();
  expect(await publishTo(folder, openCompany({ assets, payload }))).toMatchObject({ ok: true });
  return filesOf(folder);
};

test('whatever the texts of inventories say, the elements and attributes of every page stay the same', async () => {
  const shapeOf = (files: ReadonlyMap<string, string>) =>
    [...pagesOf(files)].map(([path, page]) => [
      path,
      tagsOf(page).map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`),
    ]);
  const calm = shapeOf(await published('harmless', 20));
  const attacked = await published(hostile, 20);
  expect(shapeOf(attacked)).toEqual(calm);
  for (const [path, text] of attacked) expect.soft(/<script>|<img|\son[a-z]+="|<svg\/|\u0000/.test(text), path).toBe(false);
});

test('every page is well formed', async () => {
  const pages = pagesOf(await published(hostile, 20));
  for (const [path, page] of pages) {
    const markup = page.replace(/^<!doctype html>\n/, '');
    expect
      .soft(XMLValidator.validate(markup, { allowBooleanAttributes: true, unpairedTags: ['meta', 'link', 'br', 'input'] }), path)
      .toBe(true);
  }
});

test('every link leads to a file of the folder, and to a place in it', async () => {
  const files = await published('');
  const ids = (path: string) => new Set(tagsOf(files.get(path) ?? '').map(({ attributes }) => attributes['id']));
  let followed = 0;
  for (const [path, page] of pagesOf(files))
    for (const { name, attributes } of tagsOf(page)) {
      const link = attributes['href'] ?? attributes['src'];
      if (link === undefined) continue;
      const [file = '', place] = link.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      expect.soft(files.has(target), `${path}: <${name}> ${link}`).toBe(true);
      if (place !== undefined) expect.soft(ids(target), `${path}: ${link}`).toContain(place);
      followed += 1;
    }
  expect(followed).toBeGreaterThan(2000);
});

test('both languages have the same pages, and each page leads to itself in the other', async () => {
  const files = pagesOf(await published('', 5));
  const inFrench = [...files.keys()].filter((path) => path.startsWith('fr/')).map((path) => path.slice(3));
  expect(inFrench).toEqual([...files.keys()].filter((path) => path.startsWith('en/')).map((path) => path.slice(3)));
  for (const path of inFrench) {
    const up = '../'.repeat(path.split('/').length);
    expect.soft(files.get(`fr/${path}`)).toContain(`href="${up}en/${path}" lang="en"`);
  }
});

test('the folder opens in the preferred language', async () => {
  const folder = await temporaryFolder();
  await done(publishTo(folder, openCompany({ assets: 1 }), { language: 'en' }));
  const door = (await filesOf(folder)).get('index.html');
  expect(door).toContain('content="0; url=en/index.html"');
  expect(door).toContain('<html lang="en">');
});

describe('every page', async () => {
  const files = await (async () => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const folder = await mkdtemp(join(tmpdir(), 'malleposte-test-'));
    try {
      await done(publishTo(folder, openCompany({ assets: 20 })));
      return await filesOf(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  })();
  const pages = [...pagesOf(files)];

  test('has the strict content policy, and nothing that it would stop', () => {
    for (const [path, page] of pages) {
      const policies = tagsOf(page).filter(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
      expect
        .soft(
          policies.map(({ attributes }) => attributes['content']),
          path,
        )
        .toEqual([contentPolicy.replaceAll("'", '&#39;')]);
      expect
        .soft(
          tagsOf(page).filter(({ name, attributes }) => name === 'style' || attributes['style'] !== undefined),
          path,
        )
        .toEqual([]);
      expect
        .soft(
          tagsOf(page).filter(({ name, attributes }) => name === 'script' && attributes['src'] !== '../assets/search.js'),
          path,
        )
        .toEqual([]);
    }
  });

  test('has a language, a title, one main heading and landmarks', () => {
    for (const [path, page] of pages) {
      const named = (name: string) => tagsOf(page).filter((tag) => tag.name === name);
      expect.soft(named('html')[0]?.attributes['lang'], path).toMatch(/^(?:fr|en)$/);
      expect.soft(/<title>[^<]+<\/title>/.test(page), path).toBe(true);
      expect.soft(named('h1').length, path).toBe(1);
      expect.soft(named('main').length, path).toBe(1);
      expect.soft(named('header').length, path).toBeGreaterThan(0);
      expect
        .soft(
          named('nav').every(({ attributes }) => (attributes['aria-label'] ?? '') !== ''),
          path,
        )
        .toBe(true);
    }
  });

  test('has tables with captions and headers for columns and rows, and drawings with words', () => {
    for (const [path, page] of pages) {
      const tables = [...page.matchAll(/<table>[\s\S]*?<\/table>/g)].map(([text]) => text);
      for (const table of tables) {
        expect.soft(/<caption[^>]*>[^<]+<\/caption>/.test(table), path).toBe(true);
        expect
          .soft(
            tagsOf(table).filter(({ name, attributes }) => name === 'th' && !/^(?:col|row)$/.test(attributes['scope'] ?? '')),
            path,
          )
          .toEqual([]);
        expect.soft(table.match(/<tr><th scope="row"/g)?.length, path).toBe((table.match(/<tr>/g)?.length ?? 0) - 1);
      }
      const silent = tagsOf(page).filter(
        ({ name, attributes }) => name === 'svg' && attributes['aria-hidden'] !== 'true' && !attributes['aria-label'],
      );
      expect.soft(silent, path).toEqual([]);
    }
  });

  test('uses no id twice', () => {
    for (const [path, page] of pages) {
      const ids = tagsOf(page).flatMap(({ attributes }) => (attributes['id'] === undefined ? [] : [attributes['id']]));
      expect.soft(ids.length, path).toBe(new Set(ids).size);
    }
  });

  test('carries no word of the other language in its frame', () => {
    const english = pages.filter(([path]) => path.startsWith('en/')).map(([, page]) => page);
    const french = pages.filter(([path]) => path.startsWith('fr/')).map(([, page]) => page);
    for (const word of ['Matériels', 'Logiciels clés', 'Dernier contact', 'Pages écrites'])
      expect
        .soft(
          english.some((page) => page.includes(`>${word}`)),
          word,
        )
        .toBe(false);
    for (const word of ['Assets', 'Key software', 'Last contact', 'Pages written'])
      expect
        .soft(
          french.some((page) => page.includes(`>${word}`)),
          word,
        )
        .toBe(false);
  });
});

test('the first page says in its first sentence who is silent', async () => {
  const files = await published('', 3);
  expect(files.get('fr/index.html')).toContain('<p class="summary">Nord est muet depuis 12\u00a0jours.');
  expect(files.get('en/index.html')).toContain('<p class="summary">Nord has been silent for 12\u00a0days.');
});

test('a company without anything has pages that say what will come', async () => {
  const files = await published('', 0);
  expect(files.get('fr/assets.html')).toContain('Aucun matériel encore');
  expect(files.get('en/doubles.html')).toContain('every asset is here once');
});
