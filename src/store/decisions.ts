/** The words of people about assets: an append-only log, kept by record, so that they survive whatever is found out about assets. */
import type { Kysely } from 'kysely';
import { openTextWriter } from './asset-text.ts';
import { type DossierWriters, writeDossier } from './commit.ts';
import type { Decisions } from './decisions-port.ts';
import type { DecisionEntry } from './dossier-port.ts';
import type { Engine } from './engine.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { CommonSchema } from './schema.ts';

/** `writers` and the journal's writer, as commits use them. */
export function openDecisions(engine: Engine<CommonSchema>, writers: DossierWriters & { readonly journal: JournalWriter }): Decisions {
  const { journal } = writers;
  const { db } = engine;
  const texts = openTextWriter(engine);
  return {
    decide: ({ entries, dossier, trace }) =>
      db.transaction().execute(async (on) => {
        const at = entries[0]?.at ?? '';
        await on
          .insertInto('decision')
          .values([...entries])
          .execute();
        if (dossier) await writeDossier(writers, { on, site: '', at }, dossier);
        for (const { action, record } of entries) if (action === 'set' || action === 'clear') await texts.hear(on, record);
        const meant = entries.flatMap(({ record, other }) => [record, other]);
        const touched = on.selectFrom('record').select('asset').where('id', 'in', meant);
        await on.updateTable('asset').set({ revision: at }).where('id', 'in', touched).execute();
        await journal.trace(on, trace);
      }),
    decisions: (limit) => db.selectFrom('decision').selectAll().orderBy('number', 'desc').limit(limit).execute(),
    manual: async () => {
      const words = await wordsOf(db, ['set', 'clear']);
      const last = new Map(words.map((word) => [`${word.record} ${word.field}`, word]));
      const entries = [...last.values()].map(({ asset, record, field, action, value, at, by, until }) => {
        return { asset, entry: { record, field, value: action === 'set' ? value : '', at, by, until } };
      });
      return new Map([...Map.groupBy(entries, ({ asset }) => asset)].map(([asset, group]) => [asset, group.map(({ entry }) => entry)]));
    },
    retired: async () => {
      const last = new Map((await wordsOf(db, ['retire', 'reactivate'])).map((word) => [word.asset, word]));
      const retired = [...last.values()].filter(({ action }) => action === 'retire');
      return retired.map(({ asset, at, inventoryDate }) => ({ asset, at, inventoryDate }));
    },
  };
}

/** In the order in which they were said, with the asset that each record belongs to today. */
const wordsOf = (db: Kysely<CommonSchema>, actions: readonly DecisionEntry['action'][]) =>
  db
    .selectFrom('decision')
    .innerJoin('record', 'record.id', 'decision.record')
    .innerJoin('asset', 'asset.id', 'record.asset')
    .select([
      'record.asset',
      'asset.inventoryDate',
      'decision.record',
      'decision.field',
      'decision.action',
      'decision.value',
      'decision.at',
      'decision.by',
    ])
    .select('decision.until')
    .where('decision.action', 'in', actions)
    .orderBy('decision.number')
    .execute();
