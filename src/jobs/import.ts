/**
 * A transit folder: plain inventory files, in a folder or an archive, that become part of the dossier of a site because the administrator of
 * the common site says so. No signature, no number and no receipt: the word is given here, at this machine. The files go through the same
 * limits, the same reading and the same settling as those of a parcel. If the site mails parcels, its next whole dossier wins.
 */
import { hash } from 'node:crypto';
import { type StateFile, stateAfter } from '../exchange/delta.ts';
import { stateDigest } from '../exchange/manifest.ts';
import { isSiteId } from '../exchange/protocol.ts';
import type { ReadParcel } from '../reading/port.ts';
import { err, ok, type Result } from '../result.ts';
import type { SiteProgress } from '../store/port.ts';
import type { Common, JobError } from './installation.ts';
import { type Content, contentOf } from './merged-content.ts';
import { additionOf, archiveOf } from './own-archive.ts';
import { settleDossier } from './settle-dossier.ts';
import { type Transit, type TransitFile, transitFiles } from './transit.ts';
import { emptyChange } from './verdict.ts';

export type ImportOptions = {
  /** A folder, or a `.zip` file. */
  readonly path: string;
  readonly site: string;
  /** The site may be one that was never heard of: it is made, as a local one that mails nothing. */
  readonly isNewAllowed: boolean;
  /** The files are the whole dossier of the site: what it has beside them goes. */
  readonly isComplete: boolean;
  readonly dryRun: boolean;
};

export type ImportOutcome = {
  readonly site: string;
  readonly isNewSite: boolean;
  /** Taken in, new, changed or not. */
  readonly files: number;
  readonly filesChanged: number;
  readonly filesRemoved: number;
  /** Inventories read in changed files, and assets that they changed. */
  readonly inventories: { readonly read: number; readonly changed: number; readonly unreadable: number };
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
  readonly dryRun: boolean;
};

type Standing = {
  readonly progress: SiteProgress | undefined;
  readonly timeZone: string;
  readonly files: Awaited<ReturnType<Common['store']['files']>>;
};

/** Merges the files in one transaction; an error means that nothing was changed. */
export async function importFiles(common: Common, options: ImportOptions): Promise<Result<ImportOutcome, JobError>> {
  // Asked first: a slip in the name of the site is told before a large folder is read.
  const standing = await standingOf(common, options);
  if (!standing.ok) return standing;
  const given = await transitFiles(common, options.path);
  return given.ok ? mergeFiles(common, options, given.value) : given;
}

/** The same for files that are at hand. */
export async function mergeFiles(common: Common, options: ImportOptions, given: Transit): Promise<Result<ImportOutcome, JobError>> {
  const found = await standingOf(common, options);
  if (!found.ok) return found;
  const { site, dryRun } = options;
  const standing = found.value;
  const read = await readFiles(common, { ...options, standing }, given.files);
  if (!read.ok) return read;
  const { parcel, leftOut } = read.value;
  const after = stateAfter(listingOf(standing), parcel.manifest);
  const content = await settleFiles(common, { site, standing }, { parcel, after });
  if (!dryRun) await commitFiles(common, { site, standing }, { parcel, content, after });
  const { problems, filesPut, filesDeleted, changed } = content;
  return ok({
    site,
    isNewSite: standing.progress === undefined,
    files: parcel.manifest.counts.files,
    filesChanged: filesPut.length,
    filesRemoved: filesDeleted.length,
    inventories: { read: content.read, changed, unreadable: problems.length },
    problems,
    leftOut: [...given.leftOut, ...leftOut],
    dryRun,
  });
}

/** A site of the register, one that has a dossier already, or the common site's own; any other only where new ones are allowed. */
async function standingOf(common: Common, { site, isNewAllowed }: ImportOptions): Promise<Result<Standing, JobError>> {
  if (!isSiteId(site)) return err({ kind: 'site-name-invalid', site, retry: 'never' });
  const progress = await common.store.progress(site);
  const isKnown = progress !== undefined || site === common.settings.site || (await common.register.site(site)) !== undefined;
  if (!isKnown && !isNewAllowed) return err({ kind: 'site-unknown', site, retry: 'never' });
  return ok({ progress, timeZone: progress?.timeZone || common.timeZone, files: await common.store.files(site) });
}

