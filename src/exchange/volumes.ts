/** Cutting a sealed parcel into pieces that mails can carry, and how large such a piece may be (protocol §6). */

/** What only simulations make smaller, so that tiny dossiers go all the ways that large ones go. */
export type ParcelSizes = {
  /** Below this the whole dossier travels as cheaply as what changed in it. */
  readonly snapshotUpToBytes: number;
  /** Below this a server's limit is not tried any further. */
  readonly smallestVolumeBytes: number;
};

export const defaultSizes: ParcelSizes = { snapshotUpToBytes: 2_000_000, smallestVolumeBytes: 262_144 };

/** What the mail around a volume takes: headers, letter, envelope header. */
const letterBytes = 65_536;

/** Base64 with CRLF after each 76 characters makes 1.3684 of a byte (reference mail.md F14). */
const base64Ratio = 1.37;

export type VolumeQuestion = {
  /** The setting. */
  readonly volumeBytes: number;
  /** The server's SIZE (RFC 1870), null when it states none. */
  readonly serverBytes: number | null;
  /** From earlier refusals; 0 when there were none. */
  readonly learntBytes: number;
  /** What a receiver downloads: its default limit, for its own is not known here. */
  readonly receiverBytes: number;
};

/** Bytes of one volume's body. */
export function volumeLimit({ volumeBytes, serverBytes, learntBytes, receiverBytes }: VolumeQuestion): number {
  const fitting = (mailBytes: number): number => Math.max(1, Math.floor((mailBytes - letterBytes) / base64Ratio));
  const limits = [volumeBytes, fitting(receiverBytes), ...(serverBytes === null ? [] : [fitting(serverBytes)])];
  return Math.min(...limits, ...(learntBytes > 0 ? [learntBytes] : []));
}

/** After a refusal for size: half of the volume that was refused; undefined when that is too small to go on. */
export function halvedVolume(refusedBytes: number, { smallestVolumeBytes }: ParcelSizes): number | undefined {
  const half = Math.floor(refusedBytes / 2);
  return half < smallestVolumeBytes ? undefined : half;
}

/** Pieces of at most `maxBytes`, none empty unless the whole is; together they are the whole. */
export function cut(sealed: Buffer, maxBytes: number): readonly Buffer[] {
  const pieces = Math.max(1, Math.ceil(sealed.length / maxBytes));
  const each = Math.ceil(sealed.length / pieces);
  return Array.from({ length: pieces }, (_, index) => sealed.subarray(index * each, (index + 1) * each));
}
