/**
 * The words by which assets are found: their facts, folded, and what people said of them, one narrow row an asset, written in the
 * transaction that writes the asset. Software is not among them: search.ts finds it by its own table.
 */
import { type RawBuilder, sql } from 'kysely';
import type { AssetFacts } from '../inventory/report.ts';
import type { Engine } from './engine.ts';
import { fold } from './folded-text.ts';
import { type Executor, prepared, slotsOf } from './prepared.ts';
import type { CommonSchema } from './schema.ts';

/** In the order in which they are told. */
export const textColumns = [
  'name',
  'site',
  'serial',
  'uuid',
  'model',
  'manufacturer',
  'user',
  'os',
  'ips',
  'macs',
  'deviceId',
  'tag',
  'form',
  'manual',
] as const;
export type TextColumn = (typeof textColumns)[number];

export type TextRow = CommonSchema['assetText'];

/** What is written with an asset: all but what people said. */
export type AssetText = { readonly id: string; readonly number: number; readonly site: string; readonly facts: AssetFacts };

export type TextWriter = {
  /** Of assets that were written; the words of people about them are looked up. */
  write(on: Executor, assets: readonly AssetText[]): Promise<void>;
  /** Of assets that are gone. */
  drop(on: Executor, numbers: readonly number[]): Promise<void>;
  /** After a word of a person about the machine of this record. */
  hear(on: Executor, record: string): Promise<void>;
};

export function openTextWriter(engine: Engine<CommonSchema>): TextWriter {
  const { put, drop, noteManual, assetOfRecord } = textStatements(engine);
  const manualOf = openManualTexts(engine);
  return {
    write: async (on, assets) => {
      const manual = await manualOf(
        on,
        assets.map(({ id }) => id),
      );
      for (const asset of assets) await put(on, rowOf(asset, manual.get(asset.id) ?? []));
    },
    drop: async (on, numbers) => {
      if (numbers.length > 0) await drop(on, { numbers: JSON.stringify(numbers) });
    },
    hear: async (on, record) => {
      const [asset] = (await assetOfRecord(on, { record })).rows;
      if (!asset) return;
      const manual = (await manualOf(on, [asset.id])).get(asset.id) ?? [];
      await noteManual(on, { number: asset.number, manual: textOf(manual) });
    },
  };
}

function rowOf({ number, site, facts }: AssetText, manual: readonly ManualText[]): TextRow {
  const { name, serial, uuid, model, manufacturer, user, deviceId, tag, form } = facts;
  const folded = { name, site, serial, uuid, model, manufacturer, user, deviceId, tag, form };
  return {
    number,
    ...(Object.fromEntries(Object.entries(folded).map(([column, text]) => [column, fold(text)])) as typeof folded),
    os: fold(`${facts.os} ${facts.osVersion}`.trim()),
    ips: facts.ips.join(' '),
    // People type them with and without what parts the digits.
    macs: facts.macs.flatMap((mac) => [mac, mac.replaceAll(':', '')]).join(' '),
    manual: textOf(manual),
  };
}

/** The last word of a person about one field of an asset; each of its records may have one. */
export type ManualText = { readonly field: string; readonly value: string };

const textOf = (manual: readonly ManualText[]): string => fold(manual.map(({ value }) => value).join(' · '));

/** By id of the asset. A word that held until some day is still found after it. */
export function openManualTexts({ db, capabilities }: Engine<CommonSchema>) {
  const words = prepared<{ assets: string }>()((slot) =>
    db
      .selectFrom('record')
      .innerJoin('decision', 'decision.record', 'record.id')
      .select(['record.asset', 'decision.record', 'decision.field', 'decision.action', 'decision.value'])
      .where('record.asset', 'in', capabilities.list<string>(slot('assets'), 'text'))
      .where('decision.action', 'in', ['set', 'clear'])
      .orderBy('decision.number'),
  );
  return async (on: Executor, ids: readonly string[]): Promise<ReadonlyMap<string, readonly ManualText[]>> => {
    if (ids.length === 0) return new Map();
    const { rows } = await words(on, { assets: JSON.stringify(ids) });
    const last = new Map(rows.map((row) => [`${row.record} ${row.field}`, row]));
    const standing = [...last.values()].filter(({ action, value }) => action === 'set' && value !== '');
    return Map.groupBy(standing, ({ asset }) => asset);
  };
}

function textStatements({ db, capabilities }: Engine<CommonSchema>) {
  const names = (table: string): RawBuilder<unknown> => sql.join(textColumns.map((column) => sql.ref(`${table}.${column}`)));
  /** Most reports change nothing of it: what is the same is not indexed again. */
  const put = prepared<TextRow>()((slot) =>
    db
      .insertInto('assetText')
      .values(slotsOf<TextRow>(slot, ['number', ...textColumns]))
      .onConflict((conflict) =>
        conflict
          .column('number')
          .doUpdateSet(({ ref }) => Object.fromEntries(textColumns.map((column) => [column, ref(`excluded.${column}`)])))
          .where(sql<boolean>`(${names('assetText')}) is not (${names('excluded')})`),
      ),
  );
  const drop = prepared<{ numbers: string }>()((slot) =>
    db.deleteFrom('assetText').where('number', 'in', capabilities.list<number>(slot('numbers'), 'integer')),
  );
  const noteManual = prepared<{ number: number; manual: string }>()((slot) =>
    db
      .updateTable('assetText')
      .set({ manual: slot('manual') })
      .where('number', '=', slot('number')),
  );
  const assetOfRecord = prepared<{ record: string }>()((slot) =>
    db
      .selectFrom('record')
      .innerJoin('asset', 'asset.id', 'record.asset')
      .select(['asset.id', 'asset.number'])
      .where('record.id', '=', slot('record')),
  );
  return { put, drop, noteManual, assetOfRecord };
}
