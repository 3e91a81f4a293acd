import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { done, temporaryFolder } from '../disk/places.ts';
import { assetOf, openCompany } from './company.ts';
import { filesOf, publishTo } from './printed.ts';

test('a second publishing of the same dossier writes nothing and reads no asset', async () => {
  const folder = await temporaryFolder();
  await done(publishTo(folder, openCompany({ assets: 40 })));
  const again = openCompany({ assets: 40 });
  expect(await publishTo(folder, again)).toMatchObject({ ok: true, value: { written: 0, removed: 0, bytes: 0, isStopped: false } });
  expect(again.asked).toEqual([]);
});

test('only the assets that changed are read and written again, with the lists that show them', async () => {
  const folder = await temporaryFolder();
  await done(publishTo(folder, openCompany({ assets: 40 })));
  const before = await filesOf(folder);
  const changed = openCompany({ assets: 40, touched: 2 });
  const outcome = await publishTo(folder, changed);
  const after = await filesOf(folder);
  const others = [...after].filter(([path, text]) => path !== '.malleposte-pages.json' && before.get(path) !== text).map(([path]) => path);
  expect(changed.asked).toEqual([assetOf(0, { assets: 40 }).id, assetOf(1, { assets: 40 }).id]);
  expect(others.filter((path) => path.includes('/asset/')).length).toBe(4);
  expect(outcome).toMatchObject({ ok: true, value: { written: others.length } });
  expect(others.length).toBeLessThan(14);
});

test('another version of the program writes every asset again', async () => {
  const folder = await temporaryFolder();
  await done(publishTo(folder, openCompany({ assets: 6 })));
  const source = openCompany({ assets: 6 });
  await done(publishTo(folder, source, { version: '0.2.0' }));
  expect(source.asked.length).toBe(6);
});

test('everything is written again when it is asked for', async () => {
  const folder = await temporaryFolder();
  await done(publishTo(folder, openCompany({ assets: 6 })));
  const { size } = await filesOf(folder);
  expect(await publishTo(folder, openCompany({ assets: 6 }), { everything: true })).toMatchObject({
    ok: true,
    value: { written: size - 1, unchanged: 0 },
  });
});

test('pages of assets that are gone are taken away', async () => {
  const folder = await temporaryFolder();
  await done(publishTo(folder, openCompany({ assets: 10 })));
  const gone = `fr/asset/${assetOf(9, { assets: 10 }).id}.html`;
  expect((await filesOf(folder)).has(gone)).toBe(true);
  expect(await publishTo(folder, openCompany({ assets: 9 }))).toMatchObject({ ok: true, value: { removed: 2 } });
  expect((await filesOf(folder)).has(gone)).toBe(false);
});

test('a publishing that was stopped is finished by the next one, which writes only the rest', async () => {
  const folder = await temporaryFolder();
  const stop = new AbortController();
  const onProgress = ({ written }: { readonly written: number }) => (written >= 60 ? stop.abort() : undefined);
  const first = await publishTo(folder, openCompany({ assets: 200 }), { signal: stop.signal, onProgress });
  expect(first).toMatchObject({ ok: true, value: { isStopped: true, removed: 0 } });
  const second = await publishTo(folder, openCompany({ assets: 200 }));
  const whole = await temporaryFolder();
  await done(publishTo(whole, openCompany({ assets: 200 })));
  expect(await filesOf(folder)).toEqual(await filesOf(whole));
  if (first.ok && second.ok) expect(first.value.written + second.value.written).toBe((await filesOf(whole)).size - 1);
});

test('a list longer than a page goes on with numbered pages that lead to one another', async () => {
  const folder = await temporaryFolder();
  await done(publishTo(folder, openCompany({ assets: 1100, softwareRows: 0 })));
  const files = await filesOf(folder);
  expect([...files.keys()].filter((path) => /^fr\/assets/.test(path))).toEqual(['fr/assets.2.html', 'fr/assets.3.html', 'fr/assets.html']);
  expect(files.get('fr/assets.2.html')).toContain('href="assets.3.html" aria-label="page 3 sur 3"');
  expect([...files.keys()].filter((path) => /search-\d/.test(path)).length).toBe(3);
});

test('a folder that holds something else is refused and left alone', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'thesis.txt'), 'years of work');
  expect(await publishTo(folder, openCompany({ assets: 2 }))).toEqual({
    ok: false,
    error: { kind: 'folder-not-ours', path: folder, retry: 'never' },
  });
  expect([...(await filesOf(folder)).keys()]).toEqual(['thesis.txt']);
});

test('a manifest that names files elsewhere removes nothing there', async () => {
  const place = await temporaryFolder();
  const folder = join(place, 'pages');
  await mkdir(folder);
  await writeFile(join(place, 'victim.html'), 'mine');
  const pages = { '../victim.html': 'x', '/etc/hostname': 'x', 'fr/../../victim.html': 'x' };
  await writeFile(join(folder, '.malleposte-pages.json'), JSON.stringify({ format: 'malleposte-pages 1', pages }));
  expect(await publishTo(folder, openCompany({ assets: 1 }))).toMatchObject({ ok: true, value: { removed: 0 } });
  expect(await readFile(join(place, 'victim.html'), 'utf8')).toBe('mine');
});

test('a damaged manifest costs only that every page is written again', async () => {
  const folder = await temporaryFolder();
  await done(publishTo(folder, openCompany({ assets: 3 })));
  await writeFile(join(folder, '.malleposte-pages.json'), '{"format":"malle');
  expect(await publishTo(folder, openCompany({ assets: 3 }))).toMatchObject({ ok: true, value: { unchanged: 0 } });
});
