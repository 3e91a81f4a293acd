/** `asset ID`: one asset as people see it, why it is one, where it was; and what a person says of it. */
import { correctableFields, type ManualField } from '../../inventory/overlay.ts';
import { type Edit, editAsset, type FieldValue } from '../../jobs/edit-asset.ts';
import type { Common } from '../../jobs/installation.ts';
import { lookAtAsset, type WholeAsset } from '../../jobs/look.ts';
import { err, ok, type Result } from '../../result.ts';
import { sayCode } from '../../words/codes.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { UsageError } from '../../words/usage.ts';
import { findPast, pastOptions, showHistory, showRaw } from '../asset-past.ts';
import { argumentOf, type Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, show, widthOfTable, widthOfTerminal } from '../context.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { definitions, table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption, type Option } from '../options.ts';
import { byOption, personOf } from '../person.ts';
import { warnOfReplay } from '../replaying.ts';

const editOptions: readonly Option[] = [
  { name: 'set', value: 'FIELD=VALUE', reading: 'list', word: 'set' },
  { name: 'clear', value: 'FIELD', reading: 'list', word: 'clear' },
  { name: 'until', value: 'DATE', reading: 'date', word: 'until' },
  { name: 'expect', value: 'FIELD=VALUE', reading: 'list', word: 'expect' },
  { name: 'retire', reading: 'flag', word: 'retire' },
  { name: 'reactivate', reading: 'flag', word: 'reactivate' },
];

export const assetCommand: Command = {
  path: 'asset',
  argument: { form: '<id>', word: 'id' },
  options: [...pastOptions, ...editOptions, byOption, dossierOption],
  run,
};

function run(context: Context, given: Given): Promise<Outcome> {
  const isEdit = editOptions.some(({ name }) => given.values.has(name));
  return atCommonSite(context, { lock: isEdit, given }, async (inside, common) => {
    await warnOfReplay(inside, common);
    if (isOn(given, 'history')) return showHistory(inside, common, argumentOf(given));
    if (isOn(given, 'raw')) return showRaw(inside, common, argumentOf(given));
    const asset = isEdit ? await edited(inside, common, given) : await lookedAt(inside, common, given);
    if (!asset.ok) return asset;
    if (isEdit) note(inside, inside.speech.reports.decisions.asset.changed(asset.value.name));
    answerJson(inside, asset.value);
    show(inside, definitions(describeAsset(inside, asset.value), widthOfTerminal(inside)));
    if (!isEdit && asset.value.software.length > 0) show(inside, `\n${tableOfSoftware(inside, asset.value.software)}`);
    return ok(0);
  });
}

/** As it is, or with `--at` as its reports told it then: what people say of it has no past. */
async function lookedAt(context: Context, common: Common, given: Given): Promise<Result<WholeAsset, ExplainedError>> {
  const id = argumentOf(given);
  if (given.values.has('at')) return asOfDay(await findPast(context, common, given), id);
  const asset = await lookAtAsset(common, id);
  return asset ? ok(asset) : err({ kind: 'asset-unknown', id });
}

function asOfDay(found: Awaited<ReturnType<typeof findPast>>, id: string): Result<WholeAsset, ExplainedError> {
  if (!found.ok) return found;
  if (!found.value) return err({ kind: 'asset-unknown', id });
  return ok({ ...found.value, manual: {}, reported: {}, retiredAt: '', links: [], records: [], residences: [], claimedSince: '' });
}

// ---------------------------------------------------------------- what a person says

async function edited(context: Context, common: Common, given: Given) {
  const edit = editOf(context, given);
  return edit.ok ? editAsset(common, argumentOf(given), edit.value) : edit;
}

function editOf(context: Context, given: Given): Result<Edit, UsageError> {
  const set = pairsOf(given, 'set');
  if (!set.ok) return set;
  const expected = pairsOf(given, 'expect');
  if (!expected.ok) return expected;
  const life = isOn(given, 'retire') ? ('retire' as const) : isOn(given, 'reactivate') ? ('reactivate' as const) : undefined;
  const until = textOf(given, 'until')?.slice(0, 10) ?? '';
  return ok({ set: set.value, clear: listOf(given, 'clear'), expected: expected.value, until, life, by: personOf(context, given) });
}

function listOf(given: Given, name: string): readonly string[] {
  const value = given.values.get(name);
  return Array.isArray(value) ? value : [];
}

