/**
 * Which sections are known after one more report (inventory.md §2.2 rule 12). A partial report never erases; a whole one with an empty
 * section only doubts what is known, because agents time out, and the next whole one that has it empty, too, erases it.
 */
import { factsOf } from '../facts.ts';
import type { AssetFacts, SectionRow } from '../report.ts';
import type { AssetState, BareChange, SectionState, TimelineReport } from './timeline.ts';

/** What is known of an asset. Where an agent and a query over the network both spoke, the agent's word counts, completed by the other. */
export const factsOfState = ({ head, sections }: Pick<AssetState, 'head' | 'sections'>): AssetFacts => {
  const { device, ports, ips, ...machine } = sections;
  if (device === undefined || Object.keys(machine).length === 0) return factsOf(head, sections);
  const found = factsOf(head, { device, ...(ports && { ports }), ...(ips && { ips }) });
  return completed(factsOf(head, machine), found);
};

type KnownSections = Pick<AssetState, 'sections' | 'asOf'> & { readonly emptied: readonly BareChange[] };

/** Sections that the report does not have stay as they are, dates and doubts included. */
export const mergeSections = (known: AssetState | undefined, next: TimelineReport): KnownSections => {
  const sections: Record<string, readonly SectionRow[]> = { ...known?.sections };
  const asOf: Record<string, SectionState> = { ...known?.asOf };
  const emptied: BareChange[] = [];
  for (const [name, rows] of Object.entries(next.report.sections)) {
    const old = sections[name] ?? [];
    const fate = fateOf({ known, next, section: asOf[name], isEmpty: isEmpty(rows), wasEmpty: isEmpty(old) });
    if (fate === 'erased') emptied.push(emptiedChange(name, old.length));
    if (fate === 'replaced' || fate === 'erased') sections[name] = next.report.partial ? joined(name, old, rows) : rows;
    asOf[name] = markOf(fate, next, asOf[name]);
  }
  return { sections, asOf, emptied };
};

type Fate = 'kept' | 'doubted' | 'erased' | 'replaced';

type Question = {
  readonly known: AssetState | undefined;
  readonly next: TimelineReport;
  readonly section: SectionState | null | undefined;
  readonly isEmpty: boolean;
  readonly wasEmpty: boolean;
};

/** What becomes of a section, or of the software list, that a report has. The very same file again is no second witness. */
export const fateOf = ({ known, next, section, isEmpty: isNowEmpty, wasEmpty }: Question): Fate => {
  if (!isNowEmpty || wasEmpty || !section) return 'replaced';
  if (next.report.partial) return 'kept';
  const isSameFile = known?.sha256 === next.sha256 && known.item === next.item;
  return section.isDoubted && !isSameFile ? 'erased' : 'doubted';
};

/** From which report the section is after that. */
export const markOf = (fate: Fate, { date, sha256 }: TimelineReport, old: SectionState | null | undefined): SectionState => {
  if (!old || fate === 'replaced' || fate === 'erased') return { date, sha256, isDoubted: false };
  return fate === 'doubted' ? { ...old, isDoubted: true } : old;
};

/** `before` and `after` count records. */
export const emptiedChange = (section: string, records: number): BareChange => ({
  kind: 'section-emptied',
  subject: section,
  before: `${records}`,
  after: '0',
});

/** Sections of one record: what a partial report leaves out of it is not erased either. */
const records: ReadonlySet<string> = new Set(['hardware', 'bios', 'operatingsystem', 'device']);

const joined = (name: string, old: readonly SectionRow[], rows: readonly SectionRow[]): readonly SectionRow[] =>
  records.has(name) && old.length > 0 ? [{ ...old[0], ...rows[0] }] : rows;

/** XML writes an empty section as one record without fields. */
const isEmpty = (rows: readonly SectionRow[]): boolean => rows.every((row) => Object.keys(row).length === 0);

const completed = (facts: AssetFacts, others: AssetFacts): AssetFacts => {
  const known = Object.entries(facts).filter(([, value]) => value !== '' && value !== null && value !== false && !isNothing(value));
  return { ...others, ...Object.fromEntries(known) };
};

const isNothing = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
