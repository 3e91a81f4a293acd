/**
 * The judge of an endurance test: what lies in the databases, the mailboxes and the quarantine afterwards, compared with what was sent.
 * Reads the files itself, without the program's own code, once nothing runs any more.
 */
import { hash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { eximIsIdle } from '../journeys/place.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';
import type { Office, Parcel } from './office.ts';

/** What must hold of the last parcel of each site: merged once, whole, answered, and gone from the mailbox. */
export async function expectMergedOnce(host: Mailhost, office: Office, parcels: readonly Parcel[]): Promise<void> {
  expectSound(office);
  expectDossier(office, parcels);
  expect(await quarantined(office.home)).toEqual([]);
  // By IMAP a line that breaks between STORE \Deleted and UID EXPUNGE leaves the mail flagged, and nobody lists it again.
  expect((await host.messages('common')).filter(({ flags }) => !flags.includes('T')).map(({ file }) => file)).toEqual([]);
  await expectReceipts(host, office, parcels);
}

/** No page of either database is damaged. */
export function expectSound(office: Pick<Office, 'home' | 'database'>): void {
  for (const path of [office.database, join(office.home, 'malleposte.db')]) {
    expect(withDatabase(path, (database) => database.pragma('integrity_check', { simple: true }))).toBe('ok');
  }
}

/** The dossier holds these parcels: each applied once, its files, their contents and its machine, and nothing half. */
export function expectDossier(office: Pick<Office, 'database'>, parcels: readonly Parcel[]): void {
  withDatabase(office.database, (database) => {
    const problems = parcels.flatMap((parcel) => problemsOf(database, parcel));
    expect(problems).toEqual([]);
    const none = ["select * from parcelResult where status = 'rejected'", 'select site from volume', 'select site from receiptDue'];
    for (const query of none) expect(database.prepare(query).all()).toEqual([]);
    expect(database.prepare("select messageId from outgoing where state = 'queued'").all()).toEqual([]);
  });
}

function problemsOf(database: Database.Database, parcel: Parcel): readonly string[] {
  const { site, seq, state, machine } = parcel;
  const results = database.prepare('select status from parcelResult where site = ? and epoch = 1 and seq = ?').all(site, seq);
  const applied = results.filter((row) => (row as { status: string }).status === 'applied').length;
  const progress = database.prepare('select seq, state, files from siteProgress where site = ?').get(site);
  const assets = database.prepare('select name from asset where site = ?').all(site);
  const software = database
    .prepare(
      'select s.name from assetSoftware a join asset on asset.number = a.asset join software s on s.id = a.software where asset.site = ?',
    )
    .all(site);
  return [
    ...(applied === 1 ? [] : [`${site} ${seq}: applied ${applied} times`]),
    ...differences(`${site} progress`, progress, { seq, state, files: parcel.files.size }),
    ...differences(`${site} assets`, assets, [{ name: machine }]),
    ...differences(`${site} software`, software, [{ name: `generation ${seq}` }]),
    ...differences(`${site} files`, contentsOf(database, site), Object.fromEntries(parcel.files)),
  ];
}

/** Path → digest of the bytes that are kept under the digest of that path. */
function contentsOf(database: Database.Database, site: string): Record<string, string> {
  const rows = database.prepare('select f.path, o.deflated from file f join original o on o.sha256 = f.sha256 where f.site = ?').all(site);
  return Object.fromEntries(
    (rows as { path: string; deflated: Buffer }[]).map(({ path, deflated }) => [path, hash('sha256', inflateRawSync(deflated), 'hex')]),
  );
}

function differences(what: string, found: unknown, wanted: unknown): readonly string[] {
  const [one, other] = [sorted(found), sorted(wanted)];
  return one === other ? [] : [`${what}: ${one} instead of ${other}`];
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => {
    const isRecord = typeof part === 'object' && part !== null && !Array.isArray(part);
    return isRecord ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part;
  });

/** Each site has at least one receipt that says this state; a receipt that came twice says the same both times. */
async function expectReceipts(host: Mailhost, office: Office, parcels: readonly Parcel[]): Promise<void> {
  await eximIsIdle(host);
  const told = new Set<string>();
  const byNumber = new Map<string, string>();
  for (const { raw } of await host.messages('site01')) {
    const receipt = await office.readReceipt(raw);
    const body = JSON.stringify(receipt);
    expect(byNumber.get(`${receipt.site} ${receipt.number}`) ?? body).toBe(body);
    byNumber.set(`${receipt.site} ${receipt.number}`, body);
    told.add(`${receipt.site} ${receipt.applied.epoch}.${receipt.applied.seq} ${receipt.applied.state}`);
  }
  const wanted = parcels.map(({ site, seq, state }) => `${site} 1.${seq} ${state}`);
  expect(wanted.filter((receipt) => !told.has(receipt))).toEqual([]);
}

/** Names of what lies in quarantine. */
export const quarantined = (home: string): Promise<readonly string[]> => readdir(join(home, 'quarantine')).catch(() => []); // never used yet

/** Looks into a database that the program may have open; `act` may write. */
export function withDatabase<T>(path: string, act: (database: Database.Database) => T): T {
  const database = new Database(path, { timeout: 10_000 });
  try {
    return act(database);
  } finally {
    database.close();
  }
}
