/** What is known of each asset after its reports: one step further, or folded again from all its originals. */
import { hash } from 'node:crypto';
import { advance, comparePlaces, isLate, timelineOf } from '../inventory/history/advance.ts';
import { factsOfState } from '../inventory/history/sections.ts';
import type { AssetState, Change, TimelineReport } from '../inventory/history/timeline.ts';
import type { Group } from '../inventory/identity/regroup.ts';
import type { Software } from '../inventory/report.ts';
import type { AssetWrite, DossierChange, StoredAsset, StoredReport } from '../store/dossier-port.ts';
import { StoreFailure } from '../store/journal-port.ts';
import type { Common } from './installation.ts';
import { readAgain } from './read-again.ts';
import type { Arrived, Grouping } from './settle-groups.ts';

export type Assets = Pick<DossierChange, 'gone'> & { readonly writes: readonly AssetWrite[] };

export async function assetsOf(common: Common, grouping: Grouping, fresh: readonly Arrived[], isForced: boolean): Promise<Assets> {
  const byRecord = Map.groupBy(fresh, ({ record }) => record);
  const freshOf = ({ records }: Group): readonly Arrived[] => records.flatMap((id) => byRecord.get(id) ?? []);
  const isRelinked = await relinking(common, grouping);
  const touched = grouping.groups.filter(
    (group) => freshOf(group).length > 0 || !group.isContinued || group.id !== group.row || isForced || isRelinked(group),
  );
  const rows = [...touched.map(({ row }) => row), ...grouping.gone.map(({ id }) => id)].filter((id) => id !== '');
  const stored = new Map((await common.store.dossier.storedAssets(rows)).map((asset) => [asset.id, asset]));
  const plans = touched.map((group) => planFor(group, stored.get(group.row), freshOf(group), isForced));
  const lists = await common.store.dossier.softwareOf(plans.flatMap(({ asset, needsList }) => (asset && needsList ? [asset.id] : [])));
  const writes: AssetWrite[] = [];
  for (const plan of plans) {
    const links = grouping.isJudged ? plan.group.links : (plan.asset?.links ?? []);
    const folded = plan.isRewritten ? await foldAgain(common, plan) : goOn(plan, lists);
    if (folded) writes.push({ id: plan.group.id, number: plan.asset?.number ?? null, links, isRewritten: plan.isRewritten, ...folded });
  }
  const gone = grouping.gone.flatMap(({ id, into }) => {
    const number = stored.get(id)?.number;
    return number === undefined ? [] : [{ number, into }];
  });
  return { writes, gone };
}

/** What others turned out to be may be the reason why two records are still one: a value that tells nothing any more is no link. */
async function relinking(common: Common, { groups, isJudged }: Grouping): Promise<(group: Group) => boolean> {
  if (!isJudged) return () => false;
  const known = await common.store.dossier.linksOf(groups.map(({ row }) => row).filter((id) => id !== ''));
  return ({ row, links }) => row !== '' && JSON.stringify(known.get(row) ?? []) !== JSON.stringify(links);
}

type Plan = {
  readonly group: Group;
  readonly asset: StoredAsset | undefined;
  /** Oldest first. */
  readonly fresh: readonly Arrived[];
  readonly isRewritten: boolean;
  /** The software that it has must be known to tell what changed. */
  readonly needsList: boolean;
};

function planFor(group: Group, asset: StoredAsset | undefined, arrived: readonly Arrived[], isForced: boolean): Plan {
  const fresh = [...arrived].sort(comparePlaces);
  const goesOn = asset !== undefined && group.isContinued && fresh.every((report) => !isLate(asset.state, report));
  const isRewritten = isForced || !(group.isNew || goesOn);
  const needsList = fresh.some(({ report }) => report.software !== null && digestOf(report.software) !== asset?.softwareSha256);
  return { group, asset, fresh, isRewritten, needsList };
}

/** Of a list as it was reported: the same digest, the same software. */
const digestOf = (software: readonly Software[]): string =>
  hash('sha256', software.map(({ name, version, publisher }) => `${name}\0${version}\0${publisher}`).join('\n'));

type Folded = Pick<AssetWrite, 'state' | 'facts' | 'software' | 'softwareSha256' | 'changes'>;

/** Step by step from what is known. */
function goOn({ asset, fresh, needsList }: Plan, lists: ReadonlyMap<string, readonly Software[]>): Folded | undefined {
  let state: AssetState | undefined = asset?.state;
  let known: readonly Software[] | undefined = asset && needsList ? lists.get(asset.id) : undefined;
  let list: readonly Software[] | null = null;
  let softwareSha256 = asset?.softwareSha256 ?? '';
  const changes: Change[] = [];
  for (const report of fresh) {
    // A list with the known digest is the known one: nothing of it changed.
    const step = advance(state, report, known ?? (needsList ? [] : (report.report.software ?? [])));
    state = step.state;
    changes.push(...step.changes);
    if (!step.software || !needsList) continue;
    known = step.software;
    list = step.software;
    softwareSha256 = digestOf(step.software);
  }
  return state && { state, facts: factsOfState(state), software: list, softwareSha256, changes };
}

/** From all reports of all its records, read from the originals; those that just came are at hand. */
async function foldAgain(common: Common, { group, fresh }: Plan): Promise<Folded | undefined> {
  const atHand = new Map(fresh.map((report) => [keyOf(report), report]));
  const known = await common.store.dossier.reportsOfRecords(group.records);
  const missing = known.filter((report) => !atHand.has(keyOf(report)));
  const reports: readonly TimelineReport[] = [...fresh, ...(await reportsAgain(common, missing))];
  if (reports.length === 0) return undefined;
  const { state, software, changes } = timelineOf(reports);
  return { state, facts: factsOfState(state), software, softwareSha256: state.software ? digestOf(software) : '', changes };
}

const keyOf = ({ site, sha256, item }: Pick<StoredReport, 'site' | 'sha256' | 'item'>): string => `${site} ${sha256} ${item}`;

/**
 * Read from their originals, in no order. One that cannot be read any more tells nothing; `check` names it. One that was given up for
 * want of time or memory must not be forgotten for that: throws StoreFailure `store-busy`, and the next run tries again.
 */
export async function reportsAgain(common: Common, known: readonly StoredReport[]): Promise<readonly TimelineReport[]> {
  const reports: TimelineReport[] = [];
  const byFile = Map.groupBy(known, ({ site, sha256 }) => `${site} ${sha256}`);
  for (const ofFile of byFile.values()) reports.push(...(await readReports(common, ofFile)));
  return reports;
}

const givenUp: ReadonlySet<string> = new Set(['deadline', 'memory', 'crash']);

async function readReports(common: Common, ofFile: readonly StoredReport[]): Promise<readonly TimelineReport[]> {
  const [file] = ofFile;
  const read = file && (await readAgain(common, file));
  if (read && !read.ok && givenUp.has(read.error))
    throw new StoreFailure('store-busy', `${file?.sha256} was not read again: ${read.error}`);
  if (!read?.ok || !read.value.content.ok) return [];
  const { value } = read.value.content;
  return ofFile.flatMap(({ site, sha256, item, record, date, path }) => {
    const report = value[item];
    return report ? [{ report, record, site, date, sha256, item, path }] : [];
  });
}
