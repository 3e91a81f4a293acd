/**
 * The preference `keySoftware`: software to watch, one entry a line, and what a machine's list says to it.
 *
 *     Firefox                  wanted, in any version
 *     Firefox >= 128           wanted, and outdated below; <=, <, > and = as well
 *     "Adobe Reader" >= 20.1   quotes keep a name together when it holds an operator, an x or a minus
 *     !TeamViewer              forbidden; -TeamViewer says the same (YAML wants "!TeamViewer" in quotes)
 *     !Java < 8                forbidden in such versions
 *     AutoCAD x 25             25 licences, counted against the installations of the whole company
 *
 * A name means every software that has its words at the beginning of words, whatever their case; updates of products are none of them.
 * What does not follow the grammar is a name.
 */
import type { SoftwareCount } from './asset.ts';
import { isUpdate, softwareKey } from './history/software-names.ts';
import { isNamed } from './questions.ts';
import type { Software } from './report.ts';
import { compareVersions, isVersion, type VersionComparison, type VersionOperator } from './versions.ts';

export type KeySoftware = {
  /** As it was written. */
  readonly entry: string;
  readonly name: string;
  readonly isForbidden: boolean;
  /** null: any version. */
  readonly comparison: VersionComparison | null;
  /** null: not counted. */
  readonly licences: number | null;
};

export type KeySoftwareVerdict = {
  readonly entry: string;
  readonly status: 'present' | 'absent' | 'outdated' | 'forbidden-present' | 'forbidden-absent';
  /** That are installed (for a forbidden one: that are forbidden), oldest first, each once; '' where none is stated. */
  readonly versions: readonly string[];
};

export type LicenceCount = {
  readonly entry: string;
  readonly licences: number;
  /** A machine with two versions or two architectures under different names or versions counts twice. */
  readonly installations: number;
  /** The names that were counted, sorted. */
  readonly names: readonly string[];
};

/** Reads one entry; never fails. */
export const readKeySoftware = (entry: string): KeySoftware => {
  const [, sign = '', rest = ''] = /^\s*([!-]?)\s*(.*?)\s*$/s.exec(entry) ?? [];
  const match = /^(?:"([^"]+)"|([^<>=≤≥]+?))(?:\s*(<=|>=|[<>=≤≥])\s*([^\s<>=≤≥].*)|\s+[x×]\s*(\d{1,7}))?$/s.exec(rest);
  const [, quoted, bare, operator, version, licences] = match ?? [];
  return {
    entry,
    name: quoted ?? bare ?? (rest || entry),
    isForbidden: sign !== '',
    comparison: operator === undefined || version === undefined ? null : { operator: asciiOperator(operator), version },
    licences: licences === undefined ? null : Number(licences),
  };
};

/**
 * One verdict for each entry, in their order; entries that count licences have none. Of several names that an entry means (`Java` is in
 * `Java 8` and in `Java Auto Updater`) the shortest decides whether it is outdated, and each copy of it has to be new enough; a version
 * that is not stated is not held against it.
 */
export const judgeKeySoftware = (entries: readonly string[], software: readonly Software[]): readonly KeySoftwareVerdict[] =>
  entries.map(readKeySoftware).flatMap((key) => (key.licences === null ? [judge(key, software)] : []));

/** For each entry that counts licences: how many there are, and how many are installed. */
export const countLicences = (entries: readonly string[], counts: readonly SoftwareCount[]): readonly LicenceCount[] =>
  entries.map(readKeySoftware).flatMap((key) => {
    if (key.licences === null) return [];
    const counted = counts.filter((count) => isMeant(key, count));
    const installations = counted.reduce((sum, count) => sum + count.installations, 0);
    return [{ entry: key.entry, licences: key.licences, installations, names: [...new Set(counted.map(({ name }) => name))].sort() }];
  });

/** What one installed software says to an entry that counts no licences. */
export type SoftwareWeight = {
  readonly status: 'present' | 'outdated' | 'forbidden-present';
  /** Words of its name: of several that an entry means, those with the fewest decide. */
  readonly words: number;
};

/** undefined for a software that the entry does not mean, or does not mind. */
export const weighSoftware = (key: KeySoftware, row: Software): SoftwareWeight | undefined => {
  if (!isMeant(key, row)) return undefined;
  const words = softwareKey(row.name).split(' ').length;
  const { comparison } = key;
  const isSuch = comparison === null || isVersion(row.version, comparison);
  if (key.isForbidden) return isSuch ? { status: 'forbidden-present', words } : undefined;
  return { status: isSuch || row.version === '' ? 'present' : 'outdated', words };
};

/** Whether an entry means this software, in whatever version: updates of a product are not the product. */
export const isMeant = ({ name }: KeySoftware, row: Software): boolean =>
  isNamed(row.name, name) && (!isUpdate(row.name) || isUpdate(name));

const judge = (key: KeySoftware, software: readonly Software[]): KeySoftwareVerdict => {
  const { entry, isForbidden, comparison } = key;
  const found = software.flatMap((row) => {
    const weight = weighSoftware(key, row);
    return weight ? [{ ...weight, version: row.version }] : [];
  });
  if (found.length === 0) return { entry, status: isForbidden ? 'forbidden-absent' : 'absent', versions: [] };
  if (isForbidden || comparison === null)
    return { entry, status: isForbidden ? 'forbidden-present' : 'present', versions: versionsOf(found) };
  const fewest = found.reduce((least, { words }) => Math.min(least, words), Number.POSITIVE_INFINITY);
  const nearest = found.filter(({ words }) => words === fewest);
  const isOutdated = nearest.some(({ status }) => status === 'outdated');
  return { entry, status: isOutdated ? 'outdated' : 'present', versions: versionsOf(nearest) };
};

/** Each once, oldest first. */
export const versionsOf = (rows: readonly Pick<Software, 'version'>[]): readonly string[] =>
  [...new Set(rows.map(({ version }) => version))].sort((a, b) => compareVersions(a, b) || (a < b ? -1 : 1));

const asciiOperator = (operator: string): VersionOperator =>
  operator === '≤' ? '<=' : operator === '≥' ? '>=' : (operator as VersionOperator);
