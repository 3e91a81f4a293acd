/**
 * Long work in the page, as people interrupt it: the page is loaded again, a second one looks, somebody presses "stop", the server is told
 * to end or is killed, another run holds the home. What was done stands, nothing is lost and nothing done twice.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openEmbeddedServer } from '../../src/embedded/server.ts';
import { asProof } from '../endurance/length.ts';
import { openProxy } from '../endurance/proxy.ts';
import { describeInChromium, goWithin, settled, type Visit } from './chromium.ts';
import { freePort, serveHome } from './served.ts';
import { type Serving, startServing } from './serving-process.ts';
import { openWaitingParcels, parcels, type WaitingParcels } from './waiting-parcels.ts';

/** What Chromium says of a server that goes away. */
const goneServer =
  /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/;

asProof(describeInChromium)('long work in the page', (chromium) => {
  let stage: WaitingParcels;
  /** Of a dossier that received everything in one go. */
  let whole: Awaited<ReturnType<WaitingParcels['picture']>>;
  const visits: Visit[] = [];

  beforeAll(async () => {
    stage = await openWaitingParcels();
    await stage.company.receive();
    whole = await stage.picture();
    expect(whole.machines.filter((name) => name.startsWith('POSTE-'))).toHaveLength(parcels);
  }, 120_000);
  beforeEach(async () => {
    for (const visit of visits.splice(0)) await visit.close();
    await stage.restore();
  });
  afterAll(async () => {
    for (const visit of visits.splice(0)) await visit.close();
    await stage.close();
  });

  /** On the tab where one receives. */
  const enter = async (link: string): Promise<Visit> => {
    const visit = await chromium.visit(link, { tolerated: goneServer });
    visits.push(visit);
    await settled(visit.page);
    await goWithin(visit.page, '/exchanges/receiving');
    return visit;
  };
  const panel = (page: Page, state: string) => page.locator(`[data-task="receive"][data-state="${state}"]`);
  const begin = (page: Page) => page.getByRole('button', { name: 'Recevoir et piloter les sites distants' }).click();
  /** How many mails the page says were looked at: 0 before the first one. */
  const counted = async (page: Page): Promise<number> =>
    Number(new RegExp(String.raw`(\d+)\ssur\s${parcels}`).exec(await panel(page, 'running').innerText())?.[1] ?? 0);
  const isUnderWay = (page: Page) => expect.poll(() => counted(page), { interval: 20, timeout: 20_000 }).toBeGreaterThan(2);
  const summary = (page: Page) => page.locator('[data-task="receive"] [role=alert], [data-task="receive"] .mantine-Alert-root').innerText();

  /** Nothing is half done: each mail that has gone is one machine in the dossier, and no other. */
  const expectAsFarAs = async (left: number): Promise<void> => {
    const { machines } = await stage.picture();
    expect(machines.filter((name) => name.startsWith('POSTE-'))).toHaveLength(parcels - left);
  };
  /** Whoever comes next takes the rest, and everything is as if nothing had happened. */
  const receiveTheRest = async (page: Page): Promise<void> => {
    await begin(page);
    await panel(page, 'done').waitFor({ timeout: 30_000 });
    expect(await stage.waiting()).toBe(0);
  };
  const expectWhole = async (): Promise<void> => expect(await stage.picture()).toEqual(whole);

  test('a page that is loaded again, and a second one, show the same reception, and its end', async () => {
    const mail = await openEmbeddedServer({ users: [{ name: 'siege', password: 'pw', address: 'siege@mail.test' }], tls: true });
    for (const raw of await stage.mails()) mail.deliver('siege@mail.test', raw);
    const line = await openProxy(mail.pop3sPort ?? 0);
    const settings = { mailbox: `pop3s://siege@127.0.0.1:${line.port}` };
    await stage.change({ settings, password: 'pw', tlsCa: mail.ca });
    const door = await serveHome(stage.office);
    const first = await enter(door.makeLink());
    await begin(first.page);
    await isUnderWay(first.page);
    // The provider falls silent: there is time to look.
    line.hold(true);
    await first.page.reload();
    const second = await enter(door.makeLink());
    await expect.poll(() => counted(second.page)).toBeGreaterThan(2);
    await expect.poll(() => counted(first.page)).toBe(await counted(second.page));
    line.hold(false);
    for (const { page } of [first, second]) await panel(page, 'done').waitFor({ timeout: 30_000 });
    expect(await summary(first.page)).toMatch(new RegExp(String.raw`^${parcels}\smessages examinés`));
    expect(await summary(second.page)).toBe(await summary(first.page));
    expect(mail.messages('siege@mail.test').filter(({ raw }) => raw.includes('X-Malleposte'))).toHaveLength(0);
    expect([...first.faults, ...second.faults]).toEqual([]);
    await door.close();
    await line.close();
    await mail.close();
    await expectWhole();
  });

  test('“Stop” ends it at the next safe place: what is done stands, and the next run takes the rest', async () => {
    const door = await serveHome(stage.office);
    const { page, faults } = await enter(door.makeLink());
    await begin(page);
    await isUnderWay(page);
    await page.getByRole('button', { name: 'Arrêter' }).click();
    await panel(page, 'stopped').waitFor();
    expect(await summary(page)).toContain('Arrêté à la demande');
    const left = await stage.waiting();
    expect(left).toBeGreaterThan(0);
    await expectAsFarAs(left);
    await receiveTheRest(page);
    expect(await summary(page)).toMatch(new RegExp(String.raw`\b${left}\smessages? examinés?`));
    expect(faults).toEqual([]);
    await door.close();
    await expectWhole();
  });

  test('closing the door stops it gently, and leaves the home to others', async () => {
    const door = await serveHome(stage.office);
    const { page } = await enter(door.makeLink());
    await begin(page);
    await isUnderWay(page);
    await door.close();
    const left = await stage.waiting();
    expect(left).toBeGreaterThan(0);
    await panel(page, 'stopped').waitFor();
    await expectAsFarAs(left);
    expect(await stage.company.receive()).toMatchObject({ messages: left, left: 0 });
    await expectWhole();
  });

  test('a server that is asked to end does so soon, and well; the next one shows what was done and goes on', async () => {
    const serving = await startServing(stage.office);
    const { page } = await enter(serving.link);
    await begin(page);
    await isUnderWay(page);
    const begunMs = Date.now();
    expect(await serving.end('SIGTERM')).toMatchObject({ status: 0, signal: null, error: expect.not.stringMatching(/Error|at .*\.ts/) });
    expect(Date.now() - begunMs).toBeLessThan(10_000);
    // Its last word to the page.
    await panel(page, 'stopped').waitFor();
    await page.getByText('Le serveur ne répond pas.').first().waitFor();
    const left = await stage.waiting();
    expect(left).toBeGreaterThan(0);
    await expectAsFarAs(left);
    const next = await startServing(stage.office);
    const { page: later } = await enter(next.link);
    await goWithin(later, '/exchanges/trace?kind=DATA');
    await later
      .getByRole('status')
      .filter({ hasText: new RegExp(String.raw`^${parcels - left}\slignes?$`) })
      .waitFor();
    await goWithin(later, '/exchanges/receiving');
    await receiveTheRest(later);
    await next.end('SIGTERM');
    await expectWhole();
  });

  test('a server that is killed is missed; what was typed is there when it comes back and one has logged in again', async () => {
    const port = await freePort();
    let serving: Serving = await startServing(stage.office, port);
    const { page, faults } = await enter(serving.link);
    await page.getByRole('button', { name: 'Inviter un site' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Nom du site dans les échanges' }).fill('brest');
    await page
      .evaluate(() => fetch('/api/status').then((answer) => answer.json()))
      .then(({ session }) => receiveBySide(page, session.csrf));
    await isUnderWay(page);
    expect(await serving.end('SIGKILL')).toMatchObject({ status: null, signal: 'SIGKILL' });
    await page.getByText('cette page reprendra d’elle-même.').first().waitFor();
    expect(await stage.waiting()).toBeGreaterThan(0);
    serving = await startServing(stage.office, port);
    await page.getByText('Votre session est terminée.').waitFor();
    // The link opens in a tab of its own, as a terminal opens it.
    const tab = await page.context().newPage();
    await tab.goto(serving.link);
    await settled(tab);
    await tab.close();
    await page.getByText('Votre session est terminée.').waitFor({ state: 'detached' });
    expect(await dialog.getByRole('textbox', { name: 'Nom du site dans les échanges' }).inputValue()).toBe('brest');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await receiveTheRest(page);
    expect(faults.filter((fault) => !fault.startsWith('window: '))).toEqual([]);
    await serving.end('SIGTERM');
    await expectWhole();
  });

  test('another run that holds the home is named, and nothing is done until it has ended', async () => {
    const other = await startReceiving(stage.office);
    const door = await serveHome(stage.office);
    const { page, faults } = await enter(door.makeLink());
    await begin(page);
    const refusal = panel(page, 'failed').getByRole('alert');
    await refusal.waitFor();
    expect(await refusal.innerText()).toMatch(/Malleposte travaille déjà sur cette installation/);
    expect(await refusal.innerText()).toMatch(new RegExp(String.raw`malleposte receive, pid ${other.pid}\b`));
    expect(await other.goOn()).toBe(0);
    await begin(page);
    await panel(page, 'done').waitFor();
    expect(faults).toEqual([]);
    await door.close();
    await expectWhole();
  });
});

/** Begins a reception beside what is open in the page, as a second tab would. */
async function receiveBySide(page: Page, csrf: string): Promise<void> {
  await page.evaluate(
    (proof) => fetch('/api/receiving', { method: 'POST', headers: { 'x-malleposte-csrf': proof } }).then(() => undefined),
    csrf,
  );
}

/** `malleposte receive` as a process of its own, halted among the mails until it may go on to its end. */
async function startReceiving(home: string): Promise<{ readonly pid: number | undefined; goOn(): Promise<number | null> }> {
  const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [program, 'receive', '--json', '--verbose', '--lang', 'fr', '--home', home], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let told = '';
  for await (const chunk of child.stderr.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    told += chunk;
    if (/^3\/\d+ /m.test(told)) break;
  }
  child.kill('SIGSTOP');
  child.stderr.resume();
  return {
    pid: child.pid,
    goOn: async () => {
      child.kill('SIGCONT');
      const [status] = await ended;
      return status;
    },
  };
}
