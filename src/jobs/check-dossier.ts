/** The common dossier: originals, files, states, assets, software, numbers, volumes; each against what it follows from. */
import { hash } from 'node:crypto';
import { stateDigest } from '../exchange/manifest.ts';
import { isBefore } from '../exchange/receipt-effect.ts';
import type { SiteRecord } from '../store/audit-port.ts';
import type { SiteProgress } from '../store/port.ts';
import { type Check, type Found, named } from './finding.ts';
import type { CheckProblem, Common } from './installation.ts';
import { originalOf, readAgain } from './read-again.ts';
import { settleDossier } from './settle-dossier.ts';

/** In this order: files are put back before states are compared. */
export const dossierChecks = (common: Common): readonly Check[] => [
  { check: 'originals', run: () => checkOriginals(common) },
  { check: 'files', run: (isRepair) => checkFiles(common, isRepair) },
  { check: 'states', run: (isRepair) => checkStates(common, isRepair) },
  { check: 'numbers', run: (isRepair) => checkNumbers(common, isRepair) },
  { check: 'assets', run: (isRepair) => checkAssets(common, isRepair) },
  { check: 'software', run: (isRepair) => checkSoftware(common, isRepair) },
  { check: 'volumes', run: () => checkVolumes(common) },
];

// ---------------------------------------------------------------- originals and files

const originalsTogether = 500;

async function checkOriginals(common: Common): Promise<Found> {
  const problems: CheckProblem[] = [];
  let examined = 0;
  let last = '';
  for (;;) {
    const batch = await common.store.audit.originalsAfter(last, originalsTogether);
    for (const { sha256, bytes } of batch) {
      const content = await originalOf(common, sha256);
      if (!content.ok || content.value.length !== bytes) problems.push(named('original-damaged', sha256));
    }
    examined += batch.length;
    last = batch.at(-1)?.sha256 ?? '';
    if (batch.length < originalsTogether) return { examined, problems };
  }
}

async function checkFiles(common: Common, isRepair: boolean): Promise<Found> {
  const { audit } = common.store;
  const { files } = await audit.counts();
  const missing = (await audit.filesWithoutOriginal()).map(({ site, path }) => named('original-missing', `${site}/${path}`));
  const rowless = Map.groupBy(await audit.lostFiles(), ({ site }) => site);
  const lost: CheckProblem[] = [];
  for (const progress of await common.store.allProgress()) {
    lost.push(...(await checkLost(common, progress, rowless.get(progress.site) ?? [], isRepair)));
  }
  return { examined: files, problems: [...missing, ...lost] };
}

/** Files whose rows are gone, if with them the dossier is what was acknowledged. */
async function checkLost(
  common: Common,
  progress: SiteProgress,
  lost: Awaited<ReturnType<Common['store']['audit']['lostFiles']>>,
  isRepair: boolean,
): Promise<readonly CheckProblem[]> {
  const { site, lastParcelAt: at } = progress;
  if (lost.length === 0 || stateDigest([...(await stateFiles(common, site)), ...lost.map(sized)]) !== progress.state) return [];
  if (isRepair) await common.store.audit.repair({ site, at, filesPut: lost.map(({ site: _, ...file }) => file) });
  return lost.map(({ path }) => named('file-lost', `${site}/${path}`, isRepair));
}

const sized = ({ path, sha256, bytes }: { readonly path: string; readonly sha256: string; readonly bytes: number }) => ({
  path,
  sha256,
  size: bytes,
});

async function stateFiles({ store }: Common, site: string) {
  return [...(await store.files(site))].map(([path, file]) => sized({ path, ...file }));
}

// ---------------------------------------------------------------- states and numbers

/** What is there is what the site acknowledged; else what is there is noted, and the next receipt makes the site send all of it. */
async function checkStates(common: Common, isRepair: boolean): Promise<Found> {
  const problems: CheckProblem[] = [];
  const all = await common.store.allProgress();
  for (const { site, epoch, seq, state, files, lastParcelAt: at } of all) {
    const standing = await stateFiles(common, site);
    const digest = standing.length === 0 && state === '-' ? '-' : stateDigest(standing);
    const isCounted = files === standing.length;
    if (digest === state && isCounted) continue;
    if (isRepair) await common.store.audit.repair({ site, at, standing: { epoch, seq, state: digest, files: standing.length } });
    problems.push(named(digest === state ? 'count-differs' : 'state-differs', site, isRepair));
  }
  return { examined: all.length, problems };
}

