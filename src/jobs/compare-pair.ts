/**
 * Two records side by side: what identifies them, what is known of their machines, and what a word of a person would make of them. Reads
 * only; decide.ts writes.
 */
import type { AssetView } from '../intranet/view.ts';
import type { Double, EvidenceKind } from '../inventory/identity/record.ts';
import { evidenceKinds } from '../inventory/identity/record.ts';
import { manualFields } from '../inventory/overlay.ts';
import { err, ok, type Result } from '../result.ts';
import type { PairWord } from '../store/decisions-port.ts';
import type { StoredRecord } from '../store/dossier-port.ts';
import { type UnknownAsset, weighPair } from './decide.ts';
import { openScene } from './dossier-source.ts';
import { assetView } from './dossier-views.ts';
import { type Machine, machinesOf } from './doubles.ts';
import type { Common } from './installation.ts';
import { today } from './look.ts';
import type { RefusedJob } from './refusals.ts';

/** `same`: a value in common; `different`: both have values, none in common; `one-sided`: only one has any. */
export type Agreement = 'same' | 'different' | 'one-sided';

export type ComparedEvidence = {
  readonly kind: EvidenceKind;
  readonly agreement: Agreement;
  readonly a: readonly string[];
  readonly b: readonly string[];
};

export type ComparedPair = {
  readonly a: Machine;
  readonly b: Machine;
  /** What the house thinks of them, null when it sees nothing to ask about. */
  readonly double: Double | null;
  readonly evidence: readonly ComparedEvidence[];
  /** One when both records are one asset now. */
  readonly assets: readonly AssetView[];
  /** A person said something of these two, which can be taken back. */
  readonly isDecided: boolean;
};

type Ids = { readonly a: string; readonly b: string };

export async function comparePair(common: Common, { a, b }: Ids): Promise<Result<ComparedPair, UnknownAsset>> {
  const { dossier } = common.store;
  const records = new Map((await dossier.records([a, b])).map((record) => [record.id, record]));
  const [left, right] = [records.get(a), records.get(b)];
  if (!left || !right) return err({ kind: 'asset-unknown', id: left ? b : a });
  const scene = await openScene(common);
  const ids = [...new Set([left.asset, right.asset])];
  const views = [];
  for (const id of ids) views.push(await assetView(scene, id));
  const machineOf = await machinesOf(common, [a, b]);
  const doubles = await dossier.doublesOf([a, b]);
  return ok({
    a: machineOf(a),
    b: machineOf(b),
    double: doubles.find((double) => [double.a, double.b].sort().join() === [a, b].sort().join()) ?? null,
    evidence: compareEvidence(left, right),
    assets: views.filter((view) => view !== null),
    isDecided: (await weighPair(common, { word: 'undo', a, b })).ok,
  });
}

function compareEvidence(left: StoredRecord, right: StoredRecord): readonly ComparedEvidence[] {
  return evidenceKinds.flatMap((kind) => {
    const [a, b] = [left, right].map(({ evidence }) => evidence.filter((each) => each.kind === kind).map(({ value }) => value));
    if (!a || !b || a.length + b.length === 0) return [];
    return [{ kind, agreement: agreementOf(a, b), a, b }];
  });
}

/** Of two lists of values. */
export function agreementOf(a: readonly string[], b: readonly string[]): Agreement {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 'same' : 'one-sided';
  return a.some((value) => b.includes(value)) ? 'same' : 'different';
}

// ---------------------------------------------------------------- what a word would do

export type FieldConflict = { readonly field: string; readonly values: readonly string[] };

export type PairPreview = {
  readonly word: PairWord;
  /** Ids of the assets before and after: one, or two. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Changes in the history of the assets, which one asset would have all of. */
  readonly changes: number;
  /** Fields that people filled in differently. The newer value is shown, until somebody says which one stays. */
  readonly conflicts: readonly FieldConflict[];
};

const countedChanges = 1_000;

/** Errors as decidePair has them: what cannot be decided is told before anybody says it. */
export async function previewPair(
  common: Common,
  said: Ids & { readonly word: PairWord },
): Promise<Result<PairPreview, RefusedJob | UnknownAsset>> {
  const weighed = await weighPair(common, said);
  if (!weighed.ok) return weighed;
  const { before, assets } = weighed.value;
  let changes = 0;
  for (const asset of before) changes += (await common.store.dossier.changes({ asset, limit: countedChanges })).length;
  const conflicts = said.word === 'merge' && before.length > 1 ? await conflictsBetween(common, before) : [];
  return ok({ word: said.word, before, after: assets, changes, conflicts });
}

async function conflictsBetween(common: Common, assets: readonly string[]): Promise<readonly FieldConflict[]> {
  const manual = await common.store.decisions.manual();
  const together = assets.flatMap((id) => manual.get(id) ?? []);
  return Object.values(manualFields(together, today(common))).flatMap(({ field, value, conflict }) =>
    conflict === '' ? [] : [{ field, values: [value, conflict] }],
  );
}
