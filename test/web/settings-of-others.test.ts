/** Settings that a command changes while a form is open in the page: the change is noticed and not overwritten, and what was typed is kept. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSettings } from '../../src/disk/settings-file.ts';
import type { WebDoor } from '../../src/web/api/server.ts';
import { runProgram } from '../endurance/program.ts';
import { type Company, expectOk, openCompany } from '../journeys/company.ts';
import { memoryPlace } from '../journeys/place.ts';
import { describeInChromium, goWithin, settled, type Visit } from './chromium.ts';
import { serveHome } from './served.ts';

describeInChromium('settings that somebody else changes meanwhile', (chromium) => {
  let company: Company;
  const doors: WebDoor[] = [];
  const visits: Visit[] = [];

  const open = async (home: string, path: string): Promise<Visit> => {
    const door = await serveHome(home);
    doors.push(door);
    const visit = await chromium.visit(door.makeLink());
    visits.push(visit);
    await settled(visit.page);
    await goWithin(visit.page, path);
    return visit;
  };
  /** By a person at a terminal. */
  const change = async (home: string, ...flags: readonly string[]): Promise<void> => {
    const { status, stderr } = await runProgram(['init', '--home', home, ...flags]);
    expect(status, stderr).toBe(0);
  };
  const saved = async (home: string) => expectOk(await loadSettings(home));
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  beforeAll(async () => {
    company = await openCompany(memoryPlace());
    await company.enrol('lyon', 'site01');
  }, 120_000);
  afterAll(async () => {
    for (const visit of visits) await visit.close();
    for (const door of doors) await door.close();
    await company.close();
  });

  test('are shown anew below what was typed for the session, and both are saved', async () => {
    const { page, faults } = await open(company.office, '/exchanges/session');
    await field(page, 'Entreprise').fill('Ateliers Réunis');
    await change(company.office, '--name', 'Siège social');
    await button(page, 'Enregistrer').click();
    const notice = page.getByRole('alert').filter({ hasText: 'Quelqu’un d’autre a changé les réglages entre-temps.' });
    await notice.waitFor();
    expect(await saved(company.office)).toMatchObject({ name: 'Siège social', organisation: '' });
    expect(await field(page, 'Entreprise').inputValue()).toBe('Ateliers Réunis');
    expect(await button(page, 'Enregistrer').isDisabled()).toBe(true);
    await button(page, 'Afficher les nouveaux réglages').click();
    await notice.waitFor({ state: 'detached' });
    expect(await field(page, 'Nom du site').inputValue()).toBe('Siège social');
    expect(await field(page, 'Entreprise').inputValue()).toBe('Ateliers Réunis');
    await button(page, 'Enregistrer').click();
    await page.getByText('Réglages enregistrés.').waitFor();
    expect(await saved(company.office)).toMatchObject({ name: 'Siège social', organisation: 'Ateliers Réunis' });
    expect(faults).toEqual([]);
  });

  test('stop the saving of what is sent; what was typed stays until theirs is taken', async () => {
    const lyon = company.homeOf('lyon');
    const { page, faults } = await open(lyon, '/exchanges/sending');
    const days = field(page, 'Renvoyer l’inventaire vers le Site Commun tous les … jours');
    await days.fill('21');
    await change(lyon, '--every-days', '14');
    const save = button(page, 'Enregistrer');
    await save.click();
    await page.getByText('Quelqu’un d’autre a changé les réglages entre-temps ; rien n’a été écrit.').waitFor();
    expect((await saved(lyon)).everyDays).toBe(14);
    expect(await days.inputValue()).toBe('21');
    await button(page, 'Rétablir').click();
    await expect.poll(() => days.inputValue()).toBe('14');
    await days.fill('21');
    await save.click();
    await page.getByText('Enregistré.').waitFor();
    expect((await saved(lyon)).everyDays).toBe(21);
    expect(faults).toEqual([]);
  });
});
