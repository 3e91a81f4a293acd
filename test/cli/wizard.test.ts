/** The questions of the set-up, typed by a person into the real prompts. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { converse, type Desk, openDesk } from './desk.ts';

const enter = '\r';
const down = '\u001b[B';
const ctrlC = '\u0003';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test('a head office is set up by answering, with ? for the servers of a well-known provider', async () => {
  const home = desk.path('asked');
  const line = ['init', '--home', home, '--lang', 'fr', '--password-store', 'file'];
  const { status, screen, out } = await converse(desk, line, [
    ['Que fait cette installation', enter],
    ['Adresse de messagerie', `nobody${enter}`],
    ['ce n’est pas une adresse', `\u0015parc@orange.fr${enter}`],
    ['Boîte à relever', `?${enter}`],
    ['Autres possibilités', enter],
    ['Serveur d’envoi', `?${enter}`],
    ['Proposition', enter],
    ['autorité de certification', enter],
    ['Identifiant court', `siege${enter}`],
    ['Nom de ce site', `Siège${enter}`],
    ['Nom de l’entreprise', `Ateliers${enter}`],
    ['Mot de passe de la boîte', `s3cret-word${enter}`],
    ['Mot de passe de l’envoi', enter],
  ]);
  expect(status).toBe(0);
  expect(out).toContain(`Installation créée`);
  expect(screen + out).not.toContain('s3cret-word');
  const settings = await readFile(join(home, 'malleposte.yaml'), 'utf8');
  for (const written of [
    'role: common',
    'site: siege',
    'name: Siège',
    'address: parc@orange.fr',
    'mailbox: imaps://parc@orange.fr@imap.orange.fr:993/INBOX',
    'outbox: smtps://parc@orange.fr@smtp.orange.fr:465',
  ]) {
    expect(settings).toMatch(new RegExp(`^${written}$`, 'm'));
  }
});

test('only what is missing is asked, and an agency is asked for its folder and period', async () => {
  const home = desk.path('partly');
  const known = ['--address', 'a@mail.test', '--mailbox', 'memory:a@mail.test', '--outbox', 'memory:out', '--name', 'Nord'];
  const { status, screen } = await converse(
    desk,
    ['init', '--home', home, ...known],
    [
      ['What does this installation do', `${down}${enter}`],
      ['certificate authority', enter],
      ['Inventory folder to send', `parc${enter}`],
      ['every how many days', `\u0015400${enter}`],
      ['at most 365', `\u00153${enter}`],
    ],
  );
  expect(status).toBe(0);
  expect(screen).not.toContain('Mail address of this site');
  expect(await readFile(join(home, 'malleposte.yaml'), 'utf8')).toMatch(/^everyDays: 3$/m);
});

test('Ctrl+C gives up: exit 1, and no home is made', async () => {
  const { status, error } = await converse(
    desk,
    ['init', '--home', desk.path('given-up')],
    [
      ['What does this installation do', enter],
      ['Mail address', ctrlC],
    ],
  );
  expect(status).toBe(1);
  expect(error).toContain('nothing was changed');
  expect(await desk.ask(['status', '--home', desk.path('given-up')])).toMatchObject({ answer: { error: { kind: 'home-missing' } } });
});

test('a deletion is asked about, and "no" deletes nothing', async () => {
  const home = desk.path('asked');
  const { status, error } = await converse(desk, ['trace', 'delete', '1', '--home', home], [['Delete 1\u00a0event', enter]]);
  expect(status).toBe(1);
  expect(error).toContain('Cancelled');
});

test('with --json nobody is asked, even on a terminal', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const printed = await desk.type(['init', '--home', desk.path('json'), '--json'], { questions: { input, output } });
  expect(JSON.parse(printed.out)).toMatchObject({ error: { kind: 'missing-flags' } });
});
