/**
 * What people say of two records: one machine, two, or nothing after all. The word is noted for ever with who said it, and the
 * dossier follows it at once, in one transaction; it beats all evidence, and later reports do not undo it.
 */
import { overlay } from '../inventory/overlay.ts';
import { err, ok, type Result } from '../result.ts';
import type { ManualConflict, PairDecided, PairWord } from '../store/decisions-port.ts';
import type { DecisionEntry, DossierChange } from '../store/dossier-port.ts';
import { withName } from './audit.ts';
import type { Common } from './installation.ts';
import { today } from './look.ts';
import type { RefusedJob } from './refusals.ts';
import { settleWord } from './settle-dossier.ts';

/** `a` and `b` are ids of assets or of records. */
export type Saying = { readonly word: PairWord; readonly a: string; readonly b: string; readonly by: string };

export type UnknownAsset = { readonly kind: 'asset-unknown'; readonly id: string };

type Weighed = Pair & {
  readonly dossier: DossierChange;
  /** The assets that the two records belong to now, and would belong to: one, or two. */
  readonly before: readonly string[];
  readonly assets: readonly string[];
};

/** What a word would change; writes nothing. */
export async function weighPair(common: Common, saying: Omit<Saying, 'by'>): Promise<Result<Weighed, RefusedJob | UnknownAsset>> {
  const pair = await pairMeant(common, saying);
  if (!pair.ok) return pair;
  const { a, b } = pair.value;
  const { word } = saying;
  const verdict = word === 'merge' ? 'same' : word === 'separate' ? 'different' : 'undo';
  const dossier = await settleWord(common, { a, b, verdict });
  const before = new Map((await common.store.dossier.records([a, b])).map(({ id, asset }) => [id, asset]));
  const after = new Map([...before, ...dossier.records.map(({ id, asset }) => [id, asset] as const)]);
  const assets = [...new Set([a, b].map((id) => after.get(id) ?? id))];
  if (word === 'merge' && assets.length > 1) return err({ kind: 'kept-apart', a, b, retry: 'never' });
  return ok({ a, b, dossier, before: [...new Set(before.values())], assets });
}

export async function decidePair(common: Common, saying: Saying): Promise<Result<PairDecided, RefusedJob | UnknownAsset>> {
  const weighed = await weighPair(common, saying);
  if (!weighed.ok) return weighed;
  const { a, b, dossier, assets } = weighed.value;
  const { word, by } = saying;
  const at = common.now().toISOString();
  const entry: DecisionEntry = { at, by: personal(by), action: word, record: a, other: b, field: '', value: '', until: '' };
  await common.store.decisions.decide({ entries: [entry], dossier, trace: [decisionEvent(entry, assets.join(' '))] });
  const conflicts = (await manualConflicts(common)).filter(({ asset }) => assets.includes(asset));
  return ok({ word, a, b, assets, conflicts });
}

/** A line of the trace about a word; never its value, which may be about a person. */
export const decisionEvent = ({ at, action, record, other, field, by }: DecisionEntry, assets: string) => ({
  ...({ at, direction: 'local', peer: '', kind: 'decision', messageId: '', outcome: 'done' } as const),
  reason: withName(`${action} ${[field, record, other].filter((part) => part !== '').join(' ')}${assets === '' ? '' : ` > ${assets}`}`, by),
  bytes: 0,
  durationMs: 0,
});

/** One line, and not endless. */
export const personal = (by: string): string =>
  by
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 100);

/** By asset and field: what is to be asked about. */
export async function manualConflicts({
  store,
  now,
  timeZone,
}: Pick<Common, 'store' | 'now' | 'timeZone'>): Promise<readonly ManualConflict[]> {
  const manual = await store.decisions.manual();
  const several = [...manual].filter(([, entries]) => new Set(entries.map(({ record }) => record)).size > 1);
  if (several.length === 0) return [];
  const assets = new Map((await store.assets({})).map((asset) => [asset.id, asset]));
  return several.flatMap(([id, entries]) => {
    const asset = assets.get(id);
    if (!asset) return [];
    const { name, site, manual: fields } = overlay(asset, entries, today({ now, timeZone }));
    return Object.values(fields).flatMap(({ field, value, conflict }) =>
      conflict === '' ? [] : [{ asset: id, name, site, field, value, conflict }],
    );
  });
}

type Pair = { readonly a: string; readonly b: string };

async function pairMeant(common: Common, { word, a, b }: Omit<Saying, 'by'>): Promise<Result<Pair, RefusedJob | UnknownAsset>> {
  const known = new Map((await common.store.dossier.records([a, b])).map((record) => [record.id, record]));
  for (const id of [a, b]) if (!known.has(id)) return err({ kind: 'asset-unknown', id });
  if (a === b) return err({ kind: 'same-asset', id: a, retry: 'never' });
  if (word !== 'undo') return ok({ a, b });
  const [left = '', right = ''] = [a, b].map((id) => known.get(id)?.asset ?? '');
  const decided = await decidedPair(common, { a, b }, { a: left, b: right });
  return decided ? ok(decided) : err({ kind: 'nothing-decided', a, b, retry: 'never' });
}

/** The standing word about these very records, else the latest about the machines that they belong to. */
async function decidedPair({ store }: Common, { a, b }: Pair, assets: Pair): Promise<Pair | undefined> {
  const members = await store.dossier.recordsOfAssets([assets.a, assets.b]);
  const standing = await store.dossier.decisionsOf(members.map(({ id }) => id));
  const assetOf = new Map(members.map(({ id, asset }) => [id, asset]));
  const isExact = (pair: Pair): boolean => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a);
  const isBetween = (pair: Pair): boolean => {
    const [left, right] = [assetOf.get(pair.a), assetOf.get(pair.b)];
    return (left === assets.a && right === assets.b) || (left === assets.b && right === assets.a);
  };
  return standing.find(isExact) ?? standing.findLast(isBetween);
}
