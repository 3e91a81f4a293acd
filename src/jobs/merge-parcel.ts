/**
 * A DATA mail becomes part of the common dossier: open, unpack within limits, read only what changed, settle, one transaction.
 * What the digests say is known already is neither inflated nor parsed; the cost is that of the change.
 */
import type { EnvelopeError } from '../exchange/envelope.ts';
import type { Limits } from '../exchange/limits.ts';
import { type Manifest, type OpenParcel, openParcel, type ParcelError } from '../exchange/parcel.ts';
import type { Header } from '../exchange/protocol.ts';
import { type ReadFile, type SettledAsset, type Settlement, settle } from '../exchange/settle.ts';
import type { Asset } from '../inventory/asset.ts';
import { deviceKey } from '../inventory/identity.ts';
import { withPartial } from '../inventory/merge.ts';
import { readInventory } from '../inventory/read.ts';
import type { AssetReport } from '../inventory/report.ts';
import type { Result } from '../result.ts';
import type { CommonCommit, KnownReport, Original, Site, SiteProgress } from '../store/port.ts';
import type { Common } from './installation.ts';
import type { OpenedMail } from './poll.ts';
import { emptyCommit, progressAfterContact, type Refusal, reject, traceOf, type Verdict } from './verdict.ts';

/** Merges the parcel of a verified, admitted site; `body` is the sealed body with its digest checked. */
export async function mergeParcel(common: Common, mail: OpenedMail, site: Site, body: Result<Buffer, EnvelopeError>): Promise<Verdict> {
  const startedAt = common.now();
  const { header } = mail.envelope;
  if (!body.ok) return reject(common, mail, site, { code: 'E_BODY', detail: body.error.reason });
  const progress = await progressAfterContact(common, header, site.id);
  if (isOld(header, progress)) return supersede(common, mail, site, progress);
  if (header.volume.of !== 1)
    return reject(common, mail, site, { code: 'E_VOLUMES', detail: `${header.volume.number}/${header.volume.of}` });
  if (header.mode !== 'snapshot') return reject(common, mail, site, { code: 'E_MODE', detail: header.mode });
  const zip = header.enc === 'none' ? body : await common.keys.open(body.value);
  if (!zip.ok) return reject(common, mail, site, { code: 'E_SEAL', detail: zip.error.kind });
  const parcel = openParcel(zip.value, header, common.settings.limits);
  if (!parcel.ok) return reject(common, mail, site, refusalOf(parcel.error));
  return apply(common, { mail, site, progress, parcel: parcel.value, startedAt });
}

type Arrival = {
  readonly mail: OpenedMail;
  readonly site: Site;
  readonly progress: SiteProgress;
  readonly parcel: OpenParcel;
  readonly startedAt: Date;
};

const isOld = (header: Header, progress: SiteProgress): boolean =>
  header.epoch < progress.epoch || (header.epoch === progress.epoch && header.seq <= progress.seq);

const refusalOf = (error: ParcelError): Refusal => ({
  code: `E_${error.kind === 'bad-zip' ? 'ZIP' : 'PARCEL'}_${error.reason.toUpperCase().replaceAll('-', '_')}`,
  detail: error.detail,
});

/** Late or repeated: a newer state of this dossier is applied already. A success, without effect (protocol §6). */
async function supersede(common: Common, mail: OpenedMail, site: Site, progress: SiteProgress): Promise<Verdict> {
  const { epoch, seq, kind } = mail.envelope.header;
  const at = common.now().toISOString();
  await common.store.commit({
    ...emptyCommit(common, mail, site, 'superseded'),
    progress,
    result: { site: site.id, epoch, seq, status: 'superseded', code: '', detail: '', read: 0, changed: 0, problems: [], at },
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
    trace: [traceOf(common, mail, { outcome: 'ignored', reason: 'superseded' })],
  });
  return { outcome: 'superseded', peer: site.id, kind, isDone: true, reason: '' };
}

