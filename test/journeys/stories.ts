/** The stories between a head office and its agencies, told at any place. Each begins with a fresh company. */
import { hash } from 'node:crypto';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeBody, preferencesDigest } from '../../src/exchange/bodies.ts';
import { commonSite } from '../../src/exchange/protocol.ts';
import { accept, revoke } from '../../src/jobs/enrol.ts';
import { writeMail } from '../../src/jobs/mail.ts';
import { testConnection, testReceive, testSend } from '../../src/jobs/probe.ts';
import { receive } from '../../src/jobs/receive.ts';
import { commonStatus, distantStatus } from '../../src/jobs/status.ts';
import { createKeys } from '../../src/keys/keys.ts';
import { type Company, currentVersion, expectOk, openCompany, readText } from './company.ts';
import type { Place } from './place.ts';
import { tinyInventory } from './tiny-inventory.ts';

/** Tells all stories at the place that `open` prepares. */
export const tellStories = (name: string, open: () => Promise<Place>): void =>
  tell(name, open, [tellOfEnrolment, tellOfTheCycle, tellOfPreferences, tellOfStrangers, tellOfTests]);

/** Those that differ with the protocol and its security: posting, polling, discarding, and the tests. */
export const tellMainStories = (name: string, open: () => Promise<Place>): void =>
  tell(name, open, [tellOfPreferences, tellOfStrangers, tellOfTests]);

function tell(name: string, open: () => Promise<Place>, chapters: readonly ((told: Told) => void)[]): void {
  describe(`stories at ${name}`, () => {
    let place: Place;
    let company: Company;
    beforeAll(async () => {
      place = await open();
    });
    beforeEach(async () => {
      company = await openCompany(place);
    });
    afterEach(async () => {
      await company.close();
      await place.empty();
    });
    afterAll(() => place.close());

    const told = (): { place: Place; company: Company } => ({ place, company });
    for (const chapter of chapters) chapter(told);
  });
}

/** From the Message-ID on: servers on the way add lines above it. */
const envelopeBytes = (raw: Buffer | undefined): Buffer => raw?.subarray(raw.indexOf('Message-ID')) ?? Buffer.alloc(0);

type Told = () => { readonly place: Place; readonly company: Company };

function tellOfEnrolment(told: Told): void {
  it('an agency is enrolled by one pasted key, and its first inventory arrives', async () => {
    const { company, place } = told();
    const { key } = await company.invite('lyon');
    const joined = expectOk(await company.join('lyon', 'site01', ` « ${key.slice(0, 40)}\n> ${key.slice(40)} » `));
    expect(joined.words.split(' ')).toHaveLength(4);
    expect(await company.receive()).toMatchObject({ messages: 1, enrolled: 1 });
    const sent = await company.send('lyon');
    expect(sent).toMatchObject({ outcome: 'parcel', epoch: 1, seq: 1, mode: 'snapshot', volumes: 1, heeded: { welcomed: true } });
    const received = await company.receive();
    expect(received).toMatchObject({ messages: 1, merged: 1, duplicates: 0, ignored: 0, receipts: 1 });
    expect(await place.messages('common')).toHaveLength(0);
    const assets = await company.asOffice((common) => common.store.assets({ site: 'lyon' }));
    expect(assets.length).toBeGreaterThan(2);
    expect(received.inventories.read).toBe(assets.length);
  });

  it('a site without auto-accept waits until a person has compared the four words', async () => {
    const { company } = told();
    const { key } = await company.invite('lyon', false);
    const joined = expectOk(await company.join('lyon', 'site01', key));
    const received = await company.receive();
    expect(received).toMatchObject({ enrolled: 0, pending: [{ site: 'lyon', words: joined.words }] });
    expect(await company.send('lyon')).toMatchObject({ outcome: 'waiting' });
    await company.asOffice(async (common) => expectOk(await accept(common, { site: 'lyon' })));
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', heeded: { welcomed: true } });
  });

  it('a key that another home used already is refused, and alarms', async () => {
    const { company } = told();
    const { key } = await company.invite('lyon');
    expectOk(await company.join('lyon', 'site01', key));
    await company.receive();
    expectOk(await company.join('thief', 'site02', key));
    expect(await company.receive()).toMatchObject({ enrolled: 0, quarantined: 1 });
    expect(await company.send('thief')).toMatchObject({ outcome: 'waiting' });
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel' });
    const alarms = await company.asOffice((common) => common.store.traceList({ newestFirst: true, limit: 10, outcome: 'alert' }));
    expect(alarms.map((event) => event.reason)).toEqual(['E_TOKEN_USED']);
  });

  it('a HELLO that arrives twice gets the same admission twice, and no alarm', async () => {
    const { company, place } = told();
    const { key } = await company.invite('lyon');
    expectOk(await company.join('lyon', 'site01', key));
    const [hello] = await place.messages('common');
    await company.receive();
    await place.deliver('common', hello ?? Buffer.alloc(0));
    expect(await company.receive()).toMatchObject({ enrolled: 0, duplicates: 1, quarantined: 0 });
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel' });
  });

  it('an expired invitation admits nobody', async () => {
    const { company } = told();
    const { key } = await company.invite('lyon');
    expectOk(await company.join('lyon', 'site01', key));
    company.passDays(15);
    expect(await company.receive()).toMatchObject({ enrolled: 0, ignored: 1 });
  });

  it('a revoked site is not believed any more; invited again, it starts anew', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await company.receive();
    await company.asOffice(async (common) => expectOk(await revoke(common, { site: 'lyon' })));
    await company.send('lyon', { force: true });
    expect(await company.receive()).toMatchObject({ merged: 0, ignored: 1 });
    const { key } = await company.invite('lyon');
    expectOk(await company.join('lyon', 'site01', key));
    await company.receive();
    expect(await company.send('lyon', { force: true })).toMatchObject({ outcome: 'parcel', epoch: 2 });
    expect(await company.receive()).toMatchObject({ merged: 1 });
  });
}

