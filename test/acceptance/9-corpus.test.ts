/**
 * Acceptance 9 (reference mail.md §4): the hostile corpus of test/hostile as mails in a mailbox. What an admitted site signed is merged or
 * refused with its reason, which the site reads in its receipt; what nobody vouches for gets silence and stays; nothing else changes.
 * The same cases at the reader's own door, with their costs: test/hostile/corpus.test.ts.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { readZip, writeZip } from '../../src/exchange/zip.ts';
import { type HostileCase, noise } from '../hostile/case.ts';
import { corpus } from '../hostile/corpus.ts';
import { altered, gatewayCases } from '../hostile/gateways.ts';
import { parcelOf, type ZippedFile } from '../hostile/parcel-forge.ts';
import { type Company, expectOk, openCompany } from '../journeys/company.ts';
import { beliefOf, dataMail, envelopeIn, packFor, readReceipt } from './agency-mails.ts';
import { type OfficePlace, officePlace } from './office-place.ts';
import { type House, keepOpen } from './open-house.ts';

let place: OfficePlace;
let company: Company;

const open = async (): Promise<void> => {
  place = officePlace();
  company = await openCompany(place);
  await company.enrol('lyon', 'site01');
};

const casesOf = (...titles: readonly string[]): readonly HostileCase[] =>
  corpus.flatMap(({ title, cases }) => (titles.includes(title) ? cases : []));

const isRefused = ({ expect: outcome }: HostileCase): boolean => 'refused' in outcome;

/** Nothing of any attack shows outside: no prototype, no file beside the quarantine. */
const expectUnpolluted = (): void => {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
};

/** Of the tests that go through dozens of cases, on a machine that is busy otherwise. */
const patience = 120_000;

const atWork = (act: (house: House) => Promise<void>): Promise<void> => keepOpen({ company, place }, 'lyon', act);

describe('acceptance 9: what nobody vouches for', () => {
  beforeEach(open);
  afterEach(() => company.close());

  it(
    'every mail of the corpus in one mailbox: silence, all stay as they are, and the one honest parcel among them is merged',
    () =>
      atWork(async ({ common, ...house }) => {
        const cases = casesOf('Gateways', 'Mails');
        expect(cases.length).toBeGreaterThan(120);
        const mails = await Promise.all(cases.map(({ build }) => build()));
        for (const raw of mails) await place.deliver('common', raw);
        await house.send();
        const answers = (await place.messages('site01')).length;
        const received = await house.receive();
        expect(received).toMatchObject({ merged: 1, receipts: 1, quarantined: 0, refused: 0, stored: 0, enrolled: 0, left: 0 });
        expect(await place.messages('site01')).toHaveLength(answers + 1);
        const left = await place.messages('common');
        expect(left).toHaveLength(mails.length);
        expect(left.every((raw, index) => raw.equals(mails[index]!))).toBe(true);
        expect(expectOk(await common.disk.quarantined())).toEqual([]);
        expect(await house.receive()).toMatchObject({ messages: 0 });
        expectUnpolluted();
      }),
    patience,
  );
});

describe('acceptance 9: what gateways do to a parcel of an admitted site', () => {
  beforeAll(open);
  afterAll(() => company.close());

  it(
    'whatever leaves it whole is merged; what was lost is refused by name or left alone; none is answered with a lie',
    () =>
      atWork(async ({ common, agency, ...house }) => {
        const outcomes: Record<string, string> = {};
        for (const [index, one] of gatewayCases.entries()) {
          const seq = index + 1;
          await place.deliver('common', await altered(one.name, await parcelEnvelope(agency, seq)));
          const { merged, quarantined, ignored } = await house.receive();
          outcomes[one.name] = Object.entries({ merged, quarantined, ignored })
            .flatMap(([fate, mails]) => (mails === 1 ? [fate] : []))
            .join();
          company.passDays(0.1);
        }
        expect(outcomes).toEqual(Object.fromEntries(gatewayCases.map((one) => [one.name, fateOf(one)])));
      }),
    patience,
  );
});

/** An envelope that is not as long as it says is no envelope: such a mail is left where it is. */
function fateOf({ expect: outcome }: HostileCase): string {
  if ('accepted' in outcome) return 'merged';
  return 'refused' in outcome && outcome.refused === 'digest' ? 'quarantined' : 'ignored';
}