/** A number below that of a parcel that was applied is raised; one above it cannot be explained. */
async function checkNumbers(common: Common, isRepair: boolean): Promise<Found> {
  const problems: CheckProblem[] = [];
  const all = await common.store.allProgress();
  for (const { site, epoch, seq, state, files, lastParcelAt: at } of all) {
    const highest = await common.store.audit.highestApplied(site);
    if (!highest || (highest.epoch === epoch && highest.seq === seq)) continue;
    const isRepaired = isRepair && isBefore({ epoch, seq }, highest);
    if (isRepaired) await common.store.audit.repair({ site, at, standing: { ...highest, state, files } });
    problems.push(named('number-differs', `${site} ${epoch}.${seq} ${highest.epoch}.${highest.seq}`, isRepaired));
  }
  return { examined: all.length, problems };
}

// ---------------------------------------------------------------- assets and their software

async function checkAssets(common: Common, isRepair: boolean): Promise<Found> {
  const { audit } = common.store;
  const { assets } = await audit.counts();
  const missing = (await audit.assetsWithoutOriginal()).map(({ site, path }) => named('original-missing', `${site}/${path}`));
  const lost = await audit.lostAssets();
  if (isRepair) await recompute(common, lost);
  const left = isRepair ? await audit.lostAssets() : lost;
  return { examined: assets, problems: [...missing, ...compared('asset-lost', lost, left)] };
}

async function checkSoftware(common: Common, isRepair: boolean): Promise<Found> {
  const { audit } = common.store;
  const { assets } = await audit.counts();
  const differing = await audit.differingSoftware();
  if (isRepair) await recompute(common, differing);
  const left = isRepair ? await audit.differingSoftware() : differing;
  return { examined: assets, problems: compared('software-differs', differing, left) };
}

const idOf = ({ site, record }: SiteRecord): string => `${site} ${record}`;

function compared(problem: 'asset-lost' | 'software-differs', found: readonly SiteRecord[], left: readonly SiteRecord[]) {
  const standing = new Set(left.map(idOf));
  return found.map((record) => named(problem, idOf(record), !standing.has(idOf(record))));
}

const recordsTogether = 50;

/** Reads the files that describe these records again, and folds their assets from all that is kept. */
async function recompute(common: Common, records: readonly SiteRecord[]): Promise<void> {
  for (const [site, ofSite] of Map.groupBy(records, (record) => record.site)) {
    const ids = ofSite.map(({ record }) => record);
    for (let from = 0; from < ids.length; from += recordsTogether) {
      await recomputeSome(common, site, ids.slice(from, from + recordsTogether));
    }
  }
}

async function recomputeSome(common: Common, site: string, records: readonly string[]): Promise<void> {
  const progress = await common.store.progress(site);
  const files = [];
  for (const file of await common.store.audit.filesOfRecords(site, records)) {
    const again = await readAgain(common, file);
    if (again.ok) files.push(again.value);
  }
  const { dossier } = await settleDossier(common, { site, timeZone: progress?.timeZone || 'UTC', files, isForced: true });
  await common.store.audit.repair({ site, at: progress?.lastParcelAt ?? '', dossier });
}

// ---------------------------------------------------------------- volumes

async function checkVolumes({ store }: Common): Promise<Found> {
  const volumes = await store.audit.volumes();
  const problems: CheckProblem[] = [];
  for (const { site, parcel, number, sha256 } of volumes) {
    const body = await store.audit.volumeBody(site, parcel, number);
    if (!body || hash('sha256', body, 'hex') !== sha256) problems.push(named('volume-damaged', `${site} ${parcel.slice(0, 8)} ${number}`));
  }
  return { examined: volumes.length, problems };
}
