/**
 * The history of an asset, one report at a time: what is known after it, and what changed. The inventory's own date decides, never the
 * arrival (protocol §9): whoever folds the same reports, in whatever order they came, ends in the same state with the same changes.
 */
import type { ReportHead, Software } from '../report.ts';
import { addressChanges } from './address-changes.ts';
import { factChanges } from './fact-changes.ts';
import { settlePlace } from './residence.ts';
import { emptiedChange, factsOfState, fateOf, markOf, mergeSections } from './sections.ts';
import { isSameSoftware, softwareChanges } from './software-changes.ts';
import type { AssetState, BareChange, Change, Step, TimelineReport } from './timeline.ts';

export type Timeline = { readonly state: AssetState; readonly software: readonly Software[]; readonly changes: readonly Change[] };

/**
 * One step of the fold; linear in the sizes of the report and of `previous`, the software known so far ([] when none is). The newest
 * report again changes nothing. Throws on a report that `isLate`: its place is further back, and `timelineOf` puts it there.
 */
export const advance = (state: AssetState | undefined, next: TimelineReport, previous: readonly Software[]): Step => {
  if (state !== undefined && isLate(state, next)) throw new Error(`a late report: ${next.date} ${next.sha256}`);
  if (state !== undefined && compareContents(next, state.newest) === 0) return { state, software: null, changes: [] };
  const { sections, asOf, emptied } = mergeSections(state, next);
  const { place, changes: moves } = settlePlace(state, next);
  const list = mergeSoftware(state, next, previous);
  const after: AssetState = {
    ...{ head: headOf(state, next), sections, asOf, software: list.mark, ...place },
    firstDate: state?.firstDate || next.date,
    lastDate: next.date,
    newest: { date: next.date, sha256: next.sha256, item: next.item, site: next.site, path: next.path },
  };
  const changes = state === undefined ? [appeared(after)] : [...moves, ...changesBetween(state, after), ...emptied, ...list.changes];
  const { date, site, sha256 } = next;
  return { state: after, software: list.software, changes: changes.map((change) => ({ date, site, ...change, sha256 })) };
};

const changesBetween = (before: AssetState, after: AssetState): readonly BareChange[] => {
  const [old, young] = [factsOfState(before), factsOfState(after)];
  const addresses = addressChanges({ ...old, sections: before.sections }, { ...young, sections: after.sections });
  return [...factChanges(old, young), ...addresses];
};

/** The whole history of an asset from its reports, at least one, in any order and as often as you like. */
export const timelineOf = (reports: readonly TimelineReport[]): Timeline => {
  const [first, ...others] = [...reports].sort(comparePlaces);
  if (first === undefined) throw new Error('an asset without a report');
  let { state, software, changes }: Step = advance(undefined, first, []);
  const all = [...changes];
  for (const next of others) {
    const step: Step = advance(state, next, software ?? []);
    ({ state, changes } = step);
    software = step.software ?? software;
    for (const change of changes) all.push(change);
  }
  return { state, software: software ?? [], changes: all };
};

/** Whether a report stands before the newest one known, so that the history has to be folded anew. */
export const isLate = (state: AssetState, next: TimelineReport): boolean => comparePlaces(next, state.newest) < 0;

type OrderedPlace = Pick<TimelineReport, 'date' | 'sha256' | 'item' | 'site' | 'path'>;

/** The order of a timeline. Copies of one file differ only in where they lie: of them the first counts, as good as any other, but the same for all. */
export const comparePlaces = (a: OrderedPlace, b: OrderedPlace): number =>
  compareContents(a, b) || compareTexts(a.site, b.site) || compareTexts(a.path, b.path);

const compareContents = (a: OrderedPlace, b: OrderedPlace): number =>
  compareTexts(a.date, b.date) || compareTexts(a.sha256, b.sha256) || a.item - b.item;

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** What the report does not say stays; that a scanner found something does not make a known kind unknown. */
const headOf = (state: AssetState | undefined, { report }: TimelineReport): ReportHead => {
  const known = state?.head;
  return {
    deviceId: report.deviceId || (known?.deviceId ?? ''),
    kind: report.kind === 'unmanaged' ? (known?.kind ?? report.kind) : report.kind,
    agent: report.agent || (known?.agent ?? ''),
    tag: report.tag || (known?.tag ?? ''),
  };
};

type KnownSoftware = {
  readonly mark: AssetState['software'];
  readonly software: Step['software'];
  readonly changes: readonly BareChange[];
};

/** Like a section; the first list is a discovery, not a thousand installations. */
const mergeSoftware = (state: AssetState | undefined, next: TimelineReport, previous: readonly Software[]): KnownSoftware => {
  const known = state?.software ?? null;
  const list = next.report.software;
  if (list === null) return { mark: known, software: null, changes: [] };
  const fate = fateOf({ known: state, next, section: known, isEmpty: list.length === 0, wasEmpty: previous.length === 0 });
  const mark = markOf(fate, next, known);
  if (fate === 'erased') return { mark, software: [], changes: [emptiedChange('softwares', previous.length)] };
  if (fate !== 'replaced' || (known !== null && isSameSoftware(previous, list))) return { mark, software: null, changes: [] };
  return { mark, software: list, changes: known === null ? [] : softwareChanges(previous, list) };
};

const appeared = (state: AssetState): BareChange => {
  const { name, deviceId, serial, macs } = factsOfState(state);
  return { kind: 'appeared', subject: name || deviceId || serial || (macs[0] ?? ''), before: '', after: state.site };
};
