/**
 * What files say becomes a change of the common dossier: their reports, the records and assets that they belong to, and what changed.
 * Whatever the order, the repetition or the loss of mails, the same reports end in the same dossier: a report that goes on from what is
 * known is one step; a late one, or a link found later, folds the asset again from its originals.
 */
import type { ReadFile } from '../exchange/files.ts';
import { recordId } from '../inventory/identity/evidence.ts';
import { instantOf } from '../inventory/report-date.ts';
import type { DossierChange, StoredReport } from '../store/dossier-port.ts';
import type { Common } from './installation.ts';
import { assetsOf } from './settle-assets.ts';
import { type Arrived, type Grouping, groupsOf, grownRecords, recordsToWrite, type Word } from './settle-groups.ts';

export type Settling = {
  readonly site: string;
  /** IANA name: local dates of inventories are told by it. */
  readonly timeZone: string;
  /** The files that came, as they were read. */
  readonly files: readonly ReadFile[];
  /** Paths of files that came again as they were. */
  readonly unchanged?: readonly string[];
  /** Fold every asset that is touched again, from all its originals. */
  readonly isForced?: boolean;
};

export type Settled = {
  readonly dossier: DossierChange;
  /** Path → records that the file describes. */
  readonly described: ReadonlyMap<string, readonly string[]>;
  /** Reports in the files. */
  readonly read: number;
};

/** Reads what is known, decides, and writes nothing. */
export async function settleDossier(common: Common, settling: Settling): Promise<Settled> {
  const arrived = settling.files.flatMap((file) => reportsIn(common, settling, file));
  const fresh = settling.isForced ? distinct(arrived) : await unknownOf(common, settling.site, arrived);
  const grown = await grownRecords(common, fresh);
  const grouping = await groupsOf(common, grown);
  const unchanged = await common.store.dossier.recordsByPath(settling.site, settling.unchanged ?? []);
  const described = new Map(settling.files.map(({ path }) => [path, [] as readonly string[]]));
  for (const [path, reports] of Map.groupBy(arrived, ({ path }) => path))
    described.set(path, [...new Set(reports.map(({ record }) => record))]);
  return {
    dossier: {
      ...(await changeOf(common, grouping, fresh, settling.isForced ?? false)),
      seen: [...new Set([...arrived.map(({ record }) => record), ...[...unchanged.values()].flat()])],
    },
    described,
    read: arrived.length,
  };
}

/** What a person's word about two records changes: only they can say `same` where evidence does not, and take it back. */
export async function settleWord(common: Common, word: Word): Promise<DossierChange> {
  const records = await common.store.dossier.records([word.a, word.b]);
  const grouping = await groupsOf(common, { records, dirty: new Set([word.a, word.b]) }, word);
  return { ...(await changeOf(common, grouping, [], false)), seen: [] };
}

async function changeOf(
  common: Common,
  grouping: Grouping,
  fresh: readonly Arrived[],
  isForced: boolean,
): Promise<Omit<DossierChange, 'seen'>> {
  const { writes, gone } = await assetsOf(common, grouping, fresh, isForced);
  return {
    reports: fresh.map(storedReport),
    ...recordsToWrite(grouping),
    assets: writes,
    gone,
    judged: grouping.isJudged ? grouping.records.map(({ id }) => id) : [],
    doubles: grouping.doubles,
    learned: grouping.learned,
  };
}

// ---------------------------------------------------------------- reports

function reportsIn(common: Common, { site, timeZone }: Settling, file: ReadFile): readonly Arrived[] {
  if (!file.content.ok) return [];
  const { sha256, path, modified, bytes } = file;
  return file.content.value.map((report, item) => ({
    report,
    record: recordId(site, report),
    site,
    date: instantOf(report, { timeZone, modified, now: common.now() }),
    sha256,
    item,
    path,
    modified,
    bytes,
  }));
}

/** The same content again tells nothing, unless it is dated earlier: content without a date takes its file's. */
async function unknownOf(common: Common, site: string, arrived: readonly Arrived[]): Promise<readonly Arrived[]> {
  if (arrived.length === 0) return [];
  const known = await common.store.dossier.reportsOfFiles(site, [...new Set(arrived.map(({ sha256 }) => sha256))]);
  const dates = new Map(known.map(({ sha256, item, date }) => [`${sha256} ${item}`, date]));
  return distinct(arrived).filter(({ sha256, item, date }) => {
    const before = dates.get(`${sha256} ${item}`);
    return before === undefined || ageOf(date) < ageOf(before);
  });
}

/** One content at two paths is one report: of the earlier date, then of the first path. */
function distinct(arrived: readonly Arrived[]): readonly Arrived[] {
  const ordered = [...arrived].sort((a, b) => compare(ageOf(a.date), ageOf(b.date)) || compare(a.path, b.path));
  return [...new Map(ordered.toReversed().map((report) => [`${report.sha256} ${report.item}`, report])).values()].reverse();
}

/** Any date comes before none. */
const ageOf = (date: string): string => (date === '' ? '~' : date);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const storedReport = ({ site, sha256, item, record, date, path, modified, bytes }: Arrived): StoredReport => ({
  site,
  sha256,
  item,
  record,
  date,
  path,
  modified,
  bytes,
});