const listingOf = ({ files }: Standing): readonly StateFile[] =>
  [...files].map(([path, { bytes, sha256 }]) => ({ path, size: bytes, sha256 }));

type Reading = Pick<ImportOptions, 'path' | 'site' | 'isComplete'> & { readonly standing: Standing };

type Read = { readonly parcel: ReadParcel; readonly leftOut: ImportOutcome['leftOut'] };

async function readFiles(common: Common, reading: Reading, files: readonly TransitFile[]): Promise<Result<Read, JobError>> {
  const { path, site, isComplete, standing } = reading;
  const { timeZone } = standing;
  const isWhole = isComplete || standing.files.size === 0;
  const archive = isWhole
    ? archiveOf(common, { site, timeZone }, files)
    : additionOf(common, { site, timeZone, standing: listingOf(standing) }, files);
  const { zip, header, leftOut } = archive;
  const known = new Map([...standing.files].map(([name, { sha256 }]) => [name, sha256]));
  const read = await common.reading.readParcel({ zip, header, limits: common.settings.limits, known });
  if (read.ok) return ok({ parcel: read.value, leftOut });
  return err({ kind: 'import-refused', path, reason: read.error.reason, detail: read.error.detail, retry: 'never' });
}

type Place = { readonly site: string; readonly standing: Standing };

type Arrived = { readonly parcel: ReadParcel; readonly after: readonly StateFile[] };

async function settleFiles(common: Common, { site, standing }: Place, { parcel, after }: Arrived): Promise<Content> {
  const came = new Set(parcel.changed.map(({ path }) => path));
  const unchanged = parcel.manifest.files.filter(({ path, op }) => op === 'put' && !came.has(path)).map(({ path }) => path);
  const settled = await settleDossier(common, { site, timeZone: standing.timeZone, files: parcel.changed, unchanged });
  return contentOf(settled, { changed: parcel.changed, known: [...standing.files.keys()], after: after.map(({ path }) => path) });
}

type Settled = Arrived & { readonly content: Content };

/** The state that results is noted: a site that mails differences to another one is asked for its whole dossier. */
async function commitFiles(common: Common, { site, standing }: Place, { parcel, after, content }: Settled): Promise<void> {
  const at = common.now().toISOString();
  const { filesPut, filesDeleted, dossier, read, changed, problems } = content;
  const stored = await common.store.hasOriginals(parcel.originals.map(({ sha256 }) => sha256));
  const bytes = parcel.manifest.counts.bytes;
  const event = { at, direction: 'local', peer: site, kind: 'import', messageId: '', outcome: 'done', bytes, durationMs: 0 } as const;
  await common.store.commit({
    ...emptyChange(at),
    // No mail brought it: this merge is noted under a digest of its own.
    seen: { headerSha256: hash('sha256', `import\0${site}\0${common.randomHex(16)}`, 'hex'), peer: site, ...applied, at },
    progress: { ...(standing.progress ?? newProgress(site, standing.timeZone)), state: stateDigest(after), files: after.length },
    filesPut,
    filesDeleted,
    originals: parcel.originals.filter(({ sha256 }) => !stored.has(sha256)),
    dossier,
    timeZone: standing.timeZone,
    trace: [{ ...event, reason: `read=${read} changed=${changed} unreadable=${problems.length}` }],
  });
}

const applied = { kind: 'import', epoch: 0, seq: 0, outcome: 'applied' } as const;

/** Epoch 0: should the site be invited one day, its first parcel is newer. */
const newProgress = (site: string, timeZone: string): SiteProgress => ({
  site,
  epoch: 0,
  seq: 0,
  state: '-',
  files: 0,
  lastParcelAt: '',
  lastContactAt: '',
  version: '',
  preferencesVersion: 0,
  lastReceipt: 0,
  timeZone,
});
