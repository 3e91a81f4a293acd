/** Writing one of our mails: seal the body, sign the header, wrap it in a letter. Used by every job that says something. */
import { hash } from 'node:crypto';
import { assembleEnvelope, parseEnvelope, signatureInput } from '../exchange/envelope.ts';
import { composeMessage } from '../exchange/message.ts';
import { type Header, type Kind, none } from '../exchange/protocol.ts';
import type { Keys, Signer } from '../keys/port.ts';
import type { Settings } from '../settings/settings.ts';
import type { OutgoingMail } from '../store/journal-port.ts';

export type Writer = {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly version: string;
  readonly now: () => Date;
  readonly randomHex: (bytes: number) => string;
};

export type Draft = {
  readonly kind: Kind;
  readonly org: string;
  readonly from: string;
  readonly to: string;
  /** Mail address of the recipient. */
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly epoch: number;
  readonly seq: number;
  readonly mode?: Header['mode'];
  readonly base?: string;
  readonly state?: string;
  readonly extensions?: Readonly<Record<string, string>>;
  /** The plain body; empty for header-only kinds. */
  readonly body: Buffer;
  /** age recipient; '' leaves the body open (`enc: none`). */
  readonly recipient: string;
  /** Message-ID of the mail that this one answers. */
  readonly inReplyTo?: string;
  /** Another key than the current one: the one that the recipient trusts. */
  readonly signer?: Signer;
};

export type WrittenMail = {
  readonly mail: OutgoingMail;
  readonly headerSha256: string;
};

/** One mail, complete and final: the same bytes are posted at every attempt (protocol §3). */
export async function writeMail(writer: Writer, draft: Draft): Promise<WrittenMail> {
  const sealed = await sealBody(writer, draft);
  return writeVolume(writer, draft, { sealed: sealed.bytes, isSealed: sealed.isSealed, parcel: none, number: 1, of: 1 });
}

/** The body as it travels: sealed whole, before anything is cut (protocol §4). */
export async function sealBody({ keys }: Writer, { body, recipient }: Pick<Draft, 'body' | 'recipient'>): Promise<Sealed> {
  const isSealed = body.length > 0 && recipient !== '';
  return { bytes: isSealed ? await keys.seal(body, recipient) : body, isSealed };
}

export type Sealed = { readonly bytes: Buffer; readonly isSealed: boolean };

/** A piece of a sealed body, and the digest of the whole; `parcel` is `-` for everything but DATA. */
export type Piece = {
  readonly sealed: Buffer;
  readonly isSealed: boolean;
  readonly parcel: string;
  readonly number: number;
  readonly of: number;
};

/** The mail of one volume. */
export async function writeVolume(writer: Writer, draft: Omit<Draft, 'body' | 'recipient'>, piece: Piece): Promise<WrittenMail> {
  const header = headerOf(writer, draft, piece);
  const envelope = assembleEnvelope(header, Buffer.from((draft.signer ?? writer.keys).sign(signatureInput(header))), piece.sealed);
  const createdAt = header.created;
  const messageId = `malleposte.${writer.randomHex(16)}@${domainOf(writer.settings.address)}`;
  const raw = await composeMessage({
    messageId,
    from: { name: writer.settings.name, address: writer.settings.address },
    to: draft.address,
    subject: draft.subject,
    text: draft.text,
    date: new Date(createdAt),
    ...(draft.inReplyTo ? { inReplyTo: draft.inReplyTo } : {}),
    auto: draft.inReplyTo ? 'replied' : 'generated',
    attachment: { name: `${(piece.parcel === none ? header.sha256 : piece.parcel).slice(0, 8)}-${piece.number}.malle`, content: envelope },
  });
  const { kind, to: peer, address: to, epoch, seq } = draft;
  const mail = {
    messageId,
    kind,
    peer,
    from: writer.settings.address,
    to,
    raw,
    epoch,
    seq,
    volume: piece.number,
    inReplyTo: draft.inReplyTo ?? '',
    createdAt,
  };
  return { mail, headerSha256: digestOfHeader(envelope) };
}

function digestOfHeader(envelope: Buffer): string {
  const read = parseEnvelope(envelope);
  if (!read.ok) throw new Error(`an envelope of ours does not read back: ${read.error.reason} ${read.error.detail}`);
  return read.value.headerSha256;
}

function headerOf(writer: Writer, draft: Omit<Draft, 'body' | 'recipient'>, { sealed, isSealed, parcel, number, of }: Piece): Header {
  return {
    kind: draft.kind,
    org: draft.org,
    from: draft.from,
    to: draft.to,
    key: (draft.signer ?? writer.keys.identity).id,
    epoch: draft.epoch,
    seq: draft.seq,
    mode: draft.mode ?? 'snapshot',
    base: draft.base ?? none,
    state: draft.state ?? none,
    parcel,
    volume: { number, of },
    length: sealed.length,
    sha256: hash('sha256', sealed, 'hex'),
    enc: isSealed ? 'age-x25519' : 'none',
    created: writer.now().toISOString(),
    version: writer.version,
    extensions: draft.extensions ?? {},
  };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
