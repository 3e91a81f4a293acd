/**
 * The preference `keySoftware` judged over the common dossier: by entry, by site and by machine; licences counted against installations.
 * Titles are judged (inventory/key-software.ts), machines are counted by the database: memory grows with the distinct names, never with
 * the machines. Retired assets do not count; a wanted software is absent only from computers whose software list is known.
 */
import { isMeant, type KeySoftware, readKeySoftware, versionsOf, weighSoftware } from '../inventory/key-software.ts';
import type { FoundMachine, ListedCount, Page, Scope, Title, WeightCount } from '../store/figures-port.ts';
import { effectiveSettings } from './effective-settings.ts';
import type { Common } from './installation.ts';
import { retiredAssets } from './look.ts';

export type KeySoftwareCounts = {
  readonly present: number;
  readonly absent: number;
  readonly outdated: number;
  readonly forbidden: number;
};

export type KeySoftwareProblem = {
  readonly entry: string;
  readonly status: 'absent' | 'outdated' | 'forbidden-present';
  readonly asset: string;
  readonly site: string;
  readonly name: string;
  /** That decided, oldest first; [] where it is absent. */
  readonly versions: readonly string[];
};

export type KeySoftwareEntry = KeySoftwareCounts & {
  readonly entry: string;
  readonly isForbidden: boolean;
  readonly sites: readonly (KeySoftwareCounts & { readonly site: string })[];
  /** The first ones; all of them come by `keySoftwareProblems`. */
  readonly machines: readonly KeySoftwareProblem[];
};

export type LicenceFigures = {
  readonly entry: string;
  readonly licences: number;
  /** A machine with two versions counts twice. */
  readonly installations: number;
  readonly machines: number;
  /** At most fifty, sorted. */
  readonly names: readonly string[];
  readonly sites: readonly { readonly site: string; readonly machines: number; readonly installations: number }[];
};

export type KeySoftwareReport = {
  /** 0 while there are no preferences: the settings' own list holds then. */
  readonly preferencesVersion: number;
  readonly entries: readonly KeySoftwareEntry[];
  readonly licences: readonly LicenceFigures[];
  /** Computers that were judged, and those of which no software list is known. */
  readonly judged: number;
  readonly unlisted: number;
};

type Ports = Pick<Common, 'disk' | 'settings' | 'register' | 'store'>;

const mostNames = 50;

/** `machines`: at most so many for each entry. */
export async function keySoftware(ports: Ports, { site, machines }: { readonly site?: string; readonly machines: number }) {
  const scope = await scopeOf(ports, site);
  const listed = await ports.store.figures.keySoftware.listed(scope);
  const keys = await entriesOf(ports);
  const entries: KeySoftwareEntry[] = [];
  const licences: LicenceFigures[] = [];
  for (const key of keys) {
    const meant = await titlesMeant(ports, key);
    if (key.licences === null) entries.push(await entryFigures(ports, { key, meant, listed, scope, machines }));
    else licences.push(await licenceFigures(ports, { key, licences: key.licences, meant, scope }));
  }
  const report: KeySoftwareReport = {
    preferencesVersion: (await ports.register.preferences())?.version ?? 0,
    entries,
    licences,
    judged: listed.reduce((sum, each) => sum + each.listed, 0),
    unlisted: listed.reduce((sum, each) => sum + each.unlisted, 0),
  };
  return report;
}

export type ProblemChoice = {
  readonly site?: string;
  /** As the preferences write it; all of them when absent. */
  readonly entry?: string;
  readonly status?: ProblemKind;
};

/** Every machine with a problem, entry by entry, in pages: for lists of any length. */
export async function* keySoftwareProblems(
  ports: Ports,
  { site, entry, status }: ProblemChoice,
): AsyncGenerator<readonly KeySoftwareProblem[]> {
  const scope = await scopeOf(ports, site);
  for (const key of await entriesOf(ports)) {
    if (key.licences !== null || (entry !== undefined && entry !== key.entry)) continue;
    const weighed = weighedTitles(key, await titlesMeant(ports, key));
    const kinds = problemKinds(key).filter((kind) => status === undefined || status === kind);
    for (const kind of kinds) yield* problemPages(ports, { key, weighed, scope, kind });
  }
}

const entriesOf = async (ports: Ports): Promise<readonly KeySoftware[]> =>
  (await effectiveSettings(ports)).keySoftware.map(readKeySoftware);

const scopeOf = async ({ store }: Ports, site: string | undefined): Promise<Scope> => ({
  ...(site === undefined ? {} : { site }),
  without: [...(await retiredAssets({ store })).keys()],
});

// ---------------------------------------------------------------- titles

/** The words find candidates by folded names; `isMeant` decides. */
async function titlesMeant({ store }: Ports, key: KeySoftware): Promise<readonly Title[]> {
  const words = key.name.split(/\s+/).filter((word) => word !== '');
  return (await store.figures.keySoftware.titles(words)).filter((title) => isMeant(key, title));
}

/** Fewer words weigh less; among equals the outdated copy: the smallest weight is the verdict. */
type Weighed = Title & { readonly weight: number; readonly status: 'present' | 'outdated' | 'forbidden-present' };

/** A wanted software in whatever version, and a forbidden one, are there or not: every name decides alike. */
function weighedTitles(key: KeySoftware, meant: readonly Title[]): readonly Weighed[] {
  const isPlain = key.isForbidden || key.comparison === null;
  return meant.flatMap((title) => {
    const weight = weighSoftware(key, title);
    if (!weight) return [];
    const { status, words } = weight;
    return [{ ...title, status, weight: (isPlain ? 0 : words * 2) + (status === 'outdated' ? 0 : 1) }];
  });
}

