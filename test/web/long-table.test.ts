/** The table of a hundred thousand machines stays fluid: rows in view only, the last one at once. Shorter outside CI. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebDoor } from '../../src/web/api/server.ts';
import { times } from '../bench/draw.ts';
import { isLong } from '../endurance/length.ts';
import { type Company, openCompany } from '../journeys/company.ts';
import { memoryPlace } from '../journeys/place.ts';
import { asset, commit, dossier, progress } from '../store/samples.ts';
import { describeInChromium, settled, type Visit } from './chromium.ts';
import { serveHome } from './served.ts';

const count = isLong || process.env['MALLEPOSTE_PROOFS'] === '1' ? 100_000 : 20_000;
const atOnce = 2_000;

const nameOf = (index: number): string => `PC-${String(index).padStart(6, '0')}`;

describeInChromium(`a table of ${count} machines`, (chromium) => {
  let company: Company;
  let door: WebDoor;
  let visit: Visit;

  beforeAll(async () => {
    company = await openCompany(memoryPlace());
    await company.asOffice(async ({ store }) => {
      for (let first = 0; first < count; first += atOnce) {
        const assets = times(atOnce, (index) => asset('lyon', nameOf(first + index), { name: nameOf(first + index) }));
        await store.commit(commit(`lyon-${first}`, { progress: progress('lyon'), dossier: dossier(assets) }));
      }
    });
    door = await serveHome(company.office);
    visit = await chromium.visit(door.makeLink());
  }, 240_000);
  afterAll(async () => {
    await visit.close();
    await door.close();
    await company.close();
  });

  const rows = () => visit.page.locator('[role=grid] [data-index]');

  test('shows few rows of many, and goes to the last one by one key', async () => {
    const { page, faults } = visit;
    await page.goto(`${door.url}/assets`);
    await settled(page);
    await page.getByRole('grid').getByText(nameOf(0), { exact: true }).waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(count + 1));
    expect(await rows().count()).toBeLessThan(80);
    await page.getByRole('grid').focus();
    const begun = Date.now();
    await page.keyboard.press('End');
    await page
      .getByRole('grid')
      .getByText(nameOf(count - 1), { exact: true })
      .waitFor();
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(await rows().count()).toBeLessThan(80);
    await page.keyboard.press('Home');
    await page.getByRole('grid').getByText(nameOf(0), { exact: true }).waitFor();
    expect(faults).toEqual([]);
  });
});
