/** What happened to the company, or to one of its sites, in a period; gathered by questions that the database counts. Reads only. */
import { DateTime } from 'luxon';
import { type DigestFacts, type ToldChanges, type ToldKind, toldKinds } from '../exchange/digest-facts.ts';
import type { Learnt, Period, Scope } from '../store/figures-port.ts';
import type { Common } from './installation.ts';
import { type KeySoftwareReport, keySoftware } from './key-software.ts';
import { systemsEnding } from './lifecycle.ts';
import { retiredAssets } from './look.ts';
import { commonStatus } from './status.ts';

/** What is asked once for all digests of a period. */
export type DigestGrounds = {
  readonly learnt: Learnt;
  readonly watched: KeySoftwareReport;
  readonly silentSites: DigestFacts['silentSites'];
};

const shownExamples = 8;
const shownTitles = 10;
/** New ones are looked for among so many names. */
const candidateTitles = 100;
const shownEndings = 10;
const staleAfterDays = 30;

/** ISO 8601: from `since` on and before `until`. */
export async function digestGrounds(common: Common, period: Period): Promise<DigestGrounds> {
  const { sites } = await commonStatus(common);
  const silent = sites.filter(({ freshness }) => freshness === 'silent');
  return {
    learnt: await common.store.figures.digest.learnt(period),
    watched: await keySoftware(common, { machines: 0 }),
    silentSites: silent.map(({ site, lastContactAt }) => ({ site, lastContactAt })),
  };
}

/** The news of one period, of a site or of the whole company; beside it figures of today: silence, key software, ends of support. */
export async function digestFacts(common: Common, grounds: DigestGrounds, site?: string): Promise<DigestFacts> {
  const { store, timeZone, settings } = common;
  const { learnt, watched, silentSites } = grounds;
  const scope = { ...(site === undefined ? {} : { site }), without: [...(await retiredAssets({ store })).keys()] };
  return {
    ...{ site: site ?? '', name: settings.organisation || settings.name || settings.site },
    ...{ since: learnt.since, until: learnt.until, timeZone },
    assets: await store.figures.digest.assets(scope),
    changes: await changesOf(common, { ...scope, ...learnt }),
    ...(await softwareOf(common, { ...scope, ...learnt })),
    keySoftware: watchedAt(watched, site).filter(({ absent, outdated, forbidden }) => absent + outdated + forbidden > 0),
    licences: site === undefined ? watched.licences.filter((licence) => licence.installations > licence.licences).map(licenceOf) : [],
    doubles: await doublesAt(common, site),
    silentSites: silentSites.filter((silent) => site === undefined || silent.site === site),
    stale: await staleAt(common, scope, silentSites),
    ...(await unreadOf(common, site)),
    endings: await endingsOf(common, site),
  };
}

const nobody = { absent: 0, outdated: 0, forbidden: 0 };

const watchedAt = ({ entries }: KeySoftwareReport, site: string | undefined): DigestFacts['keySoftware'] =>
  entries.map((entry) => {
    const { absent, outdated, forbidden } = site === undefined ? entry : (entry.sites.find((each) => each.site === site) ?? nobody);
    return { entry: entry.entry, absent, outdated, forbidden };
  });

const licenceOf = ({ entry, licences, installations }: DigestFacts['licences'][number]) => ({ entry, licences, installations });

async function changesOf({ store }: Common, scope: Scope & Learnt): Promise<readonly ToldChanges[]> {
  const counts = new Map((await store.figures.digest.kinds(scope)).map(({ kind, machines }) => [kind, machines]));
  const told: ToldChanges[] = [];
  for (const kind of toldKinds) {
    const machines = counts.get(kind) ?? 0;
    if (machines > 0) told.push({ kind, machines, examples: await examplesOf(store, kind, scope) });
  }
  return told;
}

/** The newest changes of a kind, each machine once. */
async function examplesOf(store: Common['store'], kind: ToldKind, scope: Scope & Learnt): Promise<ToldChanges['examples']> {
  const changes = await store.figures.digest.changes({ ...scope, kind, limit: shownExamples * 3 });
  return [...Map.groupBy(changes, ({ asset }) => asset).values()].slice(0, shownExamples).flatMap(([newest]) => {
    if (!newest) return [];
    const { asset, name, site, before, after } = newest;
    return [{ asset, name, site, before, after }];
  });
}

async function softwareOf({ store }: Common, scope: Scope & Learnt): Promise<Pick<DigestFacts, 'newSoftware' | 'upgradedSoftware'>> {
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
async function staleAt(common: Common, scope: Scope, silentSites: DigestFacts['silentSites']): Promise<DigestFacts['stale']> {
  const silent = new Set(silentSites.map(({ site }) => site));
  const before = DateTime.fromJSDate(common.now(), { zone: common.timeZone }).minus({ days: staleAfterDays }).toFormat('yyyy-LL-dd');
  const sites = (await common.store.figures.digest.stale({ ...scope, before })).filter(({ site }) => !silent.has(site));
  return { days: staleAfterDays, machines: sites.reduce((sum, { machines }) => sum + machines, 0), sites };
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