// ---------------------------------------------------------------- entries

type EntryQuestion = {
  readonly key: KeySoftware;
  readonly meant: readonly Title[];
  readonly listed: readonly ListedCount[];
  readonly scope: Scope;
  readonly machines: number;
};

async function entryFigures(ports: Ports, { key, meant, listed, scope, machines }: EntryQuestion): Promise<KeySoftwareEntry> {
  const weighed = weighedTitles(key, meant);
  const weights = await ports.store.figures.keySoftware.weights(weighed, scope);
  const sites = listed.map((site) => ({ site: site.site, ...countsOf(key, site, weights) }));
  const sum = (status: keyof KeySoftwareCounts): number => sites.reduce((total, each) => total + each[status], 0);
  const { entry, isForbidden } = key;
  return {
    ...{
      entry,
      isForbidden,
      present: sum('present'),
      absent: sum('absent'),
      outdated: sum('outdated'),
      forbidden: sum('forbidden'),
      sites,
    },
    machines: await firstProblems(ports, { key, weighed, scope }, machines),
  };
}

function countsOf({ isForbidden }: KeySoftware, { site, listed }: ListedCount, weights: readonly WeightCount[]): KeySoftwareCounts {
  const here = weights.filter((each) => each.site === site);
  const count = (isOutdated: boolean): number =>
    here.filter(({ weight }) => isOutdatedWeight(weight) === isOutdated).reduce((sum, { machines }) => sum + machines, 0);
  const [found, outdated] = [count(false), count(true)];
  if (isForbidden) return { present: 0, absent: 0, outdated: 0, forbidden: found };
  return { present: found, absent: listed - found - outdated, outdated, forbidden: 0 };
}

const isOutdatedWeight = (weight: number): boolean => weight % 2 === 0;

// ---------------------------------------------------------------- machines

/** Which machines have which titles is weighed anew for each page: few great ones are quicker than many small ones. */
const pageSize = 20_000;

type ProblemKind = KeySoftwareProblem['status'];

const problemKinds = ({ isForbidden, comparison }: KeySoftware): readonly ProblemKind[] => {
  if (isForbidden) return ['forbidden-present'];
  return comparison === null ? ['absent'] : ['outdated', 'absent'];
};

type ProblemQuestion = { readonly key: KeySoftware; readonly weighed: readonly Weighed[]; readonly scope: Scope };

async function firstProblems(ports: Ports, question: ProblemQuestion, most: number): Promise<readonly KeySoftwareProblem[]> {
  const problems: KeySoftwareProblem[] = [];
  for (const kind of problemKinds(question.key)) {
    if (problems.length >= most) break;
    const found = await pageOf(ports, { ...question, kind }, { after: 0, limit: most - problems.length });
    problems.push(...found.map((machine) => problemOf({ ...question, kind }, machine)));
  }
  return problems;
}

async function* problemPages(
  ports: Ports,
  question: ProblemQuestion & { readonly kind: ProblemKind },
): AsyncGenerator<readonly KeySoftwareProblem[]> {
  for (let after = 0; ; ) {
    const found = await pageOf(ports, question, { after, limit: pageSize });
    if (found.length > 0) yield found.map((machine) => problemOf(question, machine));
    if (found.length < pageSize) return;
    after = found.at(-1)?.number ?? after;
  }
}

type KindQuestion = ProblemQuestion & { readonly kind: ProblemKind };

function pageOf({ store }: Ports, { weighed, scope, kind }: KindQuestion, page: Page) {
  const { keySoftware: figures } = store.figures;
  if (kind === 'absent') {
    const ids = weighed.map(({ id }) => id);
    return figures.lacking(ids, { ...scope, ...page });
  }
  const weights = new Set(weighed.map(({ weight }) => weight).filter((weight) => isOutdatedWeight(weight) === (kind === 'outdated')));
  return figures.weighing(weighed, [...weights], { ...scope, ...page });
}

/** Of a machine's titles those that decided: the fewest words where it is outdated, all where it is forbidden. */
function problemOf({ key, weighed, kind }: KindQuestion, { asset, site, name, titles }: FoundMachine): KeySoftwareProblem {
  const held = new Set(titles);
  const had = weighed.filter(({ id }) => held.has(id));
  const fewest = had.reduce((least, { weight }) => Math.min(least, weight >> 1), Number.POSITIVE_INFINITY);
  const deciding = had.filter(({ weight }) => weight >> 1 === fewest);
  return { entry: key.entry, status: kind, asset, site, name, versions: versionsOf(deciding) };
}

// ---------------------------------------------------------------- licences

type LicenceQuestion = {
  readonly key: KeySoftware;
  readonly licences: number;
  readonly meant: readonly Title[];
  readonly scope: Scope;
};

/** Licences are the company's: they are counted against all its machines, whatever site was asked for. */
async function licenceFigures({ store }: Ports, { key, licences, meant, scope }: LicenceQuestion): Promise<LicenceFigures> {
  const sites = await store.figures.keySoftware.installations(
    meant.map(({ id }) => id),
    { without: scope.without },
  );
  return {
    entry: key.entry,
    licences,
    installations: sites.reduce((sum, { installations }) => sum + installations, 0),
    machines: sites.reduce((sum, { machines }) => sum + machines, 0),
    names: [...new Set(meant.map(({ name }) => name))].sort().slice(0, mostNames),
    sites: sites.filter(({ site }) => scope.site === undefined || site === scope.site),
  };
}
