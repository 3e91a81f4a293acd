/** Two hundred scripts in every text that comes from outside or from a person: on no page does one of them run. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebDoor } from '../../src/web/api/server.ts';
import type { Company } from '../journeys/company.ts';
import { memoryPlace } from '../journeys/place.ts';
import { describeInChromium, settled, type Visit } from './chromium.ts';
import { openHostileOffice } from './hostile-office.ts';
import { pagesOf } from './page-addresses.ts';
import { payloads } from './payloads.ts';
import { serveHome } from './served.ts';

test('there are two hundred, each of its own', () => {
  expect(new Set(payloads).size).toBe(200);
});

/** Every row of every table comes into view once. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frames = [document.scrollingElement, ...document.querySelectorAll('[role=grid], [class*=ScrollArea-viewport]')];
    for (const frame of frames) {
      for (let top = 0; frame && top < Math.min(frame.scrollHeight, 20_000); top += Math.max(200, frame.clientHeight)) {
        frame.scrollTop = top;
        await new Promise((resume) => setTimeout(resume, 30));
      }
    }
  });
}

const shownPayloads = (page: Page): Promise<number> => page.evaluate(() => document.body.innerText.split("ran('").length - 1);

describeInChromium('pages of a hostile company', (chromium) => {
  let company: Company;
  let door: WebDoor;
  let visit: Visit;
  let assets: readonly string[];

  beforeAll(async () => {
    const place = memoryPlace();
    company = await openHostileOffice(place);
    assets = await company.asOffice(async ({ store }) => (await store.assets({})).map(({ id }) => id));
    door = await serveHome(company.office, { ...(place.postOffice ? { postOffice: place.postOffice } : {}) });
    visit = await chromium.visit(door.makeLink());
  }, 120_000);
  afterAll(async () => {
    await visit.close();
    await door.close();
    await company.close();
  });

  /** What was shown of payloads, as text. */
  const look = async (path: string): Promise<number> => {
    await visit.page.goto(`${door.url}${path}`);
    await settled(visit.page);
    await scrollThrough(visit.page);
    const shown = await shownPayloads(visit.page);
    expect(visit.faults.splice(0), path).toEqual([]);
    return shown;
  };

  test.each(pagesOf('common'))('%s runs none', async (path) => {
    const shown = await look(path);
    if (/^\/(?:assets|software|changes|quarantine)$|trace$/.test(path)) expect(shown, path).toBeGreaterThan(3);
  });

  test('pages of single machines run none', async () => {
    // The whole machines are spread among the small ones by name.
    const some = assets.filter((_, number) => number % 14 === 0);
    let shown = 0;
    for (const id of some) shown += await look(`/assets/${encodeURIComponent(id)}`);
    expect(shown).toBeGreaterThan(100);
  }, 120_000);
});
