/** `check` finds what was damaged, by name, and `--repair` computes again what follows from something else. On real databases, broken by hand. */
import { cp, open, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/jobs/check.ts';
import type { CheckProblem } from '../../src/jobs/installation.ts';
import { type Company, expectOk, openCompany } from './company.ts';
import { memoryPlace, type Place } from './place.ts';

let place: Place;
let company: Company;

const saved = (): string => join(company.folder, 'saved');
const dossierFile = (): string => join(company.office, 'dossier', 'dossier.db');
const outpostFile = (): string => join(company.homeOf('lyon'), 'malleposte.db');

beforeAll(async () => {
  place = memoryPlace();
  company = await openCompany(place);
  await company.enrol('lyon', 'site01');
  await company.send('lyon');
  await company.receive();
  await cp(company.office, join(saved(), 'office'), { recursive: true });
  await cp(company.homeOf('lyon'), join(saved(), 'lyon'), { recursive: true });
});
beforeEach(async () => {
  for (const [name, home] of [
    ['office', company.office],
    ['lyon', company.homeOf('lyon')],
  ] as const) {
    await rm(home, { recursive: true, force: true });
    await cp(join(saved(), name), home, { recursive: true });
  }
});
afterAll(async () => {
  await company.close();
  await place.close();
});

function damage(path: string, ...statements: readonly string[]): void {
  const raw = new Database(path);
  for (const statement of statements) expect(raw.prepare(statement).run().changes, statement).toBeGreaterThan(0);
  raw.close();
}

/** Numbers of the pages that a table fills. */
function pagesOf(table: string): readonly number[] {
  const raw = new Database(dossierFile(), { readonly: true });
  const rows = raw.prepare<[string], { pageno: number }>('select pageno from dbstat where name = ?').all(table);
  raw.close();
  return rows.map(({ pageno }) => pageno);
}

const problemsOf = async (isRepair = false): Promise<readonly CheckProblem[]> =>
  (await company.asOffice((common) => check(common, { isRepair }))).checks.flatMap(({ problems }) => problems);

const problemsThere = async (isRepair = false): Promise<readonly CheckProblem[]> =>
  (await company.asAgency('lyon', (distant) => check(distant, { isRepair }))).checks.flatMap(({ problems }) => problems);

const names = (problems: readonly CheckProblem[]): readonly string[] => [...new Set(problems.map(({ problem }) => problem))];

const assets = () => company.asOffice((common) => common.store.assets({}));
const software = () => company.asOffice((common) => common.store.software({}));

const flip = `cast(substr(deflated, 1, 40) || x'00' || substr(deflated, 42) as blob)`;
const oneFile = `(select path from fileRecord order by path limit 1)`;
const oneAsset = '(select min(number) from asset where softwareCount > 0)';

describe('a head office', () => {
  it('finds nothing wrong when nothing is, and tells how much was looked at', async () => {
    const report = await company.asOffice((common) => check(common, { isRepair: false }));
    expect(report).toMatchObject({ problems: 0, repaired: 0 });
    const examined = Object.fromEntries(report.checks.map((line) => [line.check, line.examined]));
    expect(examined).toMatchObject({ database: 2, states: 1, numbers: 1 });
    for (const name of ['originals', 'files', 'assets', 'outgoing'] as const) expect(examined[name], name).toBeGreaterThan(0);
  });

  it.each([
    [
      'an original with one byte flipped',
      'original-damaged',
      `update original set deflated = ${flip} where sha256 = (select min(sha256) from original where length(deflated) > 60)`,
    ],
    ['an original that is gone', 'original-missing', `delete from original where sha256 = (select sha256 from file limit 1)`],
    [
      'a volume that rotted',
      'volume-damaged',
      `insert into volume (site, parcel, number, "of", epoch, seq, sha256, bytes, at, body) values ('lyon', 'abc', 1, 2, 1, 2, 'def', 3, '', x'010203')`,
    ],
    [
      'a receipt that rotted in the queue',
      'mail-damaged',
      'update outgoing set raw = substr(raw, 1, length(raw) - 300) where length(raw) > 0',
    ],
    [
      'a mail whose disposal is none',
      'arrival-invalid',
      `insert into arrival (account, mailId, fingerprint, state, attempts, disposal, reason, at) values ('a', '7:1', 'f', 'done', 0, 'burn', '', '')`,
    ],
  ])('names %s, and does not claim to repair it', async (_what, name, statement) => {
    damage(dossierFile(), statement);
    const found = await problemsOf();
    expect(names(found)).toContain(name);
    const repaired = (await problemsOf(true)).filter(({ problem }) => problem === name);
    expect(repaired.map(({ isRepaired }) => isRepaired)).toEqual(found.filter(({ problem }) => problem === name).map(() => false));
    expect(names(await problemsOf())).toContain(name);
  });

  it.each([
    ['a file that left the list', 'file-lost', [`delete from file where path = ${oneFile}`]],
    ['a state that was never sent', 'state-differs', [`update siteProgress set state = '${'f'.repeat(64)}'`]],
    ['a number below the last parcel', 'number-differs', ['update siteProgress set seq = 0']],
    ['a wrong count of files', 'count-differs', ['update siteProgress set files = 99']],
    [
      'an asset that vanished',
      'asset-lost',
      [`delete from assetSoftware where asset = ${oneAsset}`, `delete from asset where number = ${oneAsset}`],
    ],
    ['software that vanished', 'software-differs', [`delete from assetSoftware where asset = ${oneAsset}`]],
  ])('names %s and repairs it', async (_what, name, statements) => {
    const before = { assets: (await assets()).map(({ lastSeen: _, ...asset }) => asset), software: await software() };
    damage(dossierFile(), ...statements);
    expect(names(await problemsOf())).toContain(name);
    expect(names(await problemsOf()), 'looking repairs nothing').toContain(name);
    const repaired = (await problemsOf(true)).filter(({ problem }) => problem === name);
    expect(repaired.every(({ isRepaired }) => isRepaired)).toBe(true);
    expect(await problemsOf()).toEqual([]);
    expect((await assets()).map(({ lastSeen: _, ...asset }) => asset)).toEqual(before.assets);
    expect(await software()).toEqual(before.software);
  });

  it('after a state was noted as it is, the site sends all of it again by itself', async () => {
    damage(
      dossierFile(),
      'delete from delivery where path = (select path from file order by path limit 1)',
      'delete from file where path = (select path from file order by path limit 1)',
    );
    expect(names(await problemsOf(true))).toContain('state-differs');
    await company.send('lyon');
    await company.receive();
    expect(await company.send('lyon')).toMatchObject({ outcome: 'parcel', epoch: 2, mode: 'snapshot' });
    expect(await company.receive()).toMatchObject({ merged: 1 });
    expect(await problemsOf()).toEqual([]);
  });

  it('a database with a damaged page is named, and nothing is repaired in it', async () => {
    damage(dossierFile(), 'update siteProgress set files = 99');
    const pages = pagesOf('original');
    const file = await open(dossierFile(), 'r+');
    for (const page of pages) await file.write(Buffer.alloc(4096, page), 0, 4096, (page - 1) * 4096);
    await file.close();
    const found = await problemsOf(true);
    expect(names(found)).toContain('database-damaged');
    expect(found.filter(({ isRepaired }) => isRepaired)).toEqual([]);
  });

  it('a database file that was cut off cannot even be opened, and is called damaged', async () => {
    await truncate(dossierFile(), 40 * 4096);
    await expect(problemsOf(true)).rejects.toMatchObject({ kind: 'store-damaged' });
  });

  it('something altered in quarantine is named', async () => {
    await company.asOffice(async (common) =>
      expectOk(await common.disk.quarantine({ name: 'm.eml', bytes: Buffer.from('x'), reason: 'E_BODY', at: common.now().toISOString() })),
    );
    const [name = ''] = (await readdir(join(company.office, 'quarantine'))).filter((each) => !each.endsWith('.txt'));
    await writeFile(join(company.office, 'quarantine', name), 'y');
    expect(await problemsOf()).toEqual([{ problem: 'quarantine-altered', about: name, isRepaired: false }]);
  });
});

describe('an agency', () => {
  it('finds nothing wrong when nothing is', async () => {
    expect(await problemsThere()).toEqual([]);
  });

  it.each([
    ['behind', '{"epoch":1,"seq":0}', 'high-water-behind'],
    ['damaged', 'nonsense', 'high-water-damaged'],
  ])('a second memory that is %s is raised to what the database knows', async (_what, content, name) => {
    await writeFile(join(company.homeOf('lyon'), 'high-water'), content);
    expect(await problemsThere()).toEqual([{ problem: name, about: '1.1', isRepaired: false }]);
    expect(await problemsThere(true)).toEqual([{ problem: name, about: '1.1', isRepaired: true }]);
    expect(await problemsThere()).toEqual([]);
  });

  it('a database that is older than the second memory is named', async () => {
    await writeFile(join(company.homeOf('lyon'), 'high-water'), '{"epoch":1,"seq":7}');
    expect(await problemsThere(true)).toEqual([{ problem: 'database-behind', about: '1.7', isRepaired: false }]);
  });

  it('a number below that of a parcel that was sent is raised', async () => {
    damage(outpostFile(), 'update outpost set seq = 0');
    expect(names(await problemsThere(true))).toEqual(['number-differs']);
    expect(await problemsThere()).toEqual([]);
  });

  it.each([
    ['of another parcel', `update parcel set state = '${'e'.repeat(64)}'`],
    ['that cannot be read', `update listing set files = x'0102'`],
  ])('a list of files %s is named', async (_what, statement) => {
    damage(outpostFile(), statement);
    expect(await problemsThere()).toEqual([{ problem: 'listing-differs', about: '1.1', isRepaired: false }]);
  });
});
