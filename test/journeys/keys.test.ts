/** Stories of keys that change, are lost or are stolen, and of sites that leave, on the memory transport. */
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeBody } from '../../src/exchange/bodies.ts';
import { keyIdOf } from '../../src/exchange/key-id.ts';
import { commonSite, type Kind } from '../../src/exchange/protocol.ts';
import { encodeRotation, rotationTranscript } from '../../src/exchange/rotation.ts';
import { accept, revoke } from '../../src/jobs/enrol.ts';
import type { Common } from '../../src/jobs/installation.ts';
import { leave } from '../../src/jobs/leave.ts';
import { writeMail } from '../../src/jobs/mail.ts';
import { receive } from '../../src/jobs/receive.ts';
import { createRecovery } from '../../src/jobs/recover.ts';
import { rotateCommon } from '../../src/jobs/rotate.ts';
import { rotateSite } from '../../src/jobs/rotate-site.ts';
import { commonStatus, distantStatus } from '../../src/jobs/status.ts';
import { createKeys, type OpenedKeys, openKeys } from '../../src/keys/keys.ts';
import { type Company, expectOk, openCompany } from './company.ts';
import { memoryPlace, type Place } from './place.ts';

let place: Place;
let company: Company;

beforeEach(async () => {
  place = memoryPlace();
  company = await openCompany(place);
});
afterEach(async () => {
  await company.close();
  await place.close();
});

const siteKey = (site: string): Promise<string> => company.asAgency(site, async ({ keys }) => keys.identity.id);
const commonKey = (): Promise<string> => company.asOffice(async ({ keys }) => keys.identity.id);
const keyOnFile = (site: string): Promise<string> =>
  company.asOffice(async ({ register }) => keyIdOf((await register.site(site))?.signingKey ?? ''));
const keyTrustedBy = (site: string): Promise<string> =>
  company.asAgency(site, async ({ store }) => keyIdOf((await store.outpost())?.commonSigningKey ?? ''));
const rotateAgency = (site: string) => company.asAgency(site, async (distant) => expectOk(await rotateSite(distant)));
const rotateOffice = (recoverySecret?: string) =>
  company.asOffice(async (common) => expectOk(await rotateCommon(common, recoverySecret === undefined ? {} : { recoverySecret })));
const behind = async (): Promise<readonly string[]> =>
  (await company.asOffice(commonStatus)).sites.filter(({ isRotationPending }) => isRotationPending).map(({ site }) => site);
const reasonsOf = (outcome: string): Promise<readonly string[]> =>
  company.asOffice(async ({ store }) => (await store.traceList({ newestFirst: true, limit: 20, outcome })).map(({ reason }) => reason));

/** Lyon is in, and its first parcel is applied and acknowledged. */
async function settleLyon(): Promise<void> {
  await company.enrol('lyon', 'site01');
  await company.send('lyon');
  await company.receive();
  await company.send('lyon');
  await company.receive();
}

