/**
 * What a person says of one asset: values of fields, laid over what its reports say; that it is retired, or in use again. Every word is
 * noted for ever with who said it, and nothing that arrives by mail changes it.
 */
import { correctableFields, ownFields } from '../inventory/overlay.ts';
import { err, ok, type Result } from '../result.ts';
import type { DecisionEntry } from '../store/dossier-port.ts';
import { decisionEvent, personal, type UnknownAsset } from './decide.ts';
import type { Common } from './installation.ts';
import { lookAtAsset, type WholeAsset } from './look.ts';
import type { RefusedJob } from './refusals.ts';

export type FieldValue = { readonly field: string; readonly value: string };

export type Edit = {
  readonly set: readonly FieldValue[];
  readonly clear: readonly string[];
  /** What the person saw: another value refuses the whole edit. */
  readonly expected: readonly FieldValue[];
  /** `YYYY-MM-DD`; '' for ever. */
  readonly until: string;
  readonly life: 'retire' | 'reactivate' | undefined;
  readonly by: string;
};

/** Fields that may be said of an asset here, in the order in which people read them. */
const fieldsOf = ({ settings }: Pick<Common, 'settings'>): readonly string[] => [
  ...new Set([...ownFields, ...settings.fields, ...correctableFields]),
];

/** All of it or nothing; answers the asset as it is shown from now on. */
export async function editAsset(common: Common, id: string, edit: Edit): Promise<Result<WholeAsset, RefusedJob | UnknownAsset>> {
  const asset = await lookAtAsset(common, id);
  if (!asset) return err({ kind: 'asset-unknown', id });
  const known = fieldsOf(common);
  const unknown = [...edit.set, ...edit.expected].map(({ field }) => field).find((field) => !known.includes(field));
  // What was said under a name that the settings do not declare any more can still be cleared.
  const vanished = edit.clear.find((field) => !known.includes(field) && asset.manual[field] === undefined);
  const stranger = unknown ?? vanished;
  if (stranger !== undefined) return err({ kind: 'field-unknown', field: stranger, fields: known, retry: 'never' });
  for (const { field, value: expected } of edit.expected) {
    const value = shownValue(asset, field);
    if (value !== expected)
      return err({ kind: 'field-changed', field, expected, value, by: asset.manual[field]?.by ?? '', retry: 'never' });
  }
  const entries = await entriesOf(common, asset, edit);
  const trace = [...new Map(entries.map((entry) => [`${entry.action} ${entry.field}`, entry])).values()];
  if (entries.length > 0) {
    await common.store.decisions.decide({ entries, trace: trace.map((entry) => decisionEvent({ ...entry, record: asset.id }, '')) });
  }
  return ok((await lookAtAsset(common, asset.id)) ?? asset);
}

/** What stands on the screen for a field; '' when nobody says it. */
function shownValue(asset: WholeAsset, field: string): string {
  const corrected = correctableFields.find((name) => name === field);
  return corrected ? asset[corrected] : (asset.manual[field]?.value ?? '');
}

async function entriesOf(common: Common, asset: WholeAsset, edit: Edit): Promise<readonly DecisionEntry[]> {
  const standing = (await common.store.decisions.manual()).get(asset.id) ?? [];
  const said = { at: common.now().toISOString(), by: personal(edit.by), other: '' };
  // Each record that has a word of its own gets the new one: what was asked about is answered.
  const recordsOf = (field: string): readonly string[] => [
    ...new Set([asset.id, ...standing.filter((entry) => entry.field === field).map(({ record }) => record)]),
  ];
  const lives = edit.life === undefined ? [] : [{ ...said, action: edit.life, record: asset.id, field: '', value: '', until: '' }];
  return [
    ...edit.set.flatMap(({ field, value }) =>
      recordsOf(field).map((record) => ({ ...said, action: 'set' as const, record, field, value: value.trim(), until: edit.until })),
    ),
    ...edit.clear.flatMap((field) =>
      recordsOf(field).map((record) => ({ ...said, action: 'clear' as const, record, field, value: '', until: '' })),
    ),
    ...lives,
  ];
}
