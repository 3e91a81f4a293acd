/** `doubles`, `asset --set`, `replay` as people type them: what is printed in both languages, the JSON and the exit statuses. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineFile } from '../journeys/machine-files.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
let office: string;

const mailOf = (name: string): readonly string[] => [
  '--address',
  `${name}@mail.test`,
  '--mailbox',
  `memory:${name}@mail.test`,
  '--outbox=memory:out',
];

const image = { deviceId: 'IMAGE-2026-01-01-08-00-00', uuid: '4C4C4544-0000-1000-8000-B2C04F523010', software: ['Firefox'] };

const idsOf = async (...line: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const { answer } = await desk.ask(['assets', '--home', office, ...line]);
  return Object.fromEntries((answer as readonly { name: string; id: string }[]).map(({ name, id }) => [name, id]));
};

beforeAll(async () => {
  desk = await openDesk('siege@mail.test', 'lyon@mail.test');
  office = desk.path('H');
  const [agency, dossier] = [desk.path('L'), desk.path('parc')];
  await mkdir(dossier);
  const machines = [
    { ...image, name: 'PC-1', serial: '7XQ9K22', disk: 'WD-1A2B3C', macs: ['d4:81:d7:00:00:01'] },
    { ...image, name: 'PC-2', serial: '7XQ9K32', disk: 'WD-4D5E6F', macs: ['d4:81:d7:00:00:02'] },
  ];
  for (const machine of machines)
    await writeFile(join(dossier, `${machine.name}.ocs`), machineFile({ ...machine, date: '2026-09-01 08:00:00' }));
  await desk.type(['init', '--home', office, '--role', 'common', '--site', 'siege', '--name', 'Siège', ...mailOf('siege')]);
  const { answer } = await desk.ask(['invite', 'lyon', '--home', office, '--auto-accept']);
  await desk.type(['join', (answer as { key: string }).key, '--home', agency, '--dossier', dossier, '--name', 'Lyon', ...mailOf('lyon')]);
  await desk.type(['receive', '--home', office]);
  await desk.type(['send', '--home', agency]);
  await desk.type(['receive', '--home', office]);
}, 60_000);
afterAll(() => desk.close());

describe('possible doubles', () => {
  test('stand side by side with what to type, in both languages, and ask for a look', async () => {
    const ids = await idsOf();
    const french = await desk.type(['doubles', '--home', office, '--lang', 'fr']);
    expect(french).toMatchObject({ status: 3 });
    expect(french.out).toMatch(/Clone probable/);
    expect(french.out).toMatch(/= UUID +44454C4C-\S+ +44454C4C-/);
    expect(french.out).toMatch(/≠ numéro de série +DELL 7XQ9K[23]2 +DELL 7XQ9K[23]2/);
    expect(french.out).toContain(`doubles merge`);
    const english = await desk.type(['doubles', '--home', office, '--lang', 'en']);
    expect(english.out).toMatch(/Probably a clone/);
    expect(english.out).toMatch(/≠ name +PC-[12] +PC-[12]/);
    const { answer } = await desk.ask(['doubles', '--home', office]);
    const [double] = (answer as { doubles: readonly { a: { asset: string }; b: { asset: string } }[] }).doubles;
    expect([double?.a.asset, double?.b.asset].sort()).toEqual(Object.values(ids).sort());
  });

  test('a decided pair leaves the list, --all shows who decided, undo brings it back', async () => {
    const { 'PC-1': a = '', 'PC-2': b = '' } = await idsOf();
    expect(await desk.ask(['doubles', 'separate', a, b, '--home', office])).toMatchObject({
      status: 0,
      answer: { word: 'separate', a, b },
    });
    expect(await desk.type(['doubles', '--home', office])).toMatchObject({ status: 0 });
    expect((await desk.type(['doubles', '--all', '--home', office, '--lang', 'fr'])).out).toMatch(/deux machines, le .* \(camille\)/);
    expect(await desk.ask(['doubles', 'undo', b, a, '--home', office])).toMatchObject({ status: 0, answer: { word: 'undo' } });
    expect(await desk.ask(['doubles', '--home', office])).toMatchObject({ status: 3 });
  });

  test('merged ones say so on the machine’s page, under either id', async () => {
    const { 'PC-1': a = '', 'PC-2': b = '' } = await idsOf();
    expect(await desk.ask(['doubles', 'merge', a, b, '--by', 'Dominique', '--home', office])).toMatchObject({ status: 0 });
    for (const id of [a, b]) {
      expect((await desk.type(['asset', id, '--home', office, '--lang', 'fr'])).out).toMatch(/Réuni par +réunis par une personne/);
    }
    expect((await desk.type(['asset', a, '--home', office, '--lang', 'en'])).out).toMatch(/United by +merged by a person/);
    expect(await desk.ask(['doubles', 'undo', a, b, '--home', office])).toMatchObject({ status: 0, answer: { assets: [a, b] } });
  });

  test('wrong ids are wrong usage', async () => {
    const { 'PC-1': a = '' } = await idsOf();
    for (const [ids, kind] of [
      [[a], 'missing-argument'],
      [[a, 'none'], 'asset-unknown'],
      [[a, a], 'same-asset'],
      [[a, a, a], 'excess-arguments'],
    ] as const) {
      expect(await desk.ask(['doubles', 'merge', ...ids, '--home', office])).toMatchObject({ status: 2, answer: { error: { kind } } });
    }
  });
});

describe('what a person says of an asset', () => {
  test('is shown with who said it, beside what the inventory says', async () => {
    const { 'PC-1': id = '' } = await idsOf();
    const set = ['asset', id, '--set', 'owner=Dominique', '--set', 'name=Accueil', '--until', '2099-01-31', '--home', office];
    expect(await desk.ask(set)).toMatchObject({
      status: 0,
      answer: {
        name: 'Accueil',
        reported: { name: 'PC-1' },
        manual: { owner: { value: 'Dominique', by: 'camille', until: '2099-01-31' } },
      },
    });
    const french = (await desk.type(['asset', id, '--home', office, '--lang', 'fr'])).out.replaceAll(/\s+/g, ' ');
    expect(french).toMatch(/Nom Accueil \(l’inventaire dit : PC-1; camille, le .*jusqu’au 2099-01-31\)/);
    expect(french).toMatch(/Responsable Dominique \(camille, le /);
    expect(Object.keys(await idsOf())).toContain('Accueil');
    expect(await desk.ask(['asset', id, '--clear', 'name', '--clear', 'owner', '--home', office])).toMatchObject({
      answer: { name: 'PC-1', manual: {} },
    });
  });

  test('an unknown field names the possible ones, and settings declare more', async () => {
    const { 'PC-1': id = '' } = await idsOf();
    const unknown = await desk.type(['asset', id, '--set', 'costCentre=42', '--home', office, '--lang', 'fr']);
    expect(unknown.status).toBe(2);
    expect(unknown.error).toMatch(/owner, room/);
    await desk.type(['init', '--home', office, '--fields', 'costCentre']);
    expect(await desk.ask(['asset', id, '--set', 'costCentre=42', '--home', office])).toMatchObject({
      answer: { manual: { costCentre: { value: '42' } } },
    });
    expect(await desk.ask(['asset', id, '--set', 'no-equals', '--home', office])).toMatchObject({
      status: 2,
      answer: { error: { kind: 'invalid-value' } },
    });
  });

  test('a change that was made meanwhile is exit 3, and nothing is written', async () => {
    const { 'PC-1': id = '' } = await idsOf();
    const line = ['asset', id, '--set', 'room=B12', '--expect', 'room=A1', '--home', office];
    expect(await desk.ask(line)).toMatchObject({ status: 3, answer: { error: { kind: 'field-changed', value: '' } } });
    expect(await desk.ask(['asset', id, '--home', office])).toMatchObject({
      answer: { manual: expect.not.objectContaining({ room: {} }) },
    });
  });

  test('a retired asset leaves the list, and --all shows it', async () => {
    const { 'PC-2': id = '' } = await idsOf();
    expect(await desk.ask(['asset', id, '--retire', '--home', office])).toMatchObject({
      answer: { retiredAt: expect.stringMatching(/Z$/) },
    });
    expect(Object.keys(await idsOf())).toEqual(['PC-1']);
    expect((await desk.type(['assets', '--all', '--home', office, '--lang', 'fr'])).out).toMatch(/PC-2 +retiré/);
    expect(await desk.ask(['asset', id, '--reactivate', '--home', office])).toMatchObject({ answer: { retiredAt: '' } });
    expect(Object.keys(await idsOf())).toEqual(['PC-1', 'PC-2']);
  });
});

test('replay wants a confirmation, and changes nothing that people see', async () => {
  const before = await desk.ask(['assets', '--home', office]);
  expect(await desk.ask(['replay', '--home', office])).toMatchObject({ status: 2, answer: { error: { kind: 'confirmation-needed' } } });
  expect(await desk.ask(['replay', '--yes', '--home', office])).toEqual({ status: 0, answer: { files: 2, unreadable: 0 } });
  expect((await desk.type(['replay', '--yes', '--home', office, '--lang', 'fr'])).out).toMatch(
    /Dossier recalculé à partir de 2.fichiers\./,
  );
  expect(await desk.ask(['assets', '--home', office])).toEqual(before);
});