describe('a site changes its keys', () => {
  it('announces them, uses them once they are confirmed, and begins a new epoch with a snapshot', async () => {
    await settleLyon();
    const old = await siteKey('lyon');
    const { key } = await rotateAgency('lyon');
    expect(await siteKey('lyon')).toBe(old);
    expect(await company.asAgency('lyon', distantStatus)).toMatchObject({ isRotationPending: true });
    expect(await company.receive()).toMatchObject({ messages: 1, rotations: 1, receipts: 1 });
    expect(await keyOnFile('lyon')).toBe(key);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', due: 'asked', epoch: 2, seq: 1 });
    expect(await siteKey('lyon')).toBe(key);
    expect(await company.receive()).toMatchObject({ merged: 1 });
    expect(await company.send('lyon')).toMatchObject({ outcome: 'greeting' });
    expect(await company.asAgency('lyon', distantStatus)).toMatchObject({ isRotationPending: false, applied: { epoch: 2, seq: 1 } });
  });

  it('a lost ROTATE goes again the day after, the same bytes; what is sent meanwhile is signed by the old key', async () => {
    await settleLyon();
    const old = await siteKey('lyon');
    await rotateAgency('lyon');
    const [lost] = await place.messages('common');
    await place.empty('common');
    await company.send('lyon', { force: true });
    expect(await company.receive()).toMatchObject({ merged: 1, rotations: 0 });
    expect(await siteKey('lyon')).toBe(old);
    company.passDays(1.1);
    await company.send('lyon');
    expect((await place.messages('common')).some((raw) => raw.equals(lost ?? Buffer.alloc(0)))).toBe(true);
    expect(await company.receive()).toMatchObject({ rotations: 1, greetings: 1 });
    await company.send('lyon');
    expect(await siteKey('lyon')).not.toBe(old);
  });

  it('a lost receipt delays the change and harms nothing; the same ROTATE twice is a duplicate', async () => {
    await settleLyon();
    const old = await siteKey('lyon');
    const { key } = await rotateAgency('lyon');
    const [announced] = await place.messages('common');
    await company.receive();
    await place.empty('site01');
    await company.send('lyon', { force: true });
    await place.deliver('common', announced ?? Buffer.alloc(0));
    expect(await siteKey('lyon')).toBe(old);
    expect(await company.receive()).toMatchObject({ merged: 1, duplicates: 1, rotations: 0 });
    await company.send('lyon');
    expect(await siteKey('lyon')).toBe(key);
    expect(await company.receive()).toMatchObject({ ignored: 0 });
  });

  it('announced twice, it is the same pair, and one change', async () => {
    await settleLyon();
    const { key } = await rotateAgency('lyon');
    expect(await rotateAgency('lyon')).toEqual({ key, unsent: [] });
    expect(await company.receive()).toMatchObject({ rotations: 1, duplicates: 1, receipts: 1 });
    await company.send('lyon');
    expect(await siteKey('lyon')).toBe(key);
  });

  it('a kill between the new keys and the note of it is made good by the same receipt', async () => {
    await settleLyon();
    const { key } = await rotateAgency('lyon');
    await company.receive();
    await company.asAgency('lyon', ({ keys }) => keys.promote());
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', epoch: 2, seq: 1 });
    expect(await siteKey('lyon')).toBe(key);
    expect(await company.receive()).toMatchObject({ merged: 1, ignored: 0 });
  });

  it('late mails under the old key are taken for thirty days, and cannot name other keys', async () => {
    await settleLyon();
    const old = await keysOf('lyon');
    const early = await letterOf(old, 'GREETING');
    const late = await letterOf(old, 'GREETING');
    await rotateAgency('lyon');
    await company.receive();
    await company.send('lyon');
    await company.receive();
    company.passDays(29);
    await place.deliver('common', early);
    expect(await company.receive()).toMatchObject({ greetings: 1 });
    await place.deliver('common', await rotationByThief(old, await createKeys(join(company.folder, 'thief'))));
    expect(await company.receive()).toMatchObject({ rotations: 0, quarantined: 1 });
    expect(await reasonsOf('alert')).toContain('E_ROTATE former-key');
    company.passDays(2);
    await place.deliver('common', late);
    expect(await company.receive()).toMatchObject({ greetings: 0, ignored: 1 });
  });

  it('new keys without the proof of their holder are refused, and nothing changes', async () => {
    await settleLyon();
    const [current, stranger] = [await keysOf('lyon'), await createKeys(join(company.folder, 'thief'))];
    const unproved = { ...stranger, sign: (bytes: Uint8Array) => current.sign(bytes) };
    await place.deliver('common', await rotationByThief(current, unproved));
    expect(await company.receive()).toMatchObject({ rotations: 0, quarantined: 1 });
    expect(await keyOnFile('lyon')).toBe(current.identity.id);
    expect(await reasonsOf('alert')).toContain('E_ROTATE bad-proof');
  });

  it('needs an admission', async () => {
    const { key } = await company.invite('lyon');
    expectOk(await company.join('lyon', 'site01', key));
    expect(await company.asAgency('lyon', rotateSite)).toMatchObject({ ok: false, error: { kind: 'not-admitted', state: 'waiting' } });
  });
});

