/**
 * DATA mails become part of the common dossier: assemble, open, unpack within limits, read only what changed, settle, one transaction.
 * What the digests say is known already is neither inflated nor parsed; the cost is that of the change.
 */
import { stateAfter } from '../exchange/delta.ts';
import type { EnvelopeError } from '../exchange/envelope.ts';
import { stateDigest } from '../exchange/manifest.ts';
import type { Manifest, ParcelError } from '../exchange/parcel.ts';
import type { Header } from '../exchange/protocol.ts';
import { isBefore } from '../exchange/receipt-effect.ts';
import type { ReadParcel } from '../reading/port.ts';
import { ok, type Result } from '../result.ts';
import type { CommonCommit, Original, Site, SiteProgress } from '../store/port.ts';
import { assemble, storeVolume } from './assemble.ts';
import type { Common } from './installation.ts';
import { type Content, contentOf } from './merged-content.ts';
import type { OpenedMail } from './opening.ts';
import { settleDossier } from './settle-dossier.ts';
import { emptyCommit, progressAfterContact, type Refusal, refuse, reject, traceOf, type Verdict } from './verdict.ts';

/** Takes in one volume of a verified, admitted site; `body` is the volume's body with its digest checked. The last one merges the parcel. */
export async function mergeParcel(common: Common, mail: OpenedMail, site: Site, body: Result<Buffer, EnvelopeError>): Promise<Verdict> {
  const startedAt = common.now();
  const { header } = mail.envelope;
  if (!body.ok) return reject(common, mail, site, { code: 'E_BODY', detail: body.error.reason });
  const progress = await progressAfterContact(common, header, site.id);
  if (isContradiction(header, progress)) return refuse(common, mail, site, { code: 'E_EPOCH', detail: 'another state under this number' });
  if (isOld(header, progress)) return supersede(common, mail, site, progress);
  const assembly = await assemble(common, site, header, body.value);
  if (assembly.is === 'part') return storeVolume(common, { mail, site, progress }, { body: body.value, held: assembly.held });
  if (assembly.is === 'refused') return (assembly.isContradiction ? refuse : reject)(common, mail, site, assembly.refusal);
  if (header.mode === 'delta' && header.base !== progress.state) return refuse(common, mail, site, { code: 'E_BASE', detail: '' });
  return mergeWhole(common, { mail, site, progress, startedAt }, assembly.sealed);
}

async function mergeWhole(common: Common, arrival: Omit<Arrival, 'parcel' | 'known'>, sealed: Buffer): Promise<Verdict> {
  const { mail, site } = arrival;
  const { header } = mail.envelope;
  const zip = header.enc === 'none' ? ok(sealed) : await common.keys.open(sealed);
  if (!zip.ok) return reject(common, mail, site, { code: 'E_SEAL', detail: zip.error.kind });
  const known = await common.store.files(site.id);
  const digests = new Map([...known].map(([path, { sha256 }]) => [path, sha256]));
  const read = await common.reading.readParcel({ zip: zip.value, header, limits: common.settings.limits, known: digests });
  if (read.ok) return apply(common, { ...arrival, parcel: read.value, known });
  if (read.error.kind !== 'reading-failed') return reject(common, mail, site, refusalOf(read.error));
  const { reason, detail } = read.error;
  return isLastAttempt(mail) ? reject(common, mail, site, { code: `E_${reason.toUpperCase()}`, detail }) : unread(mail, reason);
}

const attemptsToRead = 3;

const isLastAttempt = ({ sighting }: OpenedMail): boolean => !sighting || sighting.attempts + 1 >= attemptsToRead;

/** Too much for the time or the memory of a parcel: the next run tries again. */
const unread = (mail: OpenedMail, reason: string): Verdict => {
  const { from, kind } = mail.envelope.header;
  return { outcome: 'ignored', peer: from, kind, isDone: false, comesBack: 'failure', reason };
};

