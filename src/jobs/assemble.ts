/**
 * From volumes to the whole sealed parcel (protocol §6): each is stored in the transaction that takes it in, and named by the digest
 * of the whole, so that volumes of two generations of a restored site can never mix.
 */
import { hash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Header } from '../exchange/protocol.ts';
import { isBefore } from '../exchange/receipt-effect.ts';
import type { HeldParcel, Site, SiteProgress } from '../store/port.ts';
import type { Common } from './installation.ts';
import type { OpenedMail } from './opening.ts';
import { emptyCommit, type Refusal, traceOf, type Verdict } from './verdict.ts';

/** The whole sealed parcel; or what this volume is missing still; or why it cannot be taken. */
export type Assembly =
  | { readonly is: 'whole'; readonly sealed: Buffer }
  | { readonly is: 'part'; readonly held: readonly HeldParcel[] }
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly isContradiction: boolean };

/** `body` is this volume's, its digest checked. */
export async function assemble(common: Common, site: Site, header: Header, body: Buffer): Promise<Assembly> {
  const held = await common.store.heldParcels(site.id);
  const rival = held.find(({ epoch, seq, parcel }) => epoch === header.epoch && seq === header.seq && parcel !== header.parcel);
  if (rival) return refused({ code: 'E_EPOCH', detail: 'two parcels under one number' }, true);
  if (header.volume.of === 1) return wholeOf(header, [body]);
  const known = held.find(({ parcel }) => parcel === header.parcel);
  const fault = faultOf(header, body, known, common.settings.limits);
  if (fault) return refused({ code: 'E_VOLUMES', detail: fault }, false);
  const numbers = new Set([...(known?.numbers ?? []), header.volume.number]);
  if (numbers.size < header.volume.of) return { is: 'part', held };
  const bodies = await common.store.volumeBodies(site.id, header.parcel);
  const place = header.volume.number - 1;
  const isHeld = known?.numbers.includes(header.volume.number) === true;
  return wholeOf(header, isHeld ? bodies : bodies.toSpliced(place, 0, body));
}

/** A volume that was stored, and forgotten before its parcel was whole: the same mail is taken in once more. */
export async function isForgotten(common: Common, header: Header, site: Site): Promise<boolean> {
  const progress = await common.store.progress(site.id);
  if (progress && !isBefore(progress, header)) return false;
  const held = await common.store.heldParcels(site.id);
  return !held.some(({ parcel, numbers }) => parcel === header.parcel && numbers.includes(header.volume.number));
}

function wholeOf(header: Header, bodies: readonly Buffer[]): Assembly {
  const sealed = bodies.length === 1 ? (bodies[0] ?? Buffer.alloc(0)) : Buffer.concat(bodies);
  if (hash('sha256', sealed, 'hex') === header.parcel) return { is: 'whole', sealed };
  return refused({ code: 'E_VOLUMES', detail: 'the volumes are not those of this parcel', parcelsForgotten: [header.parcel] }, false);
}

const refused = (refusal: Refusal, isContradiction: boolean): Assembly => ({ is: 'refused', refusal, isContradiction });

type Limits = Common['settings']['limits'];

function faultOf(header: Header, body: Buffer, known: HeldParcel | undefined, limits: Limits): string | undefined {
  const { of } = header.volume;
  if (of > limits.maxVolumes) return `${of} volumes`;
  const bytes = (known?.bytes ?? 0) + body.length;
  if (bytes > limits.maxParcelBytes) return `${bytes} bytes`;
  const isSameParcel = !known || (known.of === of && known.epoch === header.epoch && known.seq === header.seq);
  return isSameParcel ? undefined : 'headers of one parcel that disagree';
}

/** One more volume is kept; what is too old, or one parcel too many, is forgotten and may come again. */
export async function storeVolume(
  common: Common,
  { mail, site, progress }: { readonly mail: OpenedMail; readonly site: Site; readonly progress: SiteProgress },
  { body, held }: { readonly body: Buffer; readonly held: readonly HeldParcel[] },
): Promise<Verdict> {
  const { parcel, volume, epoch, seq, sha256, kind } = mail.envelope.header;
  const at = common.now().toISOString();
  await common.store.commit({
    ...emptyCommit(common, mail, site, 'stored'),
    progress,
    volume: { parcel, number: volume.number, of: volume.of, epoch, seq, sha256, body },
    parcelsForgotten: outdated(common, held, parcel),
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
    trace: [traceOf(common, mail, { outcome: 'done', reason: `stored ${volume.number}/${volume.of}` })],
  });
  return { outcome: 'stored', peer: site.id, kind, isDone: true, reason: '' };
}

function outdated({ settings, now }: Common, held: readonly HeldParcel[], growing: string): readonly string[] {
  const { maxPartialParcels, partialDays } = settings.limits;
  const oldest = DateTime.fromJSDate(now(), { zone: 'utc' }).minus({ days: partialDays }).toJSDate().toISOString();
  // A late volume of an old parcel must not push out what grows of the newest.
  const others = held.filter(({ parcel }) => parcel !== growing).toSorted((a, b) => (isBefore(a, b) ? 1 : -1));
  return others.filter(({ at }, index) => index >= maxPartialParcels - 1 || at < oldest).map(({ parcel }) => parcel);
}
