/** What an administrator sees of trouble at the desk: alerts with their remedies, quarantine, the check; and the exit statuses. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

const inventory = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><HARDWARE><NAME>${name}</NAME><OSNAME>Debian</OSNAME></HARDWARE></CONTENT>
<DEVICEID>${name}-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
`;

let desk: Desk;
let office: string;
let agency: string;

const accountOf = (name: string): readonly string[] => [
  '--address',
  `${name}@mail.test`,
  '--mailbox',
  `memory:${name}@mail.test`,
  '--outbox=memory:out',
];

const atOffice = (...line: readonly string[]) => desk.ask([...line, '--home', office]);
const atAgency = (...line: readonly string[]) => desk.ask([...line, '--home', agency]);
const said = async (home: string, ...line: readonly string[]): Promise<string> => {
  const { out, error } = await desk.type([...line, '--home', home, '--lang', 'fr'], { columns: 200 });
  return `${out}\n${error}`.replaceAll('\u00a0', ' ').replaceAll(/\s*\n\s+/g, ' ');
};

beforeAll(async () => {
  desk = await openDesk('siege@mail.test', 'lyon@mail.test');
  [office, agency] = [desk.path('H'), desk.path('L')];
  await mkdir(desk.path('parc'));
  await writeFile(desk.path('parc/PC1.ocs'), inventory('PC1'));
  await writeFile(desk.path('parc/PC2.ocs'), inventory('PC2').slice(0, 120));
  await atOffice('init', '--role', 'common', '--site', 'siege', ...accountOf('siege'));
  const { answer } = await atOffice('invite', 'lyon', '--auto-accept');
  await atAgency('join', (answer as { key: string }).key, '--dossier', desk.path('parc'), ...accountOf('lyon'));
  await atOffice('receive');
  await atAgency('send');
  await atOffice('receive');
});
afterAll(() => desk.close());

describe('quarantine', () => {
  const id = 'file:lyon/PC2.ocs';

  test('lists what could not be read, with its reason in words', async () => {
    const { status, answer } = await atOffice('quarantine', 'list');
    expect(status).toBe(0);
    expect(answer).toMatchObject([{ id, name: 'PC2.ocs', reason: 'malformed-xml', bytes: 120 }]);
    expect(await said(office, 'quarantine', 'list')).toMatch(/file:lyon\/PC2\.ocs .*XML mal formé/);
    expect(await atAgency('quarantine', 'list')).toEqual({ status: 0, answer: [] });
  });

  test('shows one with its remedy, or its very bytes', async () => {
    expect(await said(office, 'quarantine', 'show', id)).toContain('À faire : Réparez ou relancez l’agent d’inventaire');
    const raw = await desk.type(['quarantine', 'show', id, '--raw', '--home', office]);
    expect(raw.out).toBe(inventory('PC2').slice(0, 120));
    const output = desk.path('PC2.copy');
    expect(await atOffice('quarantine', 'show', id, '--output', output)).toEqual({ status: 0, answer: { id, output, bytes: 120 } });
    expect(await readFile(output, 'utf8')).toBe(raw.out);
    expect((await atOffice('quarantine', 'show', id, '--output', output)).status, 'a file that is there is left alone').toBe(2);
  });

  test('a retry that changes nothing says why it stays, with 3', async () => {
    const { status, answer } = await atOffice('quarantine', 'retry', id);
    expect({ status, answer }).toMatchObject({ status: 3, answer: { items: [{ id, isTaken: false, outcome: 'malformed-xml' }] } });
    expect(await said(office, 'quarantine', 'retry', '--all')).toContain(`${id} reste : XML mal formé.`);
  });

  test.each([
    [['retry'], 'missing-argument'],
    [['drop'], 'missing-argument'],
    [['show', '2026-11-22-0123456789abcdef'], 'quarantine-unknown'],
    [['retry', 'nothing'], 'quarantine-unknown'],
    [['drop', id, '--yes'], 'file-not-droppable'],
  ])('%j is refused as %s', async (line, kind) => {
    expect(await atOffice('quarantine', ...line)).toMatchObject({ status: 2, answer: { error: { kind } } });
  });

  test('a mail is dropped by a person who says so', async () => {
    await mkdir(join(office, 'quarantine'), { recursive: true });
    const mail = join(office, 'quarantine', '2026-11-22-0123456789abcdef');
    await writeFile(mail, 'x');
    await writeFile(`${mail}.txt`, 'name: m.eml\nreason: E_BODY digest\nat: 2026-11-22T02:00:00.000Z\n');
    expect(await atOffice('quarantine', 'drop', '--all')).toMatchObject({ status: 2, answer: { error: { kind: 'confirmation-needed' } } });
    expect(await atOffice('quarantine', 'drop', '--all', '--yes')).toEqual({
      status: 0,
      answer: { dropped: 1, ids: ['2026-11-22-0123456789abcdef'] },
    });
    expect(await atOffice('quarantine', 'drop', '--older-than', '1', '--yes')).toMatchObject({ status: 0, answer: { dropped: 0 } });
  });
});

describe('check', () => {
  test('says that all is well, a line a check', async () => {
    expect(await atOffice('check')).toMatchObject({ status: 0, answer: { problems: 0, repaired: 0 } });
    expect(await atAgency('check')).toMatchObject({ status: 0, answer: { problems: 0 } });
    const text = await said(office, 'check');
    expect(text).toMatch(/Fichiers d’origine, octet pour octet : 2 examinés, tout va bien/);
    expect(text).toContain('Tout ce qui est conservé est en bon état.');
  });

  test('names what is wrong with its remedy, repairs it when asked to, and is clean then', async () => {
    const raw = new Database(join(office, 'dossier', 'dossier.db'));
    raw.exec('update siteProgress set files = 99');
    raw.close();
    const text = await said(office, 'check');
    expect(text).toContain('le nombre de fichiers est faux (lyon)');
    expect(text).toContain('malleposte check --repair');
    expect(await atOffice('check', '--repair')).toMatchObject({ status: 3, answer: { problems: 1, repaired: 1 } });
    expect((await atOffice('check')).status).toBe(0);
  });
});

describe('alerts', () => {
  test('a new numbering is begun by a person: send --new-epoch', async () => {
    expect(await atAgency('send', '--new-epoch')).toMatchObject({ answer: { outcome: 'parcel', epoch: 2, seq: 1, mode: 'snapshot' } });
    expect(await said(agency, 'trace', 'list', '--kind', 'epoch')).toContain('nouvelle numérotation, la 2e, envoi demandé');
    await atOffice('receive');
  });

  test('a deferred mail says when it is tried again', async () => {
    desk.postOffice.setFaults({ defer: () => true });
    await atAgency('send', '--force');
    desk.postOffice.setFaults({});
    expect(await said(agency, 'trace', 'list', '--outcome', 'deferred')).toMatch(/nouvel essai le \d\d\/\d\d\/\d{4} \d\d:\d\d/);
    await atAgency('send', '--force');
    await atOffice('receive');
  });

  test('three polls without contact are told as no contact, with 3 and a remedy, at both ends', async () => {
    desk.postOffice.setDown(true);
    for (let poll = 0; poll < 3; poll += 1) {
      expect((await atOffice('receive')).status).toBe(1);
      expect((await atAgency('send')).status).toBe(1);
    }
    desk.postOffice.setDown(false);
    for (const line of ['sites', 'status']) {
      expect((await atOffice(line)).status, line).toBe(3);
      expect(await said(office, line)).toMatch(
        /Pas de contact avec le serveur de messagerie : 3 relèves de suite ont échoué \(serveur injoignable\)/,
      );
    }
    expect(await atAgency('status')).toMatchObject({ status: 3, answer: { mailServer: { failures: 3, isAlarm: true }, alerts: [] } });
    expect(await said(agency, 'status')).toContain('À faire : Lancez « malleposte test connection »');
    expect((await atOffice('receive')).status).toBe(0);
    expect((await atOffice('sites')).status).toBe(0);
  });

  test('a silent site is told, with 3 and what to do', async () => {
    desk.passDays(10);
    await atOffice('receive');
    expect(await atOffice('sites')).toMatchObject({
      status: 3,
      answer: [{ site: 'lyon', freshness: 'silent', notices: [], isDuplicated: false }],
    });
    const text = await said(office, 'sites');
    expect(text).toMatch(/lyon est muet : plus rien n’en vient depuis le \d+ /);
    expect(text).toContain('(muet)');
    expect(text).toContain('À faire : Voyez sur place');
    expect((await atOffice('status')).status).toBe(3);
  });

  test('mails that cannot be put away are told by receive, with 3 and a remedy', async () => {
    await atAgency('send');
    desk.postOffice.setFaults({ refuseDisposal: () => true });
    expect(await atOffice('receive')).toMatchObject({ status: 3, answer: { pendingDisposals: 1 } });
    const text = await said(office, 'receive');
    expect(text).toContain('1 message est traité, mais le serveur ne le laisse pas partir');
    desk.postOffice.setFaults({});
    expect(await atOffice('receive')).toMatchObject({ status: 0, answer: { pendingDisposals: 0 } });
  });
});
