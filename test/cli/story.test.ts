/** The command line of a company, from two empty folders to assets in the common dossier: every JSON shape of the contract. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { converse, type Desk, openDesk } from './desk.ts';

const inventory = (name: string, date = '2026-11-20 08:00:00'): string => `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><BIOS><SMANUFACTURER>Dell</SMANUFACTURER><SMODEL>OptiPlex</SMODEL><SSN>SN-${name}</SSN></BIOS>
<HARDWARE><NAME>${name}</NAME><OSNAME>Debian</OSNAME><OSVERSION>13</OSVERSION><LASTDATE>${date}</LASTDATE><UUID>${name}-UUID</UUID></HARDWARE>
<NETWORKS><MACADDR>02:00:00:00:00:01</MACADDR></NETWORKS>
<SOFTWARES><NAME>Firefox</NAME><VERSION>140</VERSION><PUBLISHER>Mozilla</PUBLISHER></SOFTWARES></CONTENT>
<DEVICEID>${name}-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
`;

let desk: Desk;
let office: string;
let agency: string;
let dossier: string;

beforeAll(async () => {
  desk = await openDesk('siege@mail.test', 'lyon@mail.test');
  [office, agency, dossier] = [desk.path('H'), desk.path('L'), desk.path('parc')];
  await mkdir(dossier);
});
afterAll(() => desk.close());

const mailOf = (name: string): readonly string[] => [
  '--address',
  `${name}@mail.test`,
  '--mailbox',
  `memory:${name}@mail.test`,
  '--outbox=memory:out',
];

describe('from two empty folders', () => {
  test('init makes the head office, once', async () => {
    const made = await desk.ask(['init', '--home', office, '--role', 'common', '--site', 'siege', '--name', 'Siège', ...mailOf('siege')]);
    expect(made).toEqual({ status: 0, answer: { home: office, role: 'common', site: 'siege', address: 'siege@mail.test', created: true } });
    expect(await desk.ask(['init', '--home', office, '--role', 'common'])).toMatchObject({
      status: 2,
      answer: { error: { kind: 'home-exists' } },
    });
    expect(await desk.ask(['init', '--home', office, '--role', 'distant', '--name', 'x'])).toMatchObject({ status: 2 });
  });

  test('init on the same home changes what is given and nothing else', async () => {
    expect(await desk.ask(['init', '--home', office, '--organisation', 'Ateliers Réunis'])).toMatchObject({
      status: 0,
      answer: { created: false },
    });
    const settings = await readFile(join(office, 'malleposte.yaml'), 'utf8');
    expect(settings).toMatch(/^organisation: Ateliers Réunis$/m);
    expect(settings).toMatch(/^address: siege@mail.test$/m);
    expect(await desk.ask(['init', '--home', office, '--every-days', '900'])).toMatchObject({
      status: 2,
      answer: { error: { kind: 'settings-invalid' } },
    });
  });

  test('invite answers the site, the key and when it expires', async () => {
    const { status, answer } = await desk.ask(['invite', 'lyon', '--home', office]);
    expect(status).toBe(0);
    expect(answer).toEqual({ site: 'lyon', key: expect.stringMatching(/^MALLE1-/), expires: expect.stringMatching(/^\d{4}-.*Z$/) });
    await desk.write('key.txt', (answer as { key: string }).key);
  });

  test('join enrols with the key, even cut by the shell, and says the words to compare', async () => {
    const key = await readFile(desk.path('key.txt'), 'utf8');
    const pasted = [`"${key.slice(0, 40)}`, `${key.slice(40)}"`];
    const joined = await desk.ask([
      'join',
      ...pasted,
      '--home',
      agency,
      '--dossier',
      dossier,
      '--name',
      'Agence de Lyon',
      ...mailOf('lyon'),
    ]);
    expect(joined).toEqual({
      status: 0,
      answer: { site: 'lyon', orgName: 'Ateliers Réunis', words: expect.stringMatching(/^\S+ \S+ \S+ \S+$/), unsent: [] },
    });
  });

  test('while the agency waits, receive says so with exit 3, and send sends nothing', async () => {
    expect(await desk.ask(['send', '--home', agency])).toMatchObject({ answer: { outcome: 'waiting' } });
    const received = await desk.ask(['receive', '--home', office]);
    expect(received).toMatchObject({ status: 3, answer: { pending: [{ site: 'lyon' }] } });
    const told = await desk.type(['sites', '--home', office, '--lang', 'fr']);
    expect(told.status).toBe(3);
    expect(told.out).toContain('à admettre');
    expect(await desk.ask(['accept', 'lyon', '--home', office])).toMatchObject({ status: 0, answer: { site: 'lyon', unsent: [] } });
  });

  test('an empty dossier is exit 2 and nothing is sent', async () => {
    expect(await desk.ask(['send', '--home', agency])).toMatchObject({ status: 2, answer: { error: { kind: 'dossier-empty' } } });
  });

  test('send answers with the fields of the contract', async () => {
    await writeFile(join(dossier, 'PC1.ocs'), inventory('PC1'));
    await writeFile(join(dossier, 'photo.txt'), 'not an inventory');
    const sent = await desk.ask(['/Send', '--home', agency]);
    expect(sent).toMatchObject({
      status: 0,
      answer: {
        outcome: 'parcel',
        epoch: 1,
        seq: 1,
        mode: 'snapshot',
        volumes: 1,
        files: 2,
        bytes: expect.any(Number),
        heeded: expect.any(Object),
        alert: null,
      },
    });
  });

  test('receive answers with counts, and merges', async () => {
    const counts = {
      merged: 1,
      duplicates: 0,
      quarantined: 0,
      ignored: expect.any(Number),
      receipts: 1,
      enrolled: 0,
      messages: expect.any(Number),
    };
    expect(await desk.ask(['/receive', '--home', office])).toMatchObject({ status: 0, answer: counts });
  });

  test('assets are a list with the fields of the contract, filtered and as CSV', async () => {
    const { answer } = await desk.ask(['assets', '--home', office]);
    const fields = [
      'id',
      'site',
      'name',
      'kind',
      'os',
      'osVersion',
      'manufacturer',
      'model',
      'serial',
      'uuid',
      'macs',
      'inventoryDate',
      'lastSeen',
      'softwareCount',
      'sources',
    ];
    const [asset] = answer as readonly Record<string, unknown>[];
    expect(Object.keys(asset ?? {})).toEqual(expect.arrayContaining(fields));
    expect(asset).toMatchObject({
      site: 'lyon',
      name: 'PC1',
      os: 'Debian',
      manufacturer: 'Dell',
      softwareCount: 1,
      sources: [{ site: 'lyon', path: 'PC1.ocs' }],
    });
    expect((await desk.ask(['assets', '--home', office, '--os', 'windows'])).answer).toEqual([]);
    expect((await desk.ask(['assets', '--home', office], { variables: { MALLEPOSTE_NAME: 'elsewhere' } })).answer).toHaveLength(1);
    expect((await desk.ask(['assets', '--home', office], { variables: { MALLEPOSTE_FILTER_NAME: 'elsewhere' } })).answer).toEqual([]);
    expect((await desk.type(['assets', '--home', office, '--csv'])).out).toMatch(/^id,site,.*\r\n[0-9a-f]+,lyon,PC1,computer,/);
    expect((await desk.ask(['asset', `${asset?.['id']}`, '--home', office])).answer).toMatchObject({
      name: 'PC1',
      software: [{ name: 'Firefox' }],
    });
    expect(await desk.ask(['asset', 'nobody', '--home', office])).toMatchObject({
      status: 2,
      answer: { error: { kind: 'asset-unknown' } },
    });
    expect((await desk.ask(['software', '--home', office])).answer).toMatchObject([{ name: 'Firefox', installations: 1, sites: 1 }]);
  });

  test('the trace is a list with exactly the fields of the contract, newest first, and can be thinned', async () => {
    const { answer } = await desk.ask(['trace', 'list', '--home', office]);
    const events = answer as readonly { readonly id: number; readonly at: string }[];
    expect(Object.keys(events[0] ?? {})).toEqual([
      'id',
      'at',
      'direction',
      'peer',
      'kind',
      'messageId',
      'outcome',
      'reason',
      'bytes',
      'durationMs',
    ]);
    const oldest = await desk.ask(['trace', 'list', '--home', office, '--oldest-first', '--limit=1']);
    expect(oldest.answer).toEqual([events.at(-1)]);
    expect((await desk.ask(['trace', 'list', '--home', office, '--since', '2999-01-01'])).answer).toEqual([]);
    expect((await desk.ask(['trace', 'list', '--home', office, '--kind', 'DATA'])).answer).toMatchObject([
      { peer: 'lyon', outcome: 'done' },
    ]);
    expect((await desk.ask(['trace', 'delete', `${events.at(-1)?.id}`, '--yes', '--home', office])).answer).toEqual({ deleted: 1 });
    expect((await desk.ask(['trace', 'list', '--home', office, '--limit=1'])).answer).toMatchObject([
      { kind: 'journal', reason: 'deleted=1 by=camille' },
    ]);
  });

  test('a recent sending is not repeated: a greeting goes; --force sends now without a terminal to ask on', async () => {
    const greeted = await desk.type(['send', '--home', agency, '--lang', 'fr']);
    expect(greeted.out.replaceAll('\u00a0', ' ')).toMatch(/1 accusé de réception lu\.[\s\S]*message de présence[\s\S]*Prochain envoi le/);
    expect(await desk.ask(['send', '--home', agency, '--force'])).toMatchObject({
      status: 0,
      answer: { outcome: 'parcel', due: 'forced' },
    });
  });

  test('on a terminal a forced sending after a recent one is asked about, and "no" sends a greeting', async () => {
    const line = ['send', '--home', agency, '--force', '--lang', 'fr'];
    const declined = await converse(desk, line, [['Renvoyer quand même', '\r']]);
    expect(declined.out).toContain('message de présence');
    const wanted = await converse(desk, line, [['Renvoyer quand même', 'y']]);
    expect(wanted.out).toContain('Colis 1.3 envoyé');
  });

  test('a rehearsal sends nothing and says so', async () => {
    desk.passDays(8);
    const rehearsed = await desk.type(['send', '--home', agency, '--dry-run', '--lang', 'fr']);
    expect(rehearsed.out).toContain('Essai à blanc');
    expect(desk.postOffice.messages('siege@mail.test').filter((raw) => raw.includes('Inventaire lyon 1.4'))).toEqual([]);
  });

  test('another version at the head office: the agency shows the banner and exits with 3 until the versions agree', async () => {
    await desk.ask(['send', '--home', agency]);
    await desk.ask(['receive', '--home', office], { version: '2.0.0' });
    const alerted = await desk.type(['send', '--home', agency, '--lang', 'fr']);
    expect(alerted.status).toBe(3);
    expect(alerted.out).toMatch(/^\*{20,}\n\*\*\* Attention \*\*\*/);
    expect(alerted.out).toContain('1.0.0');
    expect((await desk.type(['status', '--home', agency])).status).toBe(3);
    const sites = await desk.type(['sites', '--home', office], { version: '2.0.0' });
    expect(sites.status).toBe(3);
  });

  test('status of both ends is one document', async () => {
    expect((await desk.ask(['status', '--home', agency])).answer).toMatchObject({
      role: 'distant',
      site: 'lyon',
      orgName: 'Ateliers Réunis',
      state: 'admitted',
    });
    expect((await desk.ask(['status', '--home', office])).answer).toMatchObject({
      role: 'common',
      sites: [{ site: 'lyon', state: 'admitted' }],
    });
  });

  test('a command for the other role is refused', async () => {
    expect(await desk.ask(['send', '--home', office])).toMatchObject({
      status: 2,
      answer: { error: { kind: 'wrong-role', needed: 'distant' } },
    });
    expect(await desk.ask(['receive', '--home', agency])).toMatchObject({
      status: 2,
      answer: { error: { kind: 'wrong-role', needed: 'common' } },
    });
  });

  test('a mailbox that does not answer is exit 1, and nothing is lost', async () => {
    desk.postOffice.setDown(true);
    expect(await desk.ask(['send', '--home', agency])).toMatchObject({ status: 1, answer: { error: { kind: 'unreachable' } } });
    desk.postOffice.setDown(false);
  });

  test('the schedule is shown without being written: evening for an agency, before dawn for the head office', async () => {
    const agencyTask = await desk.ask(['schedule', 'install', '--home', agency, '--kind', 'cron', '--dry-run']);
    expect(agencyTask).toMatchObject({
      status: 0,
      answer: { dryRun: true, kind: 'cron', hour: 21, minute: 0, command: ['malleposte', 'send', '--home', agency] },
    });
    const officeTask = await desk.type(['schedule', 'install', '--home', office, '--kind', 'systemd', '--dry-run']);
    expect(officeTask.out).toContain('OnCalendar=*-*-* 04:00:00');
    expect((await desk.ask(['schedule', 'install', '--home', agency, '--kind', 'cron', '--at', '6:30', '--dry-run'])).answer).toMatchObject(
      { hour: 6, minute: 30 },
    );
  });

  test('the key of another company is refused at a home that has joined', async () => {
    const other = desk.path('other');
    await desk.ask(['init', '--home', other, '--role', 'common', '--name', 'Rivale', ...mailOf('siege')]);
    const { answer } = await desk.ask(['invite', 'lyon', '--home', other]);
    const refused = await desk.ask(['join', (answer as { key: string }).key, '--home', agency, '--name', 'changed']);
    expect(refused).toMatchObject({ status: 2, answer: { error: { kind: 'already-joined', site: 'lyon' } } });
    expect(await readFile(join(agency, 'malleposte.yaml'), 'utf8')).not.toContain('name: changed');
  });
});