type Arrival = {
  readonly mail: OpenedMail;
  readonly site: Site;
  readonly progress: SiteProgress;
  readonly parcel: ReadParcel;
  readonly known: Awaited<ReturnType<Common['store']['files']>>;
  readonly startedAt: Date;
};

const isOld = (header: Header, progress: SiteProgress): boolean =>
  header.epoch < progress.epoch || (header.epoch === progress.epoch && header.seq <= progress.seq);

/** A number that was used twice for different states: a site restored from a backup, or two machines that think they are one. */
const isContradiction = (header: Header, { epoch, seq, state }: SiteProgress): boolean =>
  header.epoch === epoch && header.seq === seq && header.state !== state;

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
  const { mail, site, parcel, known } = arrival;
  const after = stateAfter(
    [...known].map(([path, { bytes, sha256 }]) => ({ path, size: bytes, sha256 })),
    parcel.manifest,
  );
  // In a shadow, before anything is written: what results must be what the site says that it has.
  if (stateDigest(after) !== parcel.manifest.state) return refuse(common, mail, site, { code: 'E_STATE', detail: '' });
  const listed = parcel.manifest.files.filter((file) => file.op === 'put');
  const isKnown = (file: Manifest['files'][number]): boolean => known.get(file.path)?.sha256 === file.sha256;
  common.reached('read');
  const changed = new Set(parcel.changed.map(({ path }) => path));
  const settled = await settleDossier(common, {
    site: site.id,
    timeZone: parcel.manifest.timeZone,
    files: parcel.changed,
    // A delta lists what differs, and tells by its digest that all the rest is there.
    unchanged: after.map(({ path }) => path).filter((path) => !changed.has(path)),
  });
  const content = contentOf(settled, { changed: parcel.changed, known: [...known.keys()], after: after.map(({ path }) => path) });
  const empty = emptyCommit(common, mail, site, 'applied');
  await common.store.commit({
    ...empty,
    ...(await standingOf(common, arrival, { content, at: empty.at })),
    trace: [traceOf(common, mail, { outcome: 'done', reason: summaryOf(content), startedAt: arrival.startedAt })],
  });
  const { kind } = mail.envelope.header;
  const problems = [...content.problems, ...standingProblems(known, listed.filter(isKnown))];
  return { outcome: 'merged', peer: site.id, kind, isDone: true, reason: '', read: content.read, changed: content.changed, problems };
}

/** Files that came again as they were, and could not be read then. */
function standingProblems(known: Arrival['known'], unchanged: Manifest['files']) {
  return unchanged.flatMap(({ path }) => {
    const problem = known.get(path)?.problem ?? '';
    return problem === '' ? [] : [{ path, problem }];
  });
}

const summaryOf = ({ read, changed, problems }: Content): string => `read=${read} changed=${changed} unreadable=${problems.length}`;

type Settlement = { readonly content: Content; readonly at: string };

async function standingOf(common: Common, arrival: Arrival, { content, at }: Settlement): Promise<Partial<CommonCommit>> {
  const { mail, site, parcel, progress } = arrival;
  const { epoch, seq } = mail.envelope.header;
  const { filesPut, filesDeleted, dossier, problems, read, changed, files } = content;
  const { timeZone } = parcel.manifest;
  const held = await common.store.heldParcels(site.id);
  return {
    progress: { ...progress, epoch, seq, state: parcel.manifest.state, files, lastParcelAt: at, timeZone },
    timeZone,
    filesPut,
    filesDeleted,
    originals: await newOriginals(common, parcel),
    dossier,
    result: { site: site.id, epoch, seq, status: 'applied', code: '', detail: '', read, changed, problems, at },
    parcelsForgotten: held.filter((parcel) => !isBefore({ epoch, seq }, parcel)).map(({ parcel }) => parcel),
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
  };
}

async function newOriginals(common: Common, { originals }: ReadParcel): Promise<readonly Original[]> {
  const stored = await common.store.hasOriginals(originals.map(({ sha256 }) => sha256));
  return originals.filter(({ sha256 }) => !stored.has(sha256));
}