function tellOfTheCycle(told: Told): void {
  it('the same mail twice is merged once and answered twice', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    const [parcel] = await place.messages('common');
    await company.receive();
    const before = await company.asOffice((common) => common.store.assets({}));
    await place.deliver('common', parcel ?? Buffer.alloc(0));
    expect(await company.receive()).toMatchObject({ messages: 1, merged: 0, duplicates: 1, receipts: 1 });
    expect(await company.asOffice((common) => common.store.assets({}))).toEqual(before);
  });

  it('when no parcel is due, a greeting goes out and is answered; after the period a parcel is due again', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await company.receive();
    company.passDays(1);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'greeting', due: 'up-to-date', heeded: { receipts: 1 } });
    expect(await company.receive()).toMatchObject({ greetings: 1, receipts: 1 });
    expect(await company.asAgency('lyon', distantStatus)).toMatchObject({ upToDate: true, applied: { epoch: 1, seq: 1 } });
    company.passDays(6);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', due: 'period', seq: 2 });
  });

  it('a parcel that nobody acknowledged for two days is sent again, the same bytes, and merged once', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    const [first] = await place.messages('common');
    company.passDays(2);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', due: 'unacknowledged', seq: 1 });
    const again = await place.messages('common');
    expect(again).toHaveLength(2);
    expect(envelopeBytes(again[1])).toEqual(envelopeBytes(first));
    expect(await company.receive()).toMatchObject({ merged: 1, duplicates: 1, receipts: 1 });
  });

  it('an older parcel that arrives late changes nothing, and is no error', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    const [first] = await place.messages('common');
    await place.empty('common');
    await company.writeDossierFile('lyon', 'neuf.ocs', tinyInventory({ name: 'PC-NEUF', date: '2026-11-20 08:00:00' }));
    await company.send('lyon', { force: true });
    await company.receive();
    await place.deliver('common', first ?? Buffer.alloc(0));
    expect(await company.receive()).toMatchObject({ merged: 0, superseded: 1, quarantined: 0 });
    expect(await company.asOffice((common) => common.store.assets({ name: 'PC-NEUF' }))).toHaveLength(1);
  });

  it('an older inventory in a newer parcel never replaces the newer one', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    await company.writeDossierFile('lyon', 'a.ocs', tinyInventory({ name: 'PC-A', date: '2026-11-20 08:00:00', os: 'Nouveau' }));
    await company.send('lyon');
    await company.receive();
    await company.writeDossierFile('lyon', 'a.ocs', tinyInventory({ name: 'PC-A', date: '2026-10-01 08:00:00', os: 'Ancien' }));
    await company.send('lyon', { force: true });
    await company.receive();
    const [asset] = await company.asOffice((common) => common.store.assets({ name: 'PC-A' }));
    expect(asset).toMatchObject({ os: 'Nouveau', inventoryDate: '2026-11-20T07:00:00Z' });
  });

  it('a damaged inventory is named at both ends, and the others go', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    await company.writeDossierFile('lyon', 'PC12.ocs', tinyInventory({ name: 'PC12', date: '2026-11-20 08:00:00' }).slice(0, 300));
    const sent = await company.send('lyon');
    expect(sent.unreadable.map(({ path }) => path)).toContain('PC12.ocs');
    const received = await company.receive();
    expect(received).toMatchObject({ merged: 1 });
    expect(received.problems).toContainEqual({ site: 'lyon', path: 'PC12.ocs', problem: 'malformed-xml' });
    expect((await company.asOffice((common) => common.store.assets({}))).length).toBeGreaterThan(2);
  });

  it('every original is kept byte for byte, whatever it is', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    const photo = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256));
    await company.writeDossierFile('lyon', 'photos/été.jpg', photo);
    await company.send('lyon');
    await company.receive();
    const files = await company.asOffice((common) => common.store.files('lyon'));
    const names = (await readdir(company.dossierOf('lyon'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files.size).toBe(names.length);
    for (const [path, { sha256 }] of files) {
      const original = await company.asOffice((common) => common.store.original(sha256));
      expect(original?.equals(await readFile(join(company.dossierOf('lyon'), path)))).toBe(true);
    }
    expect(files.get('photos/été.jpg')?.sha256).toBe(hash('sha256', photo, 'hex'));
  });

  it('nothing is lost when the server is away: the same bytes go at the next run', async ({ skip }) => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    skip(!(await place.setDown(true)), 'this mail host is not taken down between two tests; the embedded server is');
    expect((await company.trySend('lyon')).ok).toBe(false);
    await place.setDown(false);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', seq: 1 });
    expect(await company.receive()).toMatchObject({ merged: 1 });
  });

  it('a missing and an empty dossier send nothing', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    expect(await company.trySend('lyon', { dossier: join(company.folder, 'nowhere') })).toMatchObject({
      ok: false,
      error: { kind: 'dossier-missing' },
    });
    const empty = join(company.folder, 'empty');
    await cp(company.office, join(empty), { recursive: true, filter: (source) => source === company.office });
    expect(await company.trySend('lyon', { dossier: empty })).toMatchObject({ ok: false, error: { kind: 'dossier-empty' } });
    expect(await place.messages('common')).toHaveLength(0);
  });

  it('Dom= sends another folder', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    const other = join(company.folder, 'autre parc');
    await cp(company.dossierOf('lyon'), other, { recursive: true });
    await company.send('lyon');
    expect(await company.send('lyon', { dossier: other })).toMatchObject({ outcome: 'parcel', due: 'first', seq: 2 });
  });

  it('a rehearsal says what would happen and changes nothing', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    expect(await company.send('lyon', { dryRun: true })).toMatchObject({ outcome: 'waiting', dryRun: true });
    await company.send('lyon');
    const before = await place.messages('common');
    const rehearsed = await company.asOffice(async (common) => expectOk(await receive(common, { dryRun: true })));
    expect(rehearsed).toMatchObject({ merged: 1, receipts: 0, dryRun: true });
    expect(await place.messages('common')).toEqual(before);
    expect(await company.asOffice((common) => common.store.assets({}))).toEqual([]);
    expect(await company.receive()).toMatchObject({ merged: 1 });
  });

  it('two agencies are told apart, and files that leave a dossier leave its state', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    await company.enrol('nord', 'site02');
    await company.send('lyon');
    await company.send('nord');
    expect(await company.receive()).toMatchObject({ merged: 2, receipts: 2 });
    const sites = (await company.asOffice(commonStatus)).sites;
    expect(sites.map(({ site, state, seq }) => [site, state, seq])).toEqual([
      ['lyon', 'admitted', 1],
      ['nord', 'admitted', 1],
    ]);
  });
}

