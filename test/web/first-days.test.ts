/**
 * The first days of a company, by people who never see a terminal: a head office and an agency are set up in the page, enrolled, tested;
 * the agency sends and the head office receives. Real homes on a real mail server whose certificate nobody knows.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebDoor } from '../../src/web/api/server.ts';
import { embeddedPlace, type Place } from '../journeys/place.ts';
import { describeInChromium, goWithin, type Visit } from './chromium.ts';
import { tabTo } from './keyboard.ts';
import { freePort, serveHome } from './served.ts';

const lyon = fileURLToPath(new URL('../../fixtures/company/lyon/', import.meta.url));

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const field = (page: Page | Locator, name: string) => page.getByRole('textbox', { name, exact: true });
const next = (page: Page) => button(page, 'Suite').click();

/** A task that ends well is told by its panel. */
const done = (page: Page, kind: string) => page.locator(`[data-task="${kind}"][data-state="done"]`).waitFor({ timeout: 30_000 });

async function chooseRole(page: Page, role: string): Promise<void> {
  await heading(page, 'Quel est ce site').waitFor();
  await page.getByRole('radio', { name: role }).check();
  await next(page);
}

/** Servers by their URLs, then the test, which shows a certificate to look at for each server. */
async function configureAccount(page: Page, place: Place, user: string): Promise<void> {
  await heading(page, 'Le compte de messagerie').waitFor();
  await field(page, 'Adresse de messagerie').fill(place.address(user));
  for (const [way, url] of [
    ['Réception', place.mailbox(user)],
    ['Envoi', place.outbox(user)],
  ] as const) {
    const fields = page.getByRole('group', { name: way, exact: true });
    await fields.getByRole('switch', { name: 'Écrire l’URL' }).check();
    await field(fields, 'URL du serveur').fill(url);
  }
  await page.getByLabel('Mot de passe de la boîte', { exact: true }).fill(place.password(user));
  expect(await button(page, 'Suite').isDisabled()).toBe(true);
  await button(page, 'Tester la connexion').click();
  const pin = button(page, 'Accepter ce certificat et tester de nouveau');
  const good = page.locator('[data-task="test-connection"][data-state="done"]');
  for (let server = 0; server < 3 && !(await good.isVisible()); server += 1) {
    await pin.or(good).first().waitFor();
    if (await good.isVisible()) break;
    await Promise.all([page.waitForResponse('**/api/session/test'), pin.click()]);
    await page.locator('[data-task="test-connection"]:not([data-state="running"])').waitFor();
  }
  await good.waitFor();
  await next(page);
}