test('a set-up from a file: its relative dossier is meant from where the person stands, unknown keys are named', async () => {
  const good = await desk.write(
    'good.yaml',
    'role: distant\naddress: a@mail.test\nmailbox: memory:lyon@mail.test\noutbox: memory:out\ndossier: parc\n',
  );
  expect(await desk.ask(['init', '--home', desk.path('F'), '--from', good, '--every-days=3'])).toMatchObject({
    status: 0,
    answer: { role: 'distant' },
  });
  const settings = await readFile(join(desk.path('F'), 'malleposte.yaml'), 'utf8');
  expect(settings).toMatch(/^everyDays: 3$/m);
  expect(settings).toMatch(/^dossier: \/.*parc$/m);
  const bad = await desk.write('bad.yaml', 'role: common\nadress: x\naddress: a@mail.test\nmailbox: memory:a\noutbox: memory:b\n');
  const refused = await desk.ask(['init', '--home', desk.path('G'), '--from', bad]);
  expect(refused).toMatchObject({ status: 2, answer: { error: { kind: 'settings-invalid', problems: ['adress: unknown-key'] } } });
});

test('passwords come from a file or a variable; an empty file is refused, and none is ever printed', async () => {
  const secret = 'correct horse battery';
  const file = await desk.write('pw', `${secret}\n`);
  const line = [
    'init',
    '--role',
    'common',
    '--address',
    'a@mail.test',
    '--mailbox',
    'imaps://a@h',
    '--outbox',
    'smtps://a@h',
    '--password-store',
    'file',
  ];
  expect(await desk.ask([...line, '--home', desk.path('P1')])).toMatchObject({
    status: 2,
    answer: { error: { kind: 'missing-flags', flags: ['--password-file'] } },
  });
  const made = await desk.type([...line, '--home', desk.path('P1'), '--password-file', file, '--verbose']);
  expect(made).toMatchObject({ status: 0 });
  expect(made.out + made.error).not.toContain(secret);
  expect(await readFile(join(desk.path('P1'), 'malleposte.yaml'), 'utf8')).not.toContain(secret);
  expect(await desk.type([...line, '--home', desk.path('P2')], { variables: { MALLEPOSTE_PASSWORD: secret } })).toMatchObject({
    status: 0,
  });
  const empty = await desk.write('empty', '\n');
  expect(await desk.ask([...line, '--home', desk.path('P3'), '--password-file', empty])).toMatchObject({
    status: 2,
    answer: { error: { kind: 'password-empty' } },
  });
});