describe('the common site changes its keys', () => {
  it('and every site follows at its own time, the late one too', async () => {
    for (const [site, user] of agencies) await company.enrol(site, user);
    for (const [site] of agencies) await company.send(site);
    await company.receive();
    const org = await company.asOffice(async (common) => common.org);
    expect(await rotateOffice()).toMatchObject({ told: ['lyon', 'nord', 'ouest'], voided: [], unsent: [] });
    expect(await behind()).toEqual(['lyon', 'nord', 'ouest']);
    await place.empty('site03');
    for (const [site] of agencies) await company.send(site, { force: true });
    expect(await company.receive()).toMatchObject({ merged: 3, ignored: 0 });
    expect(await behind()).toEqual(['ouest']);
    expect(await company.send('lyon')).toMatchObject({ heeded: { receipts: 1 } });
    expect(await company.send('ouest')).toMatchObject({ heeded: { receipts: 1, rotated: false } });
    company.passDays(1.1);
    await company.receive();
    expect(await company.send('ouest')).toMatchObject({ heeded: { rotated: true } });
    await company.receive();
    expect(await behind()).toEqual([]);
    expect(await company.asOffice(async (common) => common.org)).toBe(org);
    expect(await keyTrustedBy('ouest')).toBe(await commonKey());
    expect(await commonKey()).not.toBe(org);
  });

  it('twice: a site that missed the first change goes both steps', async () => {
    await settleLyon();
    await rotateOffice();
    await place.empty('site01');
    await rotateOffice();
    await company.send('lyon');
    await company.receive();
    await company.send('lyon');
    expect(await keyTrustedBy('lyon')).toBe(await commonKey());
  });

  it('twice: a site that knows only the first change is led to the second', async () => {
    await settleLyon();
    await place.empty('site01');
    await rotateOffice();
    const [first] = await place.messages('site01');
    await rotateOffice();
    await place.empty('site01');
    await place.deliver('site01', first ?? Buffer.alloc(0));
    expect(await company.send('lyon')).toMatchObject({ heeded: { rotated: true } });
    expect(await keyTrustedBy('lyon')).not.toBe(await commonKey());
    await company.receive();
    await company.send('lyon');
    expect(await keyTrustedBy('lyon')).toBe(await commonKey());
    await company.receive();
    expect(await behind()).toEqual([]);
  });

  it('an answer by the new key that comes before the news of it is read once the news has come', async () => {
    await settleLyon();
    await company.send('lyon');
    await rotateOffice();
    const news = await place.messages('site01');
    await company.asOffice(async ({ register }) => {
      const site = await register.site('lyon');
      if (site) await register.saveSite({ ...site, trusts: '' });
    });
    await place.empty('site01');
    await place.deliver('site01', await receiptByNewKey());
    expect(await company.send('lyon')).toMatchObject({ heeded: { receipts: 0, ignored: 1 } });
    for (const raw of news) await place.deliver('site01', raw);
    expect(await company.send('lyon')).toMatchObject({ heeded: { rotated: true } });
    expect(await company.send('lyon')).toMatchObject({ heeded: { receipts: 1 } });
  });

  it('an invitation made before it still admits: the four words agree, and the news follows the welcome', async () => {
    const { key } = await company.invite('lyon', false);
    await rotateOffice();
    const joined = expectOk(await company.join('lyon', 'site01', key));
    expect(await company.receive()).toMatchObject({ pending: [{ site: 'lyon', words: joined.words }] });
    await company.asOffice(async (common) => expectOk(await accept(common, { site: 'lyon' })));
    expect(await company.send('lyon')).toMatchObject({ heeded: { welcomed: true } });
    await company.receive();
    await company.send('lyon');
    expect(await keyTrustedBy('lyon')).toBe(await commonKey());
  });

  it('a site that is invited afterwards belongs to the same company', async () => {
    await settleLyon();
    await rotateOffice();
    await company.enrol('nord', 'site02');
    await company.send('nord');
    expect(await company.receive()).toMatchObject({ merged: 1, ignored: 0 });
    expect(await behind()).toEqual(['lyon']);
  });
});