function pairsOf(given: Given, name: string): Result<readonly FieldValue[], UsageError> {
  const pairs: FieldValue[] = [];
  for (const text of listOf(given, name)) {
    const [, field, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (field === undefined || value === undefined)
      return err({ kind: 'invalid-value', option: `--${name}`, value: text, expected: 'field-value' });
    pairs.push({ field: field.trim(), value });
  }
  return ok(pairs);
}

// ---------------------------------------------------------------- as people see it

type Row = readonly [string, string];

function describeAsset(context: Context, asset: WholeAsset): readonly Row[] {
  return [...factRows(context, asset), ...manualRows(context, asset), ...lifeRows(context, asset)];
}

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

function factRows(context: Context, asset: WholeAsset): readonly Row[] {
  const { reports, codes, format } = context.speech;
  const { rows } = reports.dossier;
  const megabytes = (count: number): string => format.bytes(count * 1_000_000);
  const corrected = (value: string, ...fields: readonly (typeof correctableFields)[number][]): string => {
    const said = fields.filter((field) => asset.reported[field] !== undefined);
    const before = fields.map((field) => asset.reported[field] ?? asset[field]);
    return said.length === 0
      ? value
      : `${value} (${reports.decisions.asset.reported(join(...before))}; ${said.map((field) => whoSaid(context, asset.manual[field])).join('; ')})`;
  };
  return [
    [rows.id, asset.id],
    [rows.site, asset.site],
    [rows.name, corrected(asset.name, 'name')],
    [rows.kind, sayCode(codes.assetKinds, asset.kind)],
    [rows.os, corrected(join(asset.os, asset.osVersion), 'os', 'osVersion')],
    [rows.maker, corrected(join(asset.manufacturer, asset.model), 'manufacturer', 'model')],
    [rows.serial, corrected(asset.serial, 'serial')],
    [rows.uuid, asset.uuid],
    [rows.macs, asset.macs.join(' ')],
    [rows.cpu, asset.cpu],
    [rows.memory, asset.memoryMb === null ? '' : megabytes(asset.memoryMb)],
    [rows.disks, asset.disks.map(({ name, sizeMb }) => join(name, megabytes(sizeMb))).join(', ')],
    [rows.user, corrected(asset.user, 'user')],
  ];
}

/** Fields of people's own; a corrected one stands where the reported one would. */
function manualRows(context: Context, asset: WholeAsset): readonly Row[] {
  const { fields, asset: words } = context.speech.reports.decisions;
  const names: Readonly<Record<string, string>> = fields;
  const isCorrection = (field: string): boolean => correctableFields.some((name) => name === field);
  return Object.values(asset.manual).flatMap((said): readonly Row[] => {
    const other = said.conflict === '' ? '' : words.otherWord(said.conflict);
    if (isCorrection(said.field)) return other === '' ? [] : [[said.field, other]];
    const remarks = [other, whoSaid(context, said)].filter((part) => part !== '').join('; ');
    return [[names[said.field] ?? said.field, `${said.value} (${remarks})`]];
  });
}

function whoSaid({ speech }: Context, said: ManualField | undefined): string {
  return said === undefined ? '' : speech.reports.decisions.asset.said(said.by, speech.format.date(said.at), said.until);
}

function lifeRows(context: Context, asset: WholeAsset): readonly Row[] {
  const { reports, format } = context.speech;
  const { rows } = reports.dossier;
  const { asset: words, links } = reports.decisions;
  const dated = (iso: string): string => (iso === '' ? '' : format.date(iso));
  const [, ...former] = asset.residences;
  return [
    [rows.inventoryDate, dated(asset.inventoryDate)],
    [words.rows.firstSeen, dated(asset.firstSeen)],
    [rows.lastSeen, dated(asset.lastSeen)],
    [words.rows.missingSince, dated(asset.missingSince)],
    [words.rows.retiredAt, dated(asset.retiredAt)],
    [
      words.rows.residences,
      former.length === 0 ? '' : asset.residences.map(({ site, since }) => words.since(site, dated(since))).join(', '),
    ],
    [words.rows.claimed, dated(asset.claimedSince)],
    [words.rows.links, [...new Set(asset.links.map(({ rule }) => links[rule]))].join(', ')],
    [rows.sources, asset.sources.map(({ site, path }) => `${site}/${path}`).join(', ')],
    [rows.software, String(asset.softwareCount)],
  ];
}

function tableOfSoftware(context: Context, software: WholeAsset['software']): string {
  const { columns } = context.speech.reports.dossier;
  const titles = [columns.name, columns.version, columns.publisher].map((title) => ({ title, isFlexible: true }));
  return table(
    titles,
    software.map(({ name, version, publisher }) => [name, version, publisher]),
    widthOfTable(context),
  );
}