async function apply(common: Common, arrival: Arrival): Promise<Verdict> {
  const { mail, site, parcel } = arrival;
  const known = await common.store.files(site.id);
  const listed = parcel.manifest.files.filter((file) => file.op === 'put');
  const isKnown = (file: Manifest['files'][number]): boolean => known.get(file.path)?.sha256 === file.sha256;
  const changed = readChanged(
    parcel,
    listed.filter((file) => !isKnown(file)),
    common.settings.limits,
  );
  if (!changed.ok) return reject(common, mail, site, refusalOf(changed.error));
  const settlement = await settleArrival(common, arrival, {
    unchanged: listed.filter(isKnown).map((file) => file.path),
    changed: changed.value,
    paths: [...known.keys()],
  });
  const assets = await Promise.all(settlement.assets.map((asset) => completed(common, asset)));
  await common.store.commit({
    ...emptyCommit(common, mail, site, 'applied'),
    ...(await contentOf(common, arrival, settlement, assets)),
    trace: [traceOf(common, mail, { outcome: 'done', reason: summaryOf(settlement, assets.length), startedAt: arrival.startedAt })],
  });
  const { kind } = mail.envelope.header;
  const standing = [...known].filter(
    ([path, file]) => file.problem !== '' && listed.some((entry) => entry.path === path && isKnown(entry)),
  );
  const problems = [...settlement.problems, ...standing.map(([path, file]) => ({ path, problem: file.problem }))];
  return { outcome: 'merged', peer: site.id, kind, isDone: true, reason: '', read: settlement.read, changed: assets.length, problems };
}

const summaryOf = (settlement: Settlement, changed: number): string =>
  `read=${settlement.read} changed=${changed} unreadable=${settlement.problems.length}`;

function readChanged(parcel: OpenParcel, files: Manifest['files'], limits: Limits): Result<readonly ReadFile[], ParcelError> {
  const read: ReadFile[] = [];
  for (const { path, sha256, size, modified } of files) {
    const content = parcel.file(path);
    if (!content.ok) return content;
    read.push({
      path,
      sha256,
      bytes: size,
      modified,
      content: readInventory(content.value, { limits: { ...limits, maxBytes: limits.maxEntryBytes } }),
    });
  }
  return { ok: true, value: read };
}

type Compared = { readonly unchanged: readonly string[]; readonly changed: readonly ReadFile[]; readonly paths: readonly string[] };

async function settleArrival(common: Common, arrival: Arrival, { unchanged, changed, paths }: Compared): Promise<Settlement> {
  const site = arrival.site.id;
  const keys = changed.flatMap((file) => (file.content.ok ? file.content.value.map(deviceKey) : []));
  const reports: ReadonlyMap<string, KnownReport> = await common.store.reports(site, keys);
  const devices = await common.store.devicesByPath(site, unchanged);
  const { manifest } = arrival.parcel;
  const listed = manifest.files.filter((file) => file.op === 'put').map((file) => file.path);
  const unchangedDevices = [...devices.values()].flat();
  return settle({ site, timeZone: manifest.timeZone, now: common.now(), paths, reports, unchangedDevices }, listed, changed);
}

/** A partial report is completed from what is known: it never erases (reference inventory.md rule 12). */
async function completed(common: Common, change: SettledAsset): Promise<SettledAsset> {
  if (!change.report.partial) return change;
  const known = await common.store.asset(change.id);
  return known ? { ...change, report: withPartial(reportOf(known), change.report) } : change;
}

const reportOf = (asset: Asset): AssetReport => ({
  deviceId: asset.deviceId,
  kind: asset.kind as AssetReport['kind'],
  name: asset.name,
  os: asset.os,
  osVersion: asset.osVersion,
  manufacturer: asset.manufacturer,
  model: asset.model,
  serial: asset.serial,
  uuid: asset.uuid,
  macs: asset.macs,
  cpu: asset.cpu,
  memoryMb: asset.memoryMb,
  disks: asset.disks,
  user: asset.user,
  inventoryDate: null,
  agent: '',
  tag: '',
  partial: false,
  software: null,
});

async function contentOf(
  common: Common,
  arrival: Arrival,
  settlement: Settlement,
  assets: readonly SettledAsset[],
): Promise<Partial<CommonCommit>> {
  const { mail, site, parcel, progress } = arrival;
  const { epoch, seq } = mail.envelope.header;
  const at = common.now().toISOString();
  const { filesPut, filesDeleted, assetsSeen, problems, read } = settlement;
  const files = parcel.manifest.files.filter((file) => file.op === 'put').length;
  return {
    progress: { ...progress, epoch, seq, state: parcel.manifest.state, files, lastParcelAt: at, timeZone: parcel.manifest.timeZone },
    filesPut,
    filesDeleted,
    originals: await newOriginals(common, parcel, filesPut),
    assets,
    assetsSeen,
    result: { site: site.id, epoch, seq, status: 'applied', code: '', detail: '', read, changed: assets.length, problems, at },
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
  };
}

async function newOriginals(common: Common, parcel: OpenParcel, put: Settlement['filesPut']): Promise<readonly Original[]> {
  const stored = await common.store.hasOriginals(put.map((file) => file.sha256));
  const wanted = new Map(put.filter((file) => !stored.has(file.sha256)).map((file) => [file.sha256, file.path]));
  return [...wanted].map(([sha256, path]) => ({ sha256, ...parcel.deflated(path) }));
}
