/** What people do with a dossier that is there: read the trace, export and delete lines, say what a machine is, change preferences, decide of doubles. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInChromium, goWithin, settled, type Visit } from './chromium.ts';
import { type PlayedCompany, playCompany } from './played-company.ts';

describeInChromium('a dossier', (chromium) => {
  let company: PlayedCompany;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    company = await playCompany();
    const { makeLink } = await company.serve('siege');
    visit = await chromium.visit(makeLink());
    page = visit.page;
    await settled(page);
  }, 120_000);
  afterAll(async () => {
    await visit.close();
    await company.close();
  });

  const go = (path: string): Promise<void> => goWithin(page, path);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const row = (number: number) => page.locator(`[role=grid] [data-index="${number}"]`);
  const total = () => page.getByRole('status').filter({ hasText: /\d lignes?/ });
  const counted = async (): Promise<number> => Number.parseInt((await total().innerText()).replaceAll(/[\s\u202f]/g, ''), 10);
  const expectNoFaults = (): void => expect(visit.faults.splice(0)).toEqual([]);

  test('its trace is filtered, and the address keeps the filter', async () => {
    await go('/exchanges/trace');
    await row(0).getByRole('gridcell').nth(2).waitFor();
    const all = await counted();
    await page.getByRole('combobox', { name: 'Issue' }).selectOption('ignored');
    await expect.poll(counted).toBeLessThan(all);
    await page.reload();
    await settled(page);
    await expect.poll(counted).toBeLessThan(all);
    expect(await counted()).toBeGreaterThan(0);
    await button('Effacer les filtres').click();
    await expect.poll(counted).toBe(all);
    expectNoFaults();
  });

  test('several lines of its trace are selected, exported, and deleted after a question', async () => {
    await go('/exchanges/trace');
    await row(3).waitFor();
    const before = await counted();
    const cell = (number: number) => row(number).getByRole('gridcell').nth(2);
    await cell(1).click();
    await cell(4).click({ modifiers: ['Shift'] });
    await page.getByText('4 sélectionnées').waitFor();
    await cell(6).click({ modifiers: ['Control'] });
    await page.getByText('5 sélectionnées').waitFor();
    await button('Agir sur la sélection').click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Exporter la sélection vers XML' }).click();
    const file = await (await downloading).path();
    const xml = await readFile(file, 'utf8');
    expect(xml.startsWith('<?xml')).toBe(true);
    expect(xml.match(/<date>|<at>/g) ?? []).toHaveLength(5);
    await button('Agir sur la sélection').click();
    await page.getByRole('menuitem', { name: /^Supprimer/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer 5 lignes' }).click();
    await page.getByText('5 lignes supprimées').waitFor();
    // One line tells that five were deleted.
    await expect.poll(counted).toBe(before - 4);
    expectNoFaults();
  });

  test('a line of its trace opens the whole story of that exchange', async () => {
    await go('/exchanges/trace?text=lyon');
    await page
      .getByRole('row', { name: /\d lus/ })
      .first()
      .getByRole('link')
      .click();
    const story = page.getByRole('dialog');
    await story.getByRole('heading', { name: 'Ce qui s’est passé' }).waitFor();
    await page.keyboard.press('Escape');
    await story.waitFor({ state: 'detached' });
    expectNoFaults();
  });

  test('what a person says of a machine is kept, with who said it', async () => {
    await go('/assets');
    await page.getByRole('grid').getByRole('link', { name: 'LYON-ACCUEIL' }).first().click();
    await button('Modifier « Propriétaire »').click();
    await page.getByRole('textbox', { name: 'Propriétaire' }).fill('Camille Durand');
    await page.keyboard.press('Enter');
    await page.getByText('Camille Durand').waitFor();
    await page.reload();
    await page.getByText('Camille Durand').waitFor();
    await page.getByText(/^par .+, le \d\d\/\d\d\/\d{4}/).waitFor();
    expectNoFaults();
  });

  test('its preferences are changed after seeing what changes at the sites', async () => {
    await go('/exchanges/receiving');
    await page.getByText('Texte (YAML)').click();
    const text = page.getByRole('textbox', { name: 'preferences.yaml' });
    const before = await text.inputValue();
    await text.fill(before.replace(/^period: 7$/m, 'period: quatorze'));
    await page.getByText('Il reste quelque chose à corriger').waitFor();
    expect(await button('Enregistrer et publier').isDisabled()).toBe(true);
    await text.fill(before.replace(/^period: 7$/m, 'period: 14'));
    await page.getByRole('region', { name: 'Ce qui change dans les sites' }).last().getByText('period: 14').waitFor();
    await button('Enregistrer et publier').click();
    await page.getByText(/Enregistré : version \d+\./).waitFor();
    expectNoFaults();
  });

  test('the machines behind a count of key software are searched, exported as they are seen, and opened by keyboard', async () => {
    await go('/key-software');
    await button(/LibreOffice, absent$/).click();
    const list = page.getByRole('region', { name: 'LibreOffice : absent' });
    await list.getByRole('grid').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('machine-list');
    const all = await counted();
    await list.getByRole('searchbox', { name: 'Machine, site ou version' }).fill('nord');
    await expect.poll(counted).toBeLessThan(all);
    await list.getByRole('columnheader', { name: 'Machine' }).getByRole('button').click();
    await page.reload();
    await settled(page);
    const names = () => list.getByRole('grid').getByRole('link').allInnerTexts();
    await expect.poll(async () => (await names()).length).toBe(await counted());
    expect(await names()).toEqual((await names()).toSorted().toReversed());
    await list.getByRole('button', { name: 'Exporter' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    const csv = await readFile(await (await downloading).path(), 'utf8');
    const [head = '', ...lines] = csv.trimEnd().split('\r\n');
    expect(head).toContain('name,site,versions');
    expect(lines.map((line) => line.split(',')[0])).toEqual(await names());
    const [, second = ''] = await names();
    await list.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: second, level: 1 }).waitFor();
    expectNoFaults();
  });

  test('the machines on a system are led to from its count, and what is searched for leaves a way back', async () => {
    await go('/key-software?tab=lifecycle');
    await button(/^Machines : \d+ – Windows 11 23H2$/).click();
    const list = page.getByRole('region', { name: 'Machines : Windows 11 23H2' });
    await row(0).getByRole('link').waitFor();
    const all = await counted();
    await list.getByRole('searchbox').fill('personne ne s’appelle ainsi');
    await list.getByText('Aucune machine', { exact: true }).waitFor();
    await list.getByRole('button', { name: 'Vider la recherche' }).last().click();
    await expect.poll(counted).toBe(all);
    await list.getByRole('button', { name: 'Fermer la liste' }).click();
    await list.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?tab=lifecycle');
    expectNoFaults();
  });

  test('two possible doubles are compared, found to be one, and taken apart again', async () => {
    await go('/doubles');
    await page
      .getByRole('link', { name: /^Comparer / })
      .or(button(/^Comparer /))
      .first()
      .click();
    await button('La même machine').click();
    await page.locator('[data-preview="merge"]').waitFor();
    await button('Décider').click();
    await button('Annuler la décision').click();
    await page.locator('[data-preview="undo"]').waitFor();
    await button('Décider').click();
    await button('Annuler la décision').waitFor({ state: 'detached' });
    expectNoFaults();
  });
});