describe('the keys of the common site are stolen', () => {
  it('the recovery key replaces them everywhere; the thief is not believed any more', async () => {
    const { secret } = await company.asOffice(async (common) => expectOk(await createRecovery(common)));
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await company.receive();
    const thief = await stealOfficeKeys();
    await rotateOffice(secret.toLowerCase().replaceAll('-', ' '));
    expect(await company.send('lyon')).toMatchObject({ heeded: { rotated: true } });
    expect(await keyTrustedBy('lyon')).toBe(await commonKey());
    await place.empty('site01');
    await place.deliver('site01', await rotationToLyon(thief, thief));
    expect(await company.send('lyon')).toMatchObject({ heeded: { rotated: false, ignored: 1 } });
    expect(await keyTrustedBy('lyon')).toBe(await commonKey());
    await company.receive();
    expect(await company.send('lyon')).toMatchObject({ heeded: { receipts: 1 } });
  });

  it('even from a site that the thief has talked to already', async () => {
    const { secret } = await company.asOffice(async (common) => expectOk(await createRecovery(common)));
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await company.receive();
    const thief = await stealOfficeKeys();
    await place.deliver('site01', await rotationToLyon(thief, await createKeys(join(company.folder, 'thief'))));
    expect(await company.send('lyon')).toMatchObject({ heeded: { rotated: true } });
    await company.receive();
    expect(await reasonsOf('alert')).toContain('E_COMMON_KEY');
    await rotateOffice(secret);
    await company.send('lyon');
    expect(await keyTrustedBy('lyon')).toBe(await commonKey());
  });

  it('an old ROTATE of the recovery key does not bring the keys of that time back', async () => {
    const { secret } = await company.asOffice(async (common) => expectOk(await createRecovery(common)));
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await place.empty('site01');
    await rotateOffice(secret);
    const [first] = await place.messages('site01');
    await place.empty('site01');
    await rotateOffice(secret);
    expect(await company.send('lyon')).toMatchObject({ heeded: { rotated: true } });
    await place.deliver('site01', first ?? Buffer.alloc(0));
    expect(await company.send('lyon')).toMatchObject({ heeded: { rotated: false } });
    expect(await keyTrustedBy('lyon')).toBe(await commonKey());
  });

  it('a head office put back from an old copy is believed again by the same means', async () => {
    const { secret } = await company.asOffice(async (common) => expectOk(await createRecovery(common)));
    await company.enrol('lyon', 'site01');
    await company.send('lyon');
    await company.receive();
    await cp(company.office, join(company.folder, 'copy of the office'), { recursive: true });
    await rotateOffice();
    await company.send('lyon');
    await company.receive();
    await rm(company.office, { recursive: true });
    await cp(join(company.folder, 'copy of the office'), company.office, { recursive: true });
    await company.send('lyon');
    await company.receive();
    expect(await reasonsOf('alert')).toContain('E_COMMON_KEY');
    await rotateOffice(secret);
    await company.send('lyon');
    expect(await keyTrustedBy('lyon')).toBe(await commonKey());
  });

  it('sites that were admitted before the recovery key was made hear of it in a receipt, and keep the first', async () => {
    await company.enrol('lyon', 'site01');
    const { secret, key } = await company.asOffice(async (common) => expectOk(await createRecovery(common)));
    await company.send('lyon');
    await company.receive();
    await company.send('lyon');
    const pinned = await company.asAgency('lyon', async ({ store }) => (await store.outpost())?.recoveryKey ?? '');
    expect(keyIdOf(pinned)).toBe(key);
    expect(await company.asOffice(createRecovery)).toMatchObject({ ok: false, error: { kind: 'recovery-exists', key } });
    expect(secret).toMatch(/^MALLE-RECOVERY-([0-9A-Z]{4}-){13}[0-9A-Z]{4}$/);
    const kept = await Promise.all(['malleposte.db', 'malleposte.db-wal', 'malleposte.yaml'].map((name) => contentOf(name)));
    for (const content of kept) expect(content).not.toContain(secret.slice(15, 34));
  });

  it('a secret with a slip, or of another company, changes nothing', async () => {
    await settleLyon();
    const before = await commonKey();
    const other = await openCompany(memoryPlace());
    const { secret } = await other.asOffice(async (common) => expectOk(await createRecovery(common)));
    await other.close();
    const attempt = (text: string) => company.asOffice((common) => rotateCommon(common, { recoverySecret: text }));
    expect(await attempt(secret)).toMatchObject({ ok: false, error: { kind: 'recovery-other', isMade: false } });
    await company.asOffice(async (common) => expectOk(await createRecovery(common)));
    expect(await attempt(secret)).toMatchObject({ ok: false, error: { kind: 'recovery-other', isMade: true } });
    expect(await attempt(`${secret.slice(0, -1)}${secret.endsWith('7') ? '8' : '7'}`)).toMatchObject({
      error: { kind: 'recovery-damaged' },
    });
    expect(await commonKey()).toBe(before);
  });

  it('open invitations hold the stolen key: they are void', async () => {
    const { secret } = await company.asOffice(async (common) => expectOk(await createRecovery(common)));
    const { key } = await company.invite('nord');
    expect(await rotateOffice(secret)).toMatchObject({ voided: ['nord'] });
    company.passDays(0.01);
    expectOk(await company.join('nord', 'site02', key));
    expect(await company.receive()).toMatchObject({ enrolled: 0, ignored: 1 });
    const again = await company.invite('nord');
    expectOk(await company.join('nord', 'site02', again.key));
    expect(await company.receive()).toMatchObject({ enrolled: 1 });
  });
});