function tellOfPreferences(told: Told): void {
  it('preferences reach the agency, apply there, and the next mail says so', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await company.receive();
    await company.writePreferences('period: 3\nstrip: [ENVS]\nexclude: ["\\\\.jpg$"]\n');
    await company.send('lyon');
    await company.receive();
    expect(await company.send('lyon')).toMatchObject({ outcome: 'greeting', heeded: { preferences: 1 } });
    expect(await readText(join(company.homeOf('lyon'), 'preferences', 'preferences.yaml'))).toContain('period: 3');
    await company.receive();
    expect((await company.asOffice(commonStatus)).sites[0]).toMatchObject({ preferencesVersion: 1 });
    company.passDays(3);
    await company.writeDossierFile('lyon', 'secret.ocs', tinyInventory({ name: 'PC-S', date: '2026-11-20 08:00:00', secret: 'hunter2' }));
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', due: 'period' });
    await company.receive();
    const files = await company.asOffice((common) => common.store.files('lyon'));
    const kept = await company.asOffice((common) => common.store.original(files.get('secret.ocs')?.sha256 ?? ''));
    expect(kept?.toString()).toContain('PC-S');
    expect(kept?.toString()).not.toContain('hunter2');
  });

  it('broken preferences are not applied; the earlier ones stay', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    await company.writePreferences('period: 3\n');
    await company.send('lyon');
    await company.receive();
    expect(await company.send('lyon')).toMatchObject({ heeded: { preferences: 1 } });
    await company.writePreferences('period: [never\n');
    await company.receive();
    expect(await company.send('lyon')).toMatchObject({ heeded: { preferences: null } });
    expect(await readText(join(company.homeOf('lyon'), 'preferences', 'preferences.yaml'))).toBe('period: 3\n');
  });

  it('preferences that an agency does not understand hold up nothing else in the receipt', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await company.receive();
    await place.settled();
    await place.empty('site01');
    await place.deliver('site01', await receiptOfTheFuture(company, place));
    expect(await company.send('lyon')).toMatchObject({ heeded: { receipts: 1, preferences: null }, alert: { common: '9.0.0' } });
    expect(await company.asAgency('lyon', distantStatus)).toMatchObject({ applied: { epoch: 1, seq: 1 }, preferencesVersion: 0 });
    const failed = await company.asAgency('lyon', ({ store }) => store.traceList({ newestFirst: true, limit: 9, kind: 'preferences' }));
    expect(failed.map(({ outcome, reason }) => [outcome, reason])).toEqual([['failed', 'preferences-invalid']]);
  });

  it('a site with another version is alerted until the versions agree', async () => {
    const { company } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon', { version: '1.3.0' });
    await company.receive();
    const alerted = await company.send('lyon', { version: '1.3.0' });
    expect(alerted.alert).toMatchObject({ common: currentVersion, ours: '1.3.0' });
    await company.receive();
    expect((await company.send('lyon', { version: '1.3.0' })).alert).not.toBeNull();
    await company.receive();
    expect((await company.send('lyon')).alert).toBeNull();
  });
}

