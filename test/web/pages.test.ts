/**
 * Every page of a living company, at both kinds of site: no error on the console, nothing refused by the policy, nobody kept out by a
 * barrier (axe), nothing that must be moved sideways on a phone, both languages, light and dark; and how much the first page weighs. One
 * goes from page to page as by links; those of a distant site are loaded one by one, too (those of a common site: payloads.test.ts).
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebDoor } from '../../src/web/api/server.ts';
import { barriers, describeInChromium, goWithin, isTooWide, settled, type Visit, type VisitOptions } from './chromium.ts';
import { pagesOf } from './page-addresses.ts';
import { type PlayedCompany, playCompany } from './played-company.ts';

const looks: readonly (VisitOptions & { readonly language: 'fr' | 'en' })[] = [
  { language: 'fr', width: 1200, scheme: 'light' },
  { language: 'en', width: 360, height: 740, scheme: 'dark' },
  // French is longer.
  { language: 'fr', width: 360, height: 740, scheme: 'dark' },
];

describeInChromium('the pages of a company', (chromium) => {
  let company: PlayedCompany;
  let doors: Readonly<Record<'common' | 'distant', WebDoor>>;

  beforeAll(async () => {
    company = await playCompany();
    doors = { common: await company.serve('siege'), distant: await company.serve('ouest') };
  }, 120_000);
  afterAll(() => company.close());

  const places = (['common', 'distant'] as const).flatMap((role) => looks.map((look) => ({ role, look })));

  test.each(places)('of a $role site are well, $look.language, $look.width px wide, $look.scheme', async ({ role, look }) => {
    const { url, makeLink } = doors[role];
    const isFrenchPhone = look === looks[2];
    const visit = await chromium.visit(makeLink(), look);
    const found: Record<string, readonly string[]> = {};
    for (const path of await pathsOf(visit, url, role)) {
      if (role === 'distant' && isFrenchPhone) await visit.page.goto(`${url}${path}`);
      else await goWithin(visit.page, path);
      await settled(visit.page);
      const faults = [...visit.faults.splice(0), ...(isFrenchPhone ? [] : await barriers(visit.page))];
      if (await isTooWide(visit.page)) faults.push('must be moved sideways');
      if ((await visit.page.locator('html').getAttribute('lang')) !== look.language) faults.push('speaks another language');
      if (faults.length > 0) found[path] = faults;
    }
    await visit.close();
    expect(found).toEqual({});
  });

  test('the first page weighs less than 300 kB as it is sent; what draws charts comes after it', async () => {
    const visit = await chromium.visit(doors.common.makeLink());
    await settled(visit.page);
    const isDrawing = (path: string): boolean => path.includes('chart-engine');
    const bytes = visit.loadedBytes((path) => !isDrawing(path));
    const drawing = visit.loadedBytes(isDrawing);
    await visit.close();
    expect(drawing).toBeLessThan(200_000);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(300_000);
  });
});

/** All pages, and one asset. */
async function pathsOf({ page }: Visit, url: string, role: 'common' | 'distant'): Promise<readonly string[]> {
  if (role === 'distant') return pagesOf(role);
  const { rows } = (await (await page.request.get(`${url}/api/assets`)).json()) as { readonly rows: readonly { readonly id: string }[] };
  return [...pagesOf(role), `/assets/${rows[0]?.id}`];
}