describe('a site leaves', () => {
  it('says BYE once, sends nothing more, stays in the dossier, and may come back', async () => {
    await settleLyon();
    const assets = await company.asOffice((common) => common.store.assets({}));
    await company.asAgency('lyon', async (distant) => expectOk(await leave(distant)));
    expect(await company.receive()).toMatchObject({ messages: 1, departures: 1, receipts: 1 });
    expect(await company.send('lyon', { force: true })).toMatchObject({ outcome: 'left', heeded: { receipts: 2 }, unsent: [] });
    company.passDays(10);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'left' });
    expect(await place.messages('common')).toHaveLength(0);
    const { sites } = await company.asOffice(commonStatus);
    expect(sites).toMatchObject([{ site: 'lyon', state: 'left' }]);
    expect(sites[0]?.leftAt).not.toBe('');
    expect(await company.asAgency('lyon', distantStatus)).toMatchObject({ state: 'left' });
    expect(await company.asOffice((common) => common.store.assets({}))).toEqual(assets);
    const { key } = await company.invite('lyon');
    expectOk(await company.join('lyon', 'site01', key));
    await company.receive();
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', epoch: 2 });
    expect(await company.receive()).toMatchObject({ merged: 1 });
  });

  it('a lost BYE goes again until it is answered, and only BYE is taken from a site that has left', async () => {
    await settleLyon();
    const late = await letterOf(await keysOf('lyon'), 'GREETING');
    await company.asAgency('lyon', async (distant) => expectOk(await leave(distant)));
    const [goodbye] = await place.messages('common');
    await place.empty('common');
    company.passDays(1.1);
    expect(await company.send('lyon')).toMatchObject({ outcome: 'left' });
    expect(await place.messages('common')).toEqual([goodbye]);
    expect(await company.receive()).toMatchObject({ departures: 1, receipts: 1 });
    await place.empty('site01');
    company.passDays(1.1);
    await company.send('lyon');
    await place.deliver('common', late);
    expect(await company.receive()).toMatchObject({ duplicates: 1, ignored: 1, receipts: 1 });
    await company.send('lyon');
    company.passDays(1.1);
    await company.send('lyon');
    expect(await place.messages('common')).toHaveLength(1);
  });

  it('nobody else can say BYE for it', async () => {
    await settleLyon();
    const stranger = await createKeys(join(company.folder, 'thief'));
    await place.deliver('common', await letterOf({ ...stranger, identity: (await keysOf('lyon')).identity }, 'BYE'));
    expect(await company.receive()).toMatchObject({ departures: 0, ignored: 1 });
  });
});

describe('what is refused is never opened', () => {
  it('mails of a site that was revoked or has left: nothing opened, merged or answered', async () => {
    for (const [site, user] of agencies) await company.enrol(site, user);
    for (const [site] of agencies) await company.send(site);
    const parcels = await place.messages('common');
    await place.empty('common');
    await company.asOffice(async (common) => expectOk(await revoke(common, { site: 'lyon' })));
    await company.asAgency('nord', async (distant) => expectOk(await leave(distant)));
    await company.receive();
    const answered = (await place.messages('site01')).length + (await place.messages('site02')).length;
    for (const raw of parcels) await place.deliver('common', raw);
    expect(await receiveCounting()).toMatchObject({ opened: 1, merged: 1, ignored: 2, quarantined: 0, receipts: 1 });
    expect((await place.messages('site01')).length + (await place.messages('site02')).length).toBe(answered);
  });

  it('two HELLOs with one token: the first is admitted, the second raises the alarm', async () => {
    const { key } = await company.invite('lyon');
    expectOk(await company.join('lyon', 'site01', key));
    expectOk(await company.join('thief', 'site02', key));
    const received = await company.receive();
    expect(received).toMatchObject({ enrolled: 1, quarantined: 1 });
    expect(await reasonsOf('alert')).toEqual(['E_TOKEN_USED']);
    const outcomes = [await company.send('lyon'), await company.send('thief')].map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['parcel', 'waiting']);
  });
});

// ---------------------------------------------------------------- who writes what

const agencies = [
  ['lyon', 'site01'],
  ['nord', 'site02'],
  ['ouest', 'site03'],
] as const;

const contentOf = (name: string): Promise<string> => readFile(join(company.office, name), 'latin1').catch(() => '');

