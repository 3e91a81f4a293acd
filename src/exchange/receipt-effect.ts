/**
 * What a receipt means to the site that reads it: pure, from what the site sent and what the common site says (protocol §5–7).
 * Receipts are cumulative: only the newest counts, and what it says replaces what was known.
 */
import type { ReceiptBody } from './bodies.ts';

export type Numbered = { readonly epoch: number; readonly seq: number };

/** A parcel that the site sent, as it remembers it. */
export type SentParcel = Numbered & {
  readonly state: string;
  readonly parcel: string;
  readonly status: 'sent' | 'applied' | 'superseded' | 'rejected' | 'dropped';
  readonly detail: string;
  readonly have: readonly number[];
};

export type Standing = Numbered & {
  readonly lastReceipt: number;
  readonly applied: Numbered & { readonly state: string };
};

export type Change = Pick<SentParcel, 'epoch' | 'seq' | 'status' | 'detail' | 'have'>;

export type ReceiptEffect = {
  /** The site must begin this epoch: the receipt speaks of numbers or states that it never sent, or asks for it. */
  readonly newEpoch: number | null;
  /** Why, for the trace. */
  readonly reason: '' | 'unknown-number' | 'unknown-state' | 'asked';
  readonly needsSnapshot: boolean;
  readonly changes: readonly Change[];
  /** The common site acknowledged something that it had not acknowledged before. */
  readonly isAnswer: boolean;
};

export const isBefore = (a: Numbered, b: Numbered): boolean => a.epoch < b.epoch || (a.epoch === b.epoch && a.seq < b.seq);

const isSame = (a: Numbered, b: Numbered): boolean => a.epoch === b.epoch && a.seq === b.seq;

/**
 * `parcels` are those that the receipt may speak of; the caller has refused receipts that are not newer than the last one. A parcel
 * that is not among them was never sent.
 */
export function effectOf(receipt: ReceiptBody, standing: Standing, parcels: readonly SentParcel[]): ReceiptEffect {
  const changes = parcels.flatMap((parcel) => changeOf(receipt, parcel) ?? []);
  const reason = contradictionOf(receipt, standing, parcels);
  const newEpoch = reason === '' ? null : Math.max(standing.epoch, receipt.applied.epoch, ...receipt.results.map(({ epoch }) => epoch)) + 1;
  const isRestored = isBefore(receipt.applied, standing.applied);
  return {
    newEpoch,
    reason,
    needsSnapshot: isRestored || (receipt.need === 'snapshot' && speaksOfLatest(receipt, standing)),
    changes,
    isAnswer: changes.length > 0 || isBefore(standing.applied, receipt.applied),
  };
}

/** A receipt that was written before our last parcel arrived asks about the past. */
const speaksOfLatest = ({ results }: ReceiptBody, standing: Standing): boolean => results.some((result) => isSame(result, standing));

function contradictionOf(receipt: ReceiptBody, standing: Standing, parcels: readonly SentParcel[]): ReceiptEffect['reason'] {
  const { applied, results } = receipt;
  if ([applied, ...results].some((told) => isBefore(standing, told))) return 'unknown-number';
  const sent = parcels.find((parcel) => isSame(parcel, applied));
  const isOurEpoch = applied.epoch === standing.epoch && applied.seq > 0;
  if (isOurEpoch && sent?.state !== applied.state) return 'unknown-state';
  return receipt.need === 'epoch' && speaksOfLatest(receipt, standing) ? 'asked' : '';
}

/** What the receipt changes about one parcel; undefined when nothing. */
function changeOf(receipt: ReceiptBody, parcel: SentParcel): Change | undefined {
  const { epoch, seq } = parcel;
  const result = receipt.results.find((told) => isSame(told, parcel));
  const { status, detail } = fateOf(receipt, parcel, result);
  const have = receipt.have[parcel.parcel] ?? (status === 'sent' ? [] : parcel.have);
  const isChanged = status !== parcel.status || detail !== parcel.detail || have.join() !== parcel.have.join();
  return isChanged ? { epoch, seq, status, detail, have } : undefined;
}

type Result = ReceiptBody['results'][number];

function fateOf({ applied }: ReceiptBody, parcel: SentParcel, result: Result | undefined): Pick<SentParcel, 'status' | 'detail'> {
  if (isSame(applied, parcel) && applied.state === parcel.state) return { status: 'applied', detail: '' };
  if (result && result.status !== 'stored') return { status: result.status, detail: `${result.code} ${result.detail}`.trim() };
  if (parcel.status === 'sent' && isBefore(parcel, applied)) return { status: 'superseded', detail: '' };
  return parcel;
}