const filesOf = (seq: number): readonly ZippedFile[] => [
  { path: 'notes.txt', content: Buffer.from(`parcel ${seq}`) },
  { path: 'photo.bin', content: Buffer.concat([noise(1_500, 9), Buffer.from('\r\n.\r\n\n'), noise(1_500, 8)]) },
];

async function parcelEnvelope(agency: House['agency'], seq: number): Promise<Buffer> {
  const { zip, manifest } = await packFor(agency, seq, filesOf(seq));
  return envelopeIn(await dataMail(agency, { seq, zip, state: manifest.state }));
}

type Honest = Awaited<ReturnType<typeof packFor>>;

/** Parcels whose manifest, archive and signed header contradict each other, by the code that must come of it. */
const lies: readonly (readonly [code: string, says: string, make: (parcel: Honest, files: readonly ZippedFile[]) => Buffer])[] = [
  ['E_PARCEL_NO_MANIFEST', 'no manifest in front', (_, files) => withoutManifest(files)],
  [
    'E_PARCEL_BAD_MANIFEST',
    'a key __proto__',
    ({ manifest }, files) => parcelOf(JSON.stringify(manifest).replace('{', '{"__proto__":{"polluted":1},'), files),
  ],
  [
    'E_PARCEL_BAD_MANIFEST',
    'a path that climbs',
    ({ manifest }, files) => parcelOf({ ...manifest, files: manifest.files.map((file) => ({ ...file, path: `../${file.path}` })) }, files),
  ],
  ['E_PARCEL_BAD_MANIFEST', 'no JSON', (_, files) => parcelOf('{"proto":', files)],
  ['E_PARCEL_MISMATCH', 'another site', ({ manifest }, files) => parcelOf({ ...manifest, from: 'nord' }, files)],
  ['E_PARCEL_MISMATCH', 'another number', ({ manifest }, files) => parcelOf({ ...manifest, seq: 999 }, files)],
  [
    'E_PARCEL_UNLISTED_ENTRY',
    'a file too many',
    ({ manifest }, files) => parcelOf(manifest, [...files, { path: 'evil.exe', content: Buffer.from('MZ') }]),
  ],
  ['E_PARCEL_MISSING_ENTRY', 'a file too few', ({ manifest }, files) => parcelOf(manifest, files.slice(1))],
  [
    'E_PARCEL_DIGEST',
    'another content of the same size',
    ({ manifest }, files) =>
      parcelOf(
        manifest,
        files.map((file) => ({ ...file, content: Buffer.alloc(file.content.length, 'x') })),
      ),
  ],
];

function withoutManifest(files: readonly ZippedFile[]): Buffer {
  return writeZip(files.map(({ path, content }) => ({ name: path, content, modified: new Date(0) })));
}

type Lie = { readonly name: string; readonly number: number; readonly raw: Buffer };

/** The corpus says why an archive is refused as soon as it is listed; what shows only when a file is inflated has no manifest before that. */
function codeOf(one: HostileCase, zip: Buffer): string {
  const isListed = readZip(zip, defaultLimits).ok;
  const stated = 'refused' in one.expect && !isListed ? `E_ZIP_${one.expect.refused}` : 'E_PARCEL_NO_MANIFEST';
  return stated.toUpperCase().replaceAll('-', '_');
}

