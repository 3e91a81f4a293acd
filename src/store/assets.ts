/** Writing assets: the current facts of each, the state that the next report builds on, its software when the list changed, its changes. */
import { deflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Change } from '../inventory/history/timeline.ts';
import { openTextWriter } from './asset-text.ts';
import type { AssetWrite, DossierChange } from './dossier-port.ts';
import type { Engine } from './engine.ts';
import { fold } from './folded-text.ts';
import { openInstallationWriter } from './installations.ts';
import { prepared, slotsOf, type Target } from './prepared.ts';
import type { AssetRow, CommonSchema } from './schema.ts';
import { openSoftwareIds, softwareKey } from './software-ids.ts';
import { openStandingWriter } from './standings.ts';
import { wholeOrNull } from './whole.ts';

export type AssetWriter = {
  write(target: Target, change: Pick<DossierChange, 'assets' | 'gone' | 'seen'>): Promise<void>;
  /** After a rollback. */
  forget(): void;
};

export function openAssetWriter(engine: Engine<CommonSchema>): AssetWriter {
  const statements = assetStatements(engine);
  const softwareIds = openSoftwareIds(engine);
  const installations = openInstallationWriter(engine);
  const texts = openTextWriter(engine);
  const standings = openStandingWriter(engine);
  return {
    write: async (target, { assets, gone, seen }) => {
      const lists = await softwareIds.idsOf(
        target.on,
        assets.map(({ software }) => software?.map(softwareKey) ?? []),
      );
      const installed = [];
      const written = [];
      for (const { number } of gone) await statements.vacate(target.on, { number, id: `gone ${number}` });
      for (const [index, asset] of assets.entries()) {
        const number = await writeAsset(statements, target, asset, lists[index] ?? []);
        written.push({ id: asset.id, number, site: asset.state.site, facts: asset.facts, isRewritten: asset.isRewritten });
        if (asset.software) installed.push({ asset: number, site: asset.state.site, software: lists[index] ?? [] });
      }
      await installations.write(target, installed);
      await texts.write(target.on, written);
      for (const { number } of gone) await dissolve(statements, target, number);
      await texts.drop(
        target.on,
        gone.map(({ number }) => number),
      );
      for (const { number, isRewritten } of written) if (isRewritten) await standings.restate(target, number);
      if (seen.length > 0) await see(statements, target, seen);
    },
    forget: softwareIds.forget,
  };
}

type Statements = ReturnType<typeof assetStatements>;

/** The number of its row. */
async function writeAsset(statements: Statements, { on, at }: Target, asset: AssetWrite, software: readonly number[]): Promise<number> {
  const row = rowOf(asset, at);
  const number = asset.number ?? (await statements.insert(on, { ...row, firstSeen: at, lastSeen: at })).rows[0]?.number ?? 0;
  if (asset.number !== null) {
    await statements.markStale(on, { number, site: row.site });
    await statements.update(on, { ...row, number });
  }
  if (asset.software) await statements.countSoftware(on, { number, softwareCount: software.length, softwareSha256: asset.softwareSha256 });
  if (asset.isRewritten) await statements.dropChanges(on, { number });
  if (asset.changes.length > 0)
    await statements.addChanges(on, { asset: number, at, rows: JSON.stringify(asset.changes.map(changeCells)) });
  return number;
}

const changeCells = ({ date, site, kind, subject, before, after, sha256 }: Change) => [date, site, kind, subject, before, after, sha256];

async function see(statements: Statements, { on, at }: Target, seen: readonly string[]): Promise<void> {
  const records = JSON.stringify(seen);
  await statements.seeRecords(on, { records, at });
  await statements.see(on, { records, at });
}

/** Its records are another's from now on, and what they tell with them. */
async function dissolve(statements: Statements, { on }: Target, number: number): Promise<void> {
  await statements.markStale(on, { number, site: '' });
  await statements.dropAllChanges(on, { number });
  await statements.uninstall(on, { number });
  await statements.remove(on, { number });
}

// ---------------------------------------------------------------- rows

const factColumns = [
  'id',
  'site',
  'deviceId',
  'tag',
  'name',
  'kind',
  'form',
  'os',
  'osVersion',
  'manufacturer',
  'model',
  'serial',
  'uuid',
  'macs',
  'ips',
  'cpu',
  'memoryMb',
  'disks',
  'user',
  'biosDate',
  'osInstalledOn',
  'inventoryDate',
  'path',
  'sha256',
  'revision',
  'searchName',
  'searchOs',
  'links',
  'state',
] as const;

type FactRow = Pick<AssetRow, (typeof factColumns)[number]>;

const rowOf = ({ id, state, facts, links }: AssetWrite, at: string): FactRow => ({
  id,
  site: state.site,
  deviceId: facts.deviceId,
  tag: facts.tag,
  name: facts.name,
  kind: facts.kind,
  form: facts.form,
  os: facts.os,
  osVersion: facts.osVersion,
  manufacturer: facts.manufacturer,
  model: facts.model,
  serial: facts.serial,
  uuid: facts.uuid,
  macs: JSON.stringify(facts.macs),
  ips: JSON.stringify(facts.ips),
  cpu: facts.cpu,
  memoryMb: wholeOrNull(facts.memoryMb),
  disks: JSON.stringify(facts.disks),
  user: facts.user,
  biosDate: facts.biosDate,
  osInstalledOn: facts.osInstalledOn,
  inventoryDate: state.lastDate,
  path: state.path,
  sha256: state.sha256,
  revision: at,
  searchName: fold(facts.name),
  searchOs: fold(`${facts.os} ${facts.osVersion}`),
  links: JSON.stringify(links),
  state: deflateRawSync(JSON.stringify(state), { level: 1 }),
});

