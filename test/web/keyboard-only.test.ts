/**
 * A distant site by keyboard alone: from the first start with the key of the head office to deleted lines of its trace. In French on a
 * wide screen, and in English on a narrow one.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebDoor } from '../../src/web/api/server.ts';
import { englishScreens } from '../../src/words/screens/english.ts';
import { frenchScreens } from '../../src/words/screens/french.ts';
import { type Company, openCompany } from '../journeys/company.ts';
import { maildirPlace } from '../journeys/maildir-place.ts';
import type { Place } from '../journeys/place.ts';
import { describeInChromium, isTooWide, type Visit } from './chromium.ts';
import { press, pressButton, tabTo, tabToGrid, typeInto } from './keyboard.ts';
import { serveHome } from './served.ts';

const inventories = fileURLToPath(new URL('../../fixtures/company/lyon/', import.meta.url));

const looks = [
  { language: 'fr', width: 1200, height: 800, user: 'site01', site: 'lyon', words: frenchScreens },
  { language: 'en', width: 360, height: 740, user: 'site02', site: 'nord', words: englishScreens },
] as const;

type Look = (typeof looks)[number];

describeInChromium('without a mouse', (chromium) => {
  let folder: string;
  let place: Place;
  let company: Company;
  const doors: WebDoor[] = [];
  const visits: Visit[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'malleposte-keyboard-'));
    place = await maildirPlace(folder);
    company = await openCompany(place);
    await cp(inventories, join(folder, 'dossier'), { recursive: true });
  }, 120_000);
  afterAll(async () => {
    for (const visit of visits) await visit.close();
    for (const door of doors) await door.close();
    await company.close();
    await rm(folder, { recursive: true, force: true });
  });

  const enter = async ({ site, language, width, height }: Look): Promise<Visit> => {
    const door = await serveHome(company.homeOf(site));
    doors.push(door);
    const visit = await chromium.visit(door.makeLink(), { language, width, height });
    visits.push(visit);
    return visit;
  };

  const setUp = async (page: Page, { site, user, words: { setUp: words, session } }: Look): Promise<void> => {
    const { key } = await company.invite(site);
    await tabTo(page, words.role.names.common);
    await press(page, { key: 'ArrowDown', name: words.role.names.distant });
    await pressButton(page, words.next);
    await typeInto(page, words.key.label, key);
    await page.getByText(site, { exact: true }).first().waitFor();
    await pressButton(page, words.next);
    await typeInto(page, session.fields.address, place.address(user));
    for (const url of [place.mailbox(user), place.outbox(user)]) {
      await tabTo(page, session.servers.asUrl);
      await page.keyboard.press('Space');
      await typeInto(page, session.servers.url, url);
    }
    await pressButton(page, session.test.start);
    await page.locator('[data-task="test-connection"][data-state="done"]').waitFor();
    await pressButton(page, words.next);
    await typeInto(page, session.fields.name, site);
    await typeInto(page, session.fields.dossier, join(folder, 'dossier'));
    await pressButton(page, words.next);
    await pressButton(page, words.create.make);
    await page.locator('[data-words]').waitFor();
    await pressButton(page, words.join.enter);
  };

  /** By the menu, which a narrow page folds, and the tabs. */
  const openTrace = async (page: Page, { width, words: { shell, exchanges } }: Look): Promise<void> => {
    await page.getByRole('heading', { level: 1, name: shell.titles.overview }).waitFor();
    if (width < 500) await pressButton(page, shell.menu);
    await pressButton(page, shell.titles.exchanges);
    await page.getByRole('heading', { level: 1, name: exchanges.title }).waitFor();
    await tabTo(page, exchanges.tabs.session);
    await press(page, { key: 'ArrowRight', name: exchanges.tabs.trace });
    await page.locator('[role=grid] [data-index="2"]').waitFor();
  };

  const deleteThree = async (page: Page, { words: { trace, tables } }: Look): Promise<void> => {
    const rows = page.locator('[role=grid]');
    const before = Number(await rows.getAttribute('aria-rowcount'));
    await tabToGrid(page);
    await page.keyboard.press('Space');
    for (const selected of [2, 3]) {
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByText(tables.selected_other.replace('{{shown}}', String(selected))).waitFor();
    }
    await page.keyboard.press('Shift+F10');
    await press(page, { key: 'ArrowDown', name: trace.delete.action });
    await page.keyboard.press('Enter');
    const confirm = trace.delete.confirm_other.replace('{{shown}}', '3');
    await page.getByRole('dialog').getByText(confirm).waitFor();
    await pressButton(page, confirm);
    await page.getByText(trace.delete.done_other.replace('{{shown}}', '3')).waitFor();
    // One line tells that three were deleted.
    await expect.poll(async () => Number(await rows.getAttribute('aria-rowcount'))).toBe(before - 2);
  };

  test.each(looks)('a site is set up and its trace cleared, $language, $width px wide', async (look) => {
    const { page, faults } = await enter(look);
    await setUp(page, look);
    await company.receive();
    // The answer of the head office, a greeting and a parcel make lines.
    await company.send(look.site);
    await openTrace(page, look);
    expect(await isTooWide(page)).toBe(false);
    await deleteThree(page, look);
    expect(faults).toEqual([]);
  });
});
