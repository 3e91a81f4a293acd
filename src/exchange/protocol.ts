/**
 * The words of the wire, MALLEPOSTE/1 (docs/protocol.md): kinds, the clear header, identifiers and hard limits.
 * Holds no behaviour but predicates; the bytes are made and read in envelope.ts, message.ts and parcel.ts.
 */

export const kinds = ['HELLO', 'DATA', 'GREETING', 'TEST', 'WELCOME', 'RECEIPT', 'ROTATE', 'BYE'] as const;
export type Kind = (typeof kinds)[number];

/** The common site's name in `from:` and `to:`; no distant site may be called so. */
export const commonSite = 'common';

/** The signed clear header (protocol §4). Digests are lower-case hex SHA-256; `-` where a kind has no such fact. */
export type Header = {
  readonly kind: Kind;
  /** First 8 bytes of SHA-256(common root public key), hex. */
  readonly org: string;
  readonly from: string;
  readonly to: string;
  /** First 8 bytes of SHA-256(signing public key), hex. */
  readonly key: string;
  readonly epoch: number;
  /** A site's parcel number; on a RECEIPT, the receipt's number. */
  readonly seq: number;
  readonly mode: 'snapshot' | 'delta';
  readonly base: string;
  readonly state: string;
  readonly parcel: string;
  readonly volume: { readonly number: number; readonly of: number };
  /** Bytes of the body. */
  readonly length: number;
  readonly sha256: string;
  readonly enc: 'age-x25519' | 'none';
  /** ISO 8601 UTC; advisory, never a reason to refuse (protocol §9). */
  readonly created: string;
  readonly version: string;
  /** `x-` keys without the prefix, signed like the rest; unknown ones are ignored. */
  readonly extensions: Readonly<Record<string, string>>;
};

export const none = '-';

/** Site ids travel in headers, subjects and file names: short, ASCII, lower case. */
export const isSiteId = (text: string): boolean => /^[a-z0-9][a-z0-9._-]{0,47}$/.test(text) && text !== commonSite;

/** An addr-spec without quoting, comments or control characters: what may stand in a mail header or an SMTP command. */
export const isMailAddress = (text: string): boolean =>
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/.test(text);

/** A Message-ID as our program makes them, without angle brackets (protocol §3): 128 random bits that a stranger cannot guess. */
export const isOwnMessageId = (text: string): boolean => /^malleposte\.[0-9a-f]{32}@[A-Za-z0-9.-]{1,253}$/.test(text);

/** Magic first bytes of an envelope, by which the attachment is chosen. */
export const magic = 'MALLEPOSTE/1\n';