function assetStatements(engine: Engine<CommonSchema>) {
  const { db, capabilities } = engine;
  const insert = prepared<FactRow & { firstSeen: string; lastSeen: string }>()((slot) =>
    db
      .insertInto('asset')
      .values(slotsOf<FactRow & { firstSeen: string; lastSeen: string }>(slot, [...factColumns, 'firstSeen', 'lastSeen']))
      .onConflict((conflict) => conflict.column('id').doUpdateSet(slotsOf<FactRow>(slot, factColumns)))
      .returning('number'),
  );
  const update = prepared<FactRow & { number: number }>()((slot) =>
    db.updateTable('asset').set(slotsOf<FactRow>(slot, factColumns)).where('number', '=', slot('number')),
  );
  const countSoftware = prepared<{ number: number; softwareCount: number; softwareSha256: string }>()((slot) =>
    db
      .updateTable('asset')
      .set({ softwareCount: slot('softwareCount'), softwareSha256: slot('softwareSha256') })
      .where('number', '=', slot('number')),
  );
  /** Ids are unique: one that goes makes room before another takes its id. */
  const vacate = prepared<{ number: number; id: string }>()((slot) =>
    db
      .updateTable('asset')
      .set({ id: slot('id') })
      .where('number', '=', slot('number')),
  );
  const remove = prepared<{ number: number }>()((slot) => db.deleteFrom('asset').where('number', '=', slot('number')));
  const uninstall = prepared<{ number: number }>()((slot) => db.deleteFrom('assetSoftware').where('asset', '=', slot('number')));
  const see = prepared<{ records: string; at: string }>()((slot) =>
    db
      .updateTable('asset')
      .set({ lastSeen: slot('at') })
      .where(
        'id',
        'in',
        db
          .selectFrom('record')
          .select('asset')
          .where('id', 'in', capabilities.list<string>(slot('records'), 'text')),
      ),
  );
  const seeRecords = prepared<{ records: string; at: string }>()((slot) =>
    db
      .updateTable('record')
      .set({ lastSeen: slot('at') })
      .where('id', 'in', capabilities.list<string>(slot('records'), 'text')),
  );
  /** Both sites of an asset that moves, and the one of an asset that goes, count their software again. */
  const markStale = prepared<{ number: number; site: string }>()((slot) =>
    db
      .insertInto('staleCount')
      .columns(['site'])
      .expression(
        db
          .selectFrom('asset')
          .select('asset.site')
          .where('number', '=', slot('number'))
          .where('asset.site', '!=', slot('site'))
          .unionAll(
            db
              .selectFrom('asset')
              .select(slot('site').as('site'))
              .where('number', '=', slot('number'))
              .where('asset.site', '!=', slot('site')),
          ),
      )
      .onConflict((conflict) => conflict.column('site').doNothing()),
  );
  return { insert, update, countSoftware, vacate, remove, uninstall, see, seeRecords, markStale, ...changeStatements(engine) };
}

function changeStatements({ db, capabilities }: Engine<CommonSchema>) {
  type Cells = { date: string; site: string; kind: string; subject: string; before: string; after: string; sha256: string };
  const kinds = { date: 'text', site: 'text', kind: 'text', subject: 'text', before: 'text', after: 'text', sha256: 'text' } as const;
  const columns = ['date', 'site', 'kind', 'subject', 'before', 'after', 'sha256'] as const;
  /** Whoever folds it again: a change was learnt when the report that shows it came. */
  const learnt = db
    .selectFrom('report')
    .select(({ fn }) => fn.min('report.at').as('at'))
    .where('report.site', '=', sql.ref<string>('put.site'))
    .where('report.sha256', '=', sql.ref<string>('put.sha256'));
  const addChanges = prepared<{ asset: number; at: string; rows: string }>()((slot) =>
    db
      .insertInto('change')
      .columns(['asset', ...columns, 'at'])
      .expression(
        db
          .selectFrom(capabilities.rows<Cells>(slot('rows'), kinds).as('put'))
          .select([slot('asset').as('asset'), ...columns.map((column) => `put.${column}` as const)])
          .select(sql<string>`coalesce(${learnt}, ${slot('at')})`.as('at')),
      ),
  );
  /** Those that its reports tell; comings and goings are told by parcels. */
  const dropChanges = prepared<{ number: number }>()((slot) =>
    db.deleteFrom('change').where('asset', '=', slot('number')).where('sha256', '!=', ''),
  );
  const dropAllChanges = prepared<{ number: number }>()((slot) => db.deleteFrom('change').where('asset', '=', slot('number')));
  return { addChanges, dropChanges, dropAllChanges };
}
