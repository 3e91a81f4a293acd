/**
 * The two ports of mail: a Mailbox that is polled and an Outbox that posts. They carry RFC 5322 bytes and know nothing of
 * parcels or sites. All backends (imap, pop3, smtp, maildir, memory) pass the same contract suite (test/transport/contract.ts).
 */
import type { Result, Retry } from '../result.ts';

/** How a server's certificate is judged: system CAs, plus an own CA (PEM), or exactly one pinned certificate. */
export type TlsTrust = {
  readonly ca?: string;
  /** SHA-256 of the certificate in DER, upper-case hex with colons, as OpenSSL prints it. Then nothing else is checked. */
  readonly fingerprint?: string;
};

export type Credentials = { readonly user: string } & (
  | { readonly type: 'password'; readonly password: string }
  | { readonly type: 'xoauth2'; readonly accessToken: string }
);

/** One waiting mail as a listing shows it: nothing is downloaded but headers, nothing is marked read. */
export type MailSummary = {
  /**
   * Valid as long as the mailbox says so (`uidvalidity:uid`, UIDL, file name). Never the identity of a mail: a server may break
   * its promise and give a UID twice, hence `list(ids)` before a disposal.
   */
  readonly id: string;
  readonly bytes: number;
  /** The raw header block, or as much as the server gave, at most 64 KiB; in a huge mailbox the fields that tell mails apart. */
  readonly headers: Uint8Array;
};

/**
 * What becomes of a mail that was treated. `delete`: for good, as far as the server knows "for good"; where folders are labels
 * (Gmail), it takes away the label of this folder and the mail stays in "All Mail". `move`: into another folder of the same
 * mailbox, made when missing; at Gmail the folder `[Gmail]/Trash` deletes. `flag`: stays, flagged and seen, for people to look at.
 */
export type Disposal = { readonly how: 'delete' } | { readonly how: 'move'; readonly folder: string } | { readonly how: 'flag' };

export type FetchedMail = { readonly id: string; readonly raw: Buffer };

export type TransportError =
  /** No connection: name not found, refused, cut, silent. */
  | Failure<'unreachable', { host: string; port: number; cause: string }>
  /** The certificate is not trusted; `fingerprint` is what the server showed. */
  | Failure<'certificate', { host: string; port: number; cause: string; fingerprint: string }>
  /** TLS was demanded and the server does not offer it. */
  | Failure<'no-tls', { host: string; port: number }>
  | Failure<'credentials', { host: string; user: string; answer: string }>
  /** The mailbox is locked by another session, or the server asks to slow down. */
  | Failure<'busy', { host: string; answer: string }>
  | Failure<'timeout', { host: string; command: string }>
  /** The server answered something that its protocol does not allow. */
  | Failure<'protocol', { host: string; command: string; answer: string }>
  | Failure<'no-such-folder', { host: string; folder: string }>
  /** The mail is no longer there. */
  | Failure<'gone', { id: string }>
  | Failure<'too-large', { bytes: number; limit: number }>
  /** The server refused this mail for good (5xx); `code` is the enhanced status if there is one. */
  | Failure<'refused', { host: string; code: string; answer: string }>
  /** The server cannot take this mail now (4xx). */
  | Failure<'deferred', { host: string; code: string; answer: string }>
  /**
   * The server would not delete, move or flag: quota, rights, a read-only folder. Nothing was destroyed that was not safely moved,
   * part of the mails may be disposed of, and the session goes on. `host` is the path of a Maildir.
   */
  | Failure<'disposal-refused', { host: string; answer: string }>
  /** This kind of mailbox knows no such disposal: POP3 only deletes, and no folder is moved into itself. Nothing was done. */
  | Failure<'unsupported', { host: string; disposal: Disposal['how'] }>
  /** A local folder that cannot be read or written. */
  | Failure<'folder', { path: string; cause: string }>;

type Failure<K extends string, F> = { readonly kind: K; readonly retry: Retry } & Readonly<F>;

/** A step of a connection, told when it begins: the one told last is where a failed connection stopped. */
export type TransportStep = 'name' | 'connect' | 'tls' | 'login' | 'mailbox';

export type Mailbox = {
  /**
   * All waiting mails, in the server's order. `ok([])` means that the server was asked and said "none": a dead connection
   * is an error, never an empty list (imapflow pitfall L5). With `ids` only these, without those that are gone, and asked from
   * the server again: so that a job can see what an id names before it disposes of it (failure mode F3).
   * After an error that leaves the session alive, IMAP goes on where it was.
   */
  list(ids?: readonly string[]): Promise<Result<readonly MailSummary[], TransportError>>;
  /**
   * The whole mails, byte for byte, in the order of `ids`; bounded in memory: a few mails are held at a time.
   * A mail that is gone or beyond `maxBytes` is an error in its place and does not end the iteration; any other error does.
   * The consumer may call nothing else on this mailbox until the iteration is over.
   */
  fetch(ids: readonly string[], maxBytes: number): AsyncIterable<Result<FetchedMail, TransportError>>;
  /**
   * Deletes, moves or flags these mails, and nobody else's: IMAP MOVE, or COPY, `\Deleted` and UID EXPUNGE, never a bare EXPUNGE;
   * POP3 DELE, which counts only at QUIT, that is when `close` answers ok. Mails already gone are no error, so that what was
   * disposed of partly may be disposed of again. An IMAP id of another UIDVALIDITY is an error (`protocol`) and nothing at all is
   * touched. `disposal-refused` and `unsupported` leave the session usable. On a read-only mailbox it is a bug (throws).
   */
  dispose(ids: readonly string[], disposal: Disposal): Promise<Result<void, TransportError>>;
  /** Ends the session. After an error that ended the session, nothing that was not confirmed is disposed of. */
  close(): Promise<Result<void, TransportError>>;
};

export type MailToPost = {
  /** Envelope sender, an addr-spec. */
  readonly from: string;
  /** Envelope recipient, an addr-spec. */
  readonly to: string;
  /** Complete RFC 5322 bytes with CRLF; sent unchanged. */
  readonly raw: Buffer;
  /** For ENVID (RFC 3461), so that a bounce can be matched. */
  readonly messageId: string;
};

export type Posted = { readonly answer: string };

export type Outbox = {
  /** The server's EHLO SIZE, or null when it states none; connects if need be. */
  maxBytes(): Promise<Result<number | null, TransportError>>;
  /** `ok` means accepted by the server, not delivered. A mail over `maxBytes` is `too-large` before a byte is sent. */
  post(mail: MailToPost): Promise<Result<Posted, TransportError>>;
  close(): Promise<void>;
};

export type OpenMailbox = (options: {
  /** EXAMINE; UIDL and TOP only: nothing on the server changes. */
  readonly readOnly: boolean;
  readonly onStep?: (step: TransportStep, detail: string) => void;
}) => Promise<Result<Mailbox, TransportError>>;

export type OpenOutbox = (options: {
  readonly onStep?: (step: TransportStep, detail: string) => void;
}) => Promise<Result<Outbox, TransportError>>;

/** Mails as `.eml` files in a folder that a person names: read without altering anything, or written. */
export type MailFolder = { mailbox(path: string): OpenMailbox; outbox(path: string): OpenOutbox };
