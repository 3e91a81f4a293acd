/** What happened to the company, or to one of its sites, in a period; gathered by questions that the database counts. Reads only. */
import { DateTime } from 'luxon';
import { type DigestFacts, type ToldChanges, type ToldKind, toldKinds } from '../exchange/digest-facts.ts';
import type { Period, Scope } from '../store/figures-port.ts';
import type { Common } from './installation.ts';
import { keySoftware } from './key-software.ts';
import { systemsEnding } from './lifecycle.ts';
import { commonStatus } from './status.ts';

export type DigestQuestion = Period & {
  /** Of the whole company where there is none. */
  readonly site?: string;
};

const shownExamples = 8;
const shownTitles = 10;
/** New ones are looked for among so many names. */
const candidateTitles = 100;
const shownEndings = 10;
const staleAfterDays = 30;

/** The news of one period; figures of today beside it: silent sites, stale machines, key software, ends of support. */
export async function digestFacts(common: Common, { site, since, until }: DigestQuestion): Promise<DigestFacts> {
  const { store, timeZone, settings } = common;
  const scope = { ...(site === undefined ? {} : { site }), without: [...(await store.decisions.retired()).keys()] };
  const watched = await keySoftware(common, { ...(site === undefined ? {} : { site }), machines: 0 });
  return {
    ...{ site: site ?? '', name: settings.organisation || settings.name || settings.site, since, until, timeZone },
    assets: await store.figures.digest.assets(scope),
    changes: await changesOf(common, { ...scope, since, until }),
    ...(await softwareOf(common, { ...scope, since, until })),
    keySoftware: watched.entries.filter(({ absent, outdated, forbidden }) => absent + outdated + forbidden > 0).map(watchedFigures),
    licences: site === undefined ? watched.licences.filter((licence) => licence.installations > licence.licences).map(licenceOf) : [],
    doubles: await doublesAt(common, site),
    ...(await silenceOf(common, scope)),
    ...(await unreadOf(common, site)),
    endings: await endingsOf(common, site),
  };
}

const watchedFigures = ({ entry, absent, outdated, forbidden }: DigestFacts['keySoftware'][number]) => ({
  entry,
  absent,
  outdated,
  forbidden,
});

const licenceOf = ({ entry, licences, installations }: DigestFacts['licences'][number]) => ({ entry, licences, installations });

async function changesOf({ store }: Common, scope: Scope & Period): Promise<readonly ToldChanges[]> {
  const counts = new Map((await store.figures.digest.kinds(scope)).map(({ kind, machines }) => [kind, machines]));
  const told: ToldChanges[] = [];
  for (const kind of toldKinds) {
    const machines = counts.get(kind) ?? 0;
    if (machines > 0) told.push({ kind, machines, examples: await examplesOf(store, kind, scope) });
  }
  return told;
}

/** The newest changes of a kind, each machine once. */
async function examplesOf(store: Common['store'], kind: ToldKind, scope: Scope & Period): Promise<ToldChanges['examples']> {
  const changes = await store.figures.digest.changes({ ...scope, kind, limit: shownExamples * 3 });
  const byAsset = new Map(
    changes.toReversed().map(({ asset, name, site, before, after }) => [asset, { asset, name, site, before, after }]),
  );
  return [...byAsset.values()].slice(0, shownExamples);
}

async function softwareOf({ store }: Common, scope: Scope & Period): Promise<Pick<DigestFacts, 'newSoftware' | 'upgradedSoftware'>> {
  const { digest } = store.figures;
  const installed = await digest.software({ ...scope, kind: 'software-installed', limit: candidateTitles });
  const upgraded = await digest.software({ ...scope, kind: 'software-upgraded', limit: shownTitles });
  const isNew = installed.filter(({ holders, machines }) => holders > 0 && holders <= machines);
  return {
    newSoftware: isNew.slice(0, shownTitles).map(({ name, machines }) => ({ name, machines })),
    upgradedSoftware: upgraded.map(({ name, after, machines }) => ({ name, version: after, machines })),
  };
}

/** Pairs of which a record is the site's. */
async function doublesAt({ store }: Common, site: string | undefined): Promise<number> {
  const doubles = await store.dossier.doubles();
  if (site === undefined || doubles.length === 0) return doubles.length;
  const records = await store.dossier.records(doubles.flatMap(({ a, b }) => [a, b]));
  const own = new Set(records.filter((record) => record.site === site).map(({ id }) => id));
  return doubles.filter(({ a, b }) => own.has(a) || own.has(b)).length;
}

/** A machine of a silent site is not stale: nothing is known of it because nothing is known of its site. */
async function silenceOf(common: Common, scope: Scope): Promise<Pick<DigestFacts, 'silentSites' | 'stale'>> {
  const { sites } = await commonStatus(common);
  const silent = sites.filter(({ freshness, site }) => freshness === 'silent' && (scope.site === undefined || scope.site === site));
  const names = new Set(silent.map(({ site }) => site));
  const before = DateTime.fromJSDate(common.now(), { zone: common.timeZone }).minus({ days: staleAfterDays }).toFormat('yyyy-LL-dd');
  const stale = (await common.store.figures.digest.stale({ ...scope, before })).filter(({ site }) => !names.has(site));
  return {
    silentSites: silent.map(({ site, lastContactAt }) => ({ site, lastContactAt })),
    stale: { days: staleAfterDays, machines: stale.reduce((sum, { machines }) => sum + machines, 0), sites: stale },
  };
}

/** Mails in quarantine may be anybody's: they are the company's business. */
async function unreadOf({ store, disk }: Common, site: string | undefined): Promise<Pick<DigestFacts, 'quarantined' | 'unreadable'>> {
  const items = site === undefined ? await disk.quarantined() : undefined;
  const files = (await store.problemFiles()).filter((file) => site === undefined || file.site === site);
  return { quarantined: items?.ok ? items.value.length : 0, unreadable: files.length };
}

/** What ends soon first, then what ended last. */
async function endingsOf(common: Common, site: string | undefined): Promise<DigestFacts['endings']> {
  const systems = await systemsEnding(common, site);
  const ending = systems.filter(({ support }) => support === 'ending');
  const ended = systems.filter(({ support }) => support === 'ended').toReversed();
  return [...ending, ...ended].slice(0, shownEndings).map(({ product, release, supportEnds, support, machines }) => {
    return { product, release, supportEnds, state: support === 'ending' ? 'ending' : 'ended', machines };
  });
}