describe('acceptance 9: what an admitted site signed', () => {
  beforeAll(open);
  afterAll(() => company.close());

  let seq = 0;
  const signed: Buffer[] = [];

  /** All in one poll, at most ten: the codes that the site reads in its receipt. */
  async function refusalsOf({ agency, ...house }: House, mails: readonly Lie[]): Promise<Readonly<Record<string, string>>> {
    for (const { raw } of mails) await place.deliver('common', raw);
    signed.push(...mails.map(({ raw }) => raw));
    expect(await house.receive()).toMatchObject({ messages: mails.length, merged: 0, quarantined: mails.length, receipts: 1 });
    company.passDays(0.1);
    const receipt = await readReceipt(agency, (await place.messages('site01')).at(-1)!);
    const codes = new Map(receipt.results.map(({ seq: number, code }) => [number, code]));
    return Object.fromEntries(mails.map(({ name, number }) => [name, codes.get(number) ?? 'none']));
  }

  it(
    'every archive of the corpus is refused with the reason in the receipt, and lies in quarantine',
    () =>
      atWork(async (house) => {
        await house.send();
        await house.receive();
        seq = 1;
        const before = await beliefOf(house.common);
        const cases = casesOf('Archives', 'Names in archives');
        expect(cases.length).toBeGreaterThan(80);
        for (let at = 0; at < cases.length; at += 10) {
          const mails: Lie[] = [];
          const expected: Record<string, string> = {};
          for (const one of cases.slice(at, at + 10)) {
            seq += 1;
            const zip = await one.build();
            mails.push({ name: one.name, number: seq, raw: await dataMail(house.agency, { seq, zip }) });
            expected[one.name] = codeOf(one, zip);
          }
          expect(await refusalsOf(house, mails)).toEqual(expected);
        }
        expect(expectOk(await house.common.disk.quarantined())).toHaveLength(cases.length);
        expect(await place.messages('common')).toEqual([]);
        expect(await beliefOf(house.common)).toEqual(before);
        expectUnpolluted();
      }),
    patience,
  );

  it('every contradiction between header, manifest and archive is refused by its code', () =>
    atWork(async (house) => {
      const before = await beliefOf(house.common);
      const mails: Lie[] = [];
      for (const [, says, make] of lies) {
        seq += 1;
        const files = filesOf(seq);
        const parcel = await packFor(house.agency, seq, files);
        const raw = await dataMail(house.agency, { seq, zip: make(parcel, files), state: parcel.manifest.state });
        mails.push({ name: says, number: seq, raw });
      }
      expect(await refusalsOf(house, mails)).toEqual(Object.fromEntries(lies.map(([code, says]) => [says, code])));
      expect(await beliefOf(house.common)).toEqual(before);
    }));

  it('what lies in quarantine is the mail, byte for byte, with its reason beside it', () =>
    atWork(async ({ common }) => {
      const items = expectOk(await common.disk.quarantined());
      const folder = join(company.office, 'quarantine');
      for (const { id } of items.slice(0, 5)) {
        const raw = expectOk(await common.disk.readQuarantined(id));
        expect(signed.some((mail) => mail.equals(raw))).toBe(true);
        expect(await readFile(join(folder, `${id}.txt`), 'utf8')).toMatch(/E_(?:ZIP|PARCEL)_/);
      }
      expect(items.length).toBeGreaterThan(80);
    }));

  it(
    'every inventory of the corpus in one parcel: the good ones are merged, each bad one is named in the receipt',
    () =>
      atWork(async (house) => {
        const cases = casesOf('Inventories in XML', 'Inventories in JSON');
        const built = await Promise.all(cases.map(async (one) => ({ one, content: await one.build() })));
        const small = built.filter(({ content }) => content.length > 0 && content.length < 400_000);
        expect(small.length).toBeGreaterThan(70);
        const files = small.map(({ one, content }) => ({ path: `${one.name}.xml`, content }));
        seq += 1;
        const parcel = await packFor(house.agency, seq, files);
        await place.deliver('common', await dataMail(house.agency, { seq, zip: parcel.zip, state: parcel.manifest.state }));
        expect(await house.receive()).toMatchObject({ merged: 1, receipts: 1 });
        const receipt = await readReceipt(house.agency, (await place.messages('site01')).at(-1)!);
        const named = Object.fromEntries(receipt.files.map(({ path, problem }) => [path, problem]));
        const expected = small.filter(({ one }) => isRefused(one)).map(({ one }) => [`${one.name}.xml`, Object.values(one.expect)[0]]);
        expect(named).toEqual(Object.fromEntries(expected));
        const kept = await house.common.store.files('lyon');
        expect(kept.size).toBe(files.length);
        expectUnpolluted();
      }),
    patience,
  );

  it('and after all that the honest agency goes on as before', () =>
    atWork(async (house) => {
      seq += 1;
      const parcel = await packFor(house.agency, seq, filesOf(seq));
      await place.deliver('common', await dataMail(house.agency, { seq, zip: parcel.zip, state: parcel.manifest.state }));
      expect(await house.receive()).toMatchObject({ merged: 1, quarantined: 0, receipts: 1 });
    }));
});