function tellOfStrangers(told: Told): void {
  it('a forged parcel is neither merged nor answered nor touched', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await company.receive();
    const before = await company.asOffice((common) => common.store.assets({}));
    const answered = (await place.messages('site01')).length;
    const forged = await forge(company, { site: 'lyon', subject: 'Iparc Distant : Inventaire lyon 1.2 1/1' });
    await place.deliver('common', forged);
    expect(await company.receive()).toMatchObject({ messages: 1, merged: 0, ignored: 1, receipts: 0 });
    expect(await place.messages('common')).toHaveLength(1);
    expect(await place.messages('site01')).toHaveLength(answered);
    expect(await company.asOffice((common) => common.store.assets({}))).toEqual(before);
  });

  it("other people's mail stays exactly as it was", async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    const letters = ['Déjeuner demain ?', 'Re: Iparc Distant : une question'].map((subject) =>
      Buffer.from(
        `From: anne@mail.test\r\nTo: common@mail.test\r\nSubject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=\r\nMessage-ID: <${hash('md5', subject)}@mail.test>\r\n\r\nBonjour\r\n`,
      ),
    );
    for (const letter of letters) await place.deliver('common', letter);
    await company.send('lyon');
    expect(await company.receive()).toMatchObject({ merged: 1, ignored: 1 });
    const left = await place.messages('common');
    expect(left).toHaveLength(2);
    for (const letter of letters) expect(left.some((raw) => raw.includes(letter.subarray(letter.indexOf('Message-ID'))))).toBe(true);
    expect(await company.receive()).toMatchObject({ messages: 0, merged: 0, ignored: 0 });
  });

  it("one site cannot write in another site's name", async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    await company.enrol('nord', 'site02');
    const raw = await company.asAgency('nord', async (distant) => {
      const outpost = await distant.store.outpost();
      const draft = {
        kind: 'GREETING',
        org: outpost?.org ?? '',
        from: 'lyon',
        to: commonSite,
        address: place.address('common'),
        subject: 'Iparc Distant : Presence lyon',
        text: '',
      } as const;
      return (await writeMail(distant, { ...draft, epoch: 1, seq: 1, body: Buffer.alloc(0), recipient: '' })).mail.raw;
    });
    await place.deliver('common', raw);
    expect(await company.receive()).toMatchObject({ greetings: 0, ignored: 1 });
  });

  it('what quarantine cannot take stays in the mailbox until it can', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    const [parcel] = await place.messages('common');
    await place.empty('common');
    await place.deliver('common', alterBody(parcel ?? Buffer.alloc(0)));
    await writeFile(join(company.office, 'quarantine'), 'a file where the folder should be');
    expect(await company.receive()).toMatchObject({ quarantined: 1, receipts: 0 });
    expect(await place.messages('common')).toHaveLength(1);
    await rm(join(company.office, 'quarantine'));
    expect(await company.receive()).toMatchObject({ quarantined: 1, duplicates: 0, receipts: 1 });
    expect(await place.messages('common')).toHaveLength(0);
    expect((await readdir(join(company.office, 'quarantine'))).length).toBeGreaterThan(0);
  });

  it('a parcel that was altered on its way is refused by name, kept, and sent again', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    const [parcel] = await place.messages('common');
    await place.empty('common');
    await place.deliver('common', alterBody(parcel ?? Buffer.alloc(0)));
    expect(await company.receive()).toMatchObject({ merged: 0, quarantined: 1, receipts: 1 });
    expect((await readdir(join(company.office, 'quarantine'))).some((name) => name.endsWith('.txt'))).toBe(true);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', due: 'asked', seq: 2 });
    expect(await company.receive()).toMatchObject({ merged: 1 });
  });
}