describeInChromium('the first days of a company', (chromium) => {
  let folder: string;
  let place: Place;
  const doors: WebDoor[] = [];
  let office: Visit;
  let agency: Visit;
  let key = '';
  let words = '';

  const open = async (home: string, port: number): Promise<Visit> => {
    const door = await serveHome(join(folder, home), { port });
    doors.push(door);
    return chromium.visit(door.makeLink(), {
      tolerated: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|Failed to fetch dynamically/,
    });
  };
  const go = ({ page }: Visit, path: string): Promise<void> => goWithin(page, path);
  const expectNoFaults = (visit: Visit): void => expect(visit.faults.splice(0)).toEqual([]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'malleposte-days-'));
    place = await embeddedPlace('tls');
    await cp(lyon, join(folder, 'dossier'), { recursive: true });
    office = await open('siege', await freePort());
    agency = await open('lyon', await freePort());
  }, 120_000);
  afterAll(async () => {
    await office.close();
    await agency.close();
    for (const door of doors) await door.close();
    await place.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('the head office is set up, each step right before the next', async () => {
    const { page } = office;
    await chooseRole(page, 'le « Site Commun »');
    await configureAccount(page, place, 'common');
    await heading(page, 'Ce site').waitFor();
    await field(page, 'Nom du site').fill('Siège');
    await field(page, 'Identifiant court du site').fill('siege');
    await field(page, 'Entreprise').fill('Ateliers Réunis');
    // A reload in the middle loses nothing that was typed.
    await page.reload();
    await heading(page, 'Ce site').waitFor();
    expect(await field(page, 'Entreprise').inputValue()).toBe('Ateliers Réunis');
    await next(page);
    await heading(page, 'Tout est prêt').waitFor();
    expectNoFaults(office);
    await button(page, 'Retour').click();
    await button(page, 'Retour').click();
    await page.getByLabel('Mot de passe de la boîte', { exact: true }).fill(place.password('common'));
    await next(page);
    await next(page);
    await button(page, 'Mettre ce site en place').click();
    await heading(page, 'Vue d’ensemble').waitFor();
    expectNoFaults(office);
  });

  test('by keyboard alone an agency is invited, and its key is shown once', async () => {
    const { page } = office;
    await go(office, '/exchanges/receiving');
    await tabTo(page, 'Inviter un site');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'Nom du site dans les échanges');
    await page.keyboard.type('lyon');
    await tabTo(page, 'Nom pour les personnes');
    await page.keyboard.type('Agence de Lyon');
    await page.keyboard.press('Enter');
    key = await field(page, 'Clé multi-sites').inputValue();
    expect(key).toMatch(/^MALLE1-/);
    await tabTo(page, 'J’ai transmis la clé');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(key);
    expectNoFaults(office);
  });

  test('the agency is set up with the key, and shows four words', async () => {
    const { page } = agency;
    await chooseRole(page, 'un « Site Distant »');
    await field(page, 'Clé multi-sites reçue du siège').fill(` "${key.slice(0, 60)}\n${key.slice(60)}" `);
    await page.getByRole('cell', { name: 'Ateliers Réunis' }).waitFor();
    await next(page);
    await configureAccount(page, place, 'site01');
    await heading(page, 'Ce site').waitFor();
    await field(page, 'Nom du site').fill('Agence de Lyon');
    await field(page, 'Dossier d’inventaire à envoyer').fill(join(folder, 'dossier'));
    await next(page);
    await button(page, 'Mettre ce site en place').click();
    await heading(page, 'Rattachement').waitFor();
    words = await page.locator('[data-words]').innerText();
    expect(words.split(/[\s-]+/)).toHaveLength(4);
    await button(page, 'Continuer vers les pages').click();
    await heading(page, 'Vue d’ensemble').waitFor();
    expectNoFaults(agency);
  });

  test('the head office receives, compares the words and accepts', async () => {
    const { page } = office;
    await button(page, 'Recevoir et piloter les sites distants').click();
    await done(page, 'receive');
    await button(page, 'Accepter lyon').click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('group', { name: 'Quatre mots de lyon' }).innerText()).toBe(words);
    expect(await dialog.getByRole('button', { name: 'Accepter le site' }).isDisabled()).toBe(true);
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Accepter le site' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Admis', { exact: true }).first().waitFor();
    expectNoFaults(office);
  });

  test('the agency tests its sending, sees what would be sent, and sends; a reload in the middle finds the task where it is', async () => {
    const { page } = agency;
    await go(agency, '/exchanges/sending');
    await button(page, 'Relever la réponse').click();
    await page.getByText('Ce site s’appelle « lyon » chez Ateliers Réunis').waitFor({ timeout: 30_000 });
    await button(page, 'Voir ce qui partirait').click();
    await page.getByText('6 fichiers partiraient').waitFor();
    await button(page, 'Tester l’émission des messages').click();
    await page.locator('[data-task="test-send"]').waitFor();
    await page.reload();
    await done(page, 'test-send');
    await button(page, 'Envoyer maintenant').click();
    await button(page, 'Envoyer quand même').or(page.locator('[data-task="send"][data-state="done"]')).first().waitFor({ timeout: 30_000 });
    if (await button(page, 'Envoyer quand même').isVisible()) await button(page, 'Envoyer quand même').click();
    await done(page, 'send');
    await page.getByText('Accusé de réception attendu').first().waitFor();
    expectNoFaults(agency);
  });

  test('the head office receives with progress, and the machines are there', async () => {
    const { page } = office;
    await button(page, 'Recevoir et piloter les sites distants').click();
    await page.locator('[data-task="receive"] li').nth(2).waitFor();
    await done(page, 'receive');
    await go(office, '/assets');
    await page.getByRole('grid').getByText('LYON-ACCUEIL').first().waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('6');
    expectNoFaults(office);
  });

  test('a server that is stopped is explained, and the page goes on by itself when it is back', async () => {
    const { page } = agency;
    const [, door] = doors;
    await door?.close();
    await page.getByRole('link', { name: 'Quarantaine' }).click();
    await page.getByText('Le serveur ne répond pas.').first().waitFor({ timeout: 20_000 });
    doors[1] = await serveHome(join(folder, 'lyon'), { port: Number(new URL(page.url()).port) });
    // Sessions live as long as the server: one comes in again by a new link.
    await page.getByText('Ouvrez le lien affiché par le terminal').waitFor({ timeout: 20_000 });
    await page.goto(doors[1].makeLink());
    await heading(page, 'Vue d’ensemble').waitFor();
    expectNoFaults(agency);
  });
});