/** The keys of a site as they are now, whatever it does later. */
async function keysOf(site: string): Promise<OpenedKeys> {
  const copy = join(company.folder, `copy of ${site}`);
  await cp(join(company.homeOf(site), 'keys'), join(copy, 'keys'), { recursive: true });
  return expectOk(await openKeys(copy));
}

async function stealOfficeKeys(): Promise<OpenedKeys> {
  await cp(join(company.office, 'keys'), join(company.folder, 'stolen', 'keys'), { recursive: true });
  return expectOk(await openKeys(join(company.folder, 'stolen')));
}

/** A header-only mail in the name of Lyon, signed by these keys. */
const letterOf = (keys: OpenedKeys, kind: Kind): Promise<Buffer> =>
  company.asAgency('lyon', async (distant) => {
    const route = { org: (await distant.store.outpost())?.org ?? '', from: 'lyon', to: commonSite, address: place.address('common') };
    const letter = { subject: 'Iparc Distant : Presence lyon', text: '', epoch: 1, seq: 1, body: Buffer.alloc(0), recipient: '' };
    return (await writeMail({ ...distant, keys }, { kind, ...route, ...letter })).mail.raw;
  });

/** Lyon's keys are to be `next`, say the keys `known`. */
const rotationByThief = (known: OpenedKeys, next: OpenedKeys): Promise<Buffer> =>
  company.asOffice(async (common) => {
    const route = { org: common.org, from: 'lyon', to: commonSite, seq: 1 };
    return rotation(common, { known, next, route, address: place.address('common'), recipient: common.keys.identity.sealing });
  });

/** The company's keys are to be `next`, say the keys `known` to Lyon. */
const rotationToLyon = (known: OpenedKeys, next: OpenedKeys): Promise<Buffer> =>
  company.asOffice(async (common) => {
    const route = { org: common.org, from: commonSite, to: 'lyon', seq: common.now().getTime() + 1_000_000 };
    const recipient = (await common.register.site('lyon'))?.sealingKey ?? '';
    return rotation(common, { known, next, route, address: place.address('site01'), recipient });
  });

type Rotation = {
  readonly known: OpenedKeys;
  readonly next: OpenedKeys;
  readonly route: { readonly org: string; readonly from: string; readonly to: string; readonly seq: number };
  readonly address: string;
  readonly recipient: string;
};

async function rotation(common: Common, { known, next, route, address, recipient }: Rotation): Promise<Buffer> {
  const { signing, sealing } = next.identity;
  const facts = { signing, sealing, reason: 'renewed' } as const;
  const proof = Buffer.from(next.sign(rotationTranscript({ ...route, key: known.identity.id, ...facts }))).toString('base64url');
  const subject = `${route.to === 'lyon' ? 'Iparc Commun' : 'Iparc Distant'} : Nouvelle cle lyon`;
  const body = encodeRotation({ ...facts, proof });
  return (await writeMail({ ...common, keys: known }, { kind: 'ROTATE', ...route, address, subject, text: '', epoch: 1, body, recipient }))
    .mail.raw;
}

/** An empty receipt for Lyon, signed by the key in use. */
const receiptByNewKey = (): Promise<Buffer> =>
  company.asOffice(async (common) => {
    const number = common.now().getTime() + 1;
    const body = encodeBody({
      number,
      site: 'lyon',
      epoch: 1,
      applied: { epoch: 0, seq: 0, state: '-' },
      have: {},
      results: [],
      files: [],
      need: null,
      preferences: { version: 0, sha256: '', files: null },
      version: { common: common.version, yours: common.version, alert: false },
      time: common.now().toISOString(),
      summary: { read: 0, changed: 0, unreadable: 0 },
    });
    const route = { org: common.org, from: commonSite, to: 'lyon', address: place.address('site01'), epoch: 1, seq: number };
    const recipient = (await common.register.site('lyon'))?.sealingKey ?? '';
    return (await writeMail(common, { kind: 'RECEIPT', ...route, subject: 'Iparc Commun : Accuse', text: '', body, recipient })).mail.raw;
  });

/** Receives, and counts what was opened. */
const receiveCounting = () =>
  company.asOffice(async (common) => {
    let opened = 0;
    const open = (bytes: Uint8Array) => {
      opened += 1;
      return common.keys.open(bytes);
    };
    const received = expectOk(await receive({ ...common, keys: { ...common.keys, open } }, { dryRun: false }));
    return { ...received, opened };
  });