function tellOfTests(told: Told): void {
  it('the three tests tell what they find and alter nothing', async () => {
    const { company, place } = told();
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    const steps = await company.asAgency('lyon', async (distant) => expectOk(await testConnection(distant, () => undefined)));
    expect(steps.steps.map(({ step }) => step)).toContain('mailbox-mailbox');
    const tested = await company.asAgency('lyon', async (distant) =>
      expectOk(await testSend(distant, { waitMs: 20_000, onStep: () => undefined })),
    );
    expect(tested.arrivedMs).not.toBeNull();
    await place.settled();
    const before = await place.messages('common');
    const waiting = await company.asOffice(async (common) => expectOk(await testReceive(common)));
    expect(waiting).toMatchObject({ marked: 2, total: 2 });
    expect(waiting.waiting.map(({ subject }) => subject)).toContain("Iparc Distant : Test d'envoi");
    expect(await place.messages('common')).toEqual(before);
    expect(await company.receive()).toMatchObject({ merged: 1, tests: 1 });
    expect(await place.messages('common')).toHaveLength(1);
  });
}

/** What a newer head office would answer: another version, and a preference that ours does not know. */
function receiptOfTheFuture(company: Company, place: Place): Promise<Buffer> {
  const files = [{ path: 'preferences.yaml', content: 'novelty: 1\n' }];
  return company.asOffice(async (common) => {
    const [site, progress] = [await common.register.site('lyon'), await common.store.progress('lyon')];
    const applied = { epoch: progress?.epoch ?? 0, seq: progress?.seq ?? 0, state: progress?.state ?? '-' };
    const number = common.now().getTime() + 1;
    const version = { common: '9.0.0', yours: currentVersion, alert: true };
    const preferences = { version: 1, sha256: preferencesDigest(files), files };
    const summary = { read: 0, changed: 0, unreadable: 0 };
    const receipt = {
      number,
      site: 'lyon',
      epoch: 1,
      applied,
      have: {},
      results: [],
      files: [],
      need: null,
      preferences,
      version,
      time: common.now().toISOString(),
      summary,
    };
    const draft = {
      kind: 'RECEIPT',
      org: common.org,
      from: commonSite,
      to: 'lyon',
      address: place.address('site01'),
      subject: 'Iparc Commun : Accuse',
      text: '',
    } as const;
    return (await writeMail(common, { ...draft, epoch: 1, seq: number, body: encodeBody(receipt), recipient: site?.sealingKey ?? '' })).mail
      .raw;
  });
}

/** Everything right but the key. */
async function forge(company: Company, { site, subject }: { site: string; subject: string }): Promise<Buffer> {
  const keys = await createKeys(join(company.folder, 'stranger'));
  return company.asOffice(async (common) => {
    const draft = {
      kind: 'DATA',
      org: common.org,
      from: site,
      to: commonSite,
      address: common.settings.address,
      subject,
      text: '',
    } as const;
    const body = Buffer.from('PK');
    return (await writeMail({ ...common, keys }, { ...draft, epoch: 1, seq: 99, body, recipient: '' })).mail.raw;
  });
}

/** One character of the attachment's last full base64 line becomes another. */
function alterBody(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const lines = text.split('\r\n');
  const index = lines.findLastIndex((line) => /^[A-Za-z0-9+/]{76}$/.test(line));
  const line = lines[index] ?? '';
  lines[index] = `${line.slice(0, 40)}${line[40] === 'A' ? 'B' : 'A'}${line.slice(41)}`;
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
