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
  /** Valid as long as the mailbox says so (`uidvalidity:uid`, UIDL, file name). Never the identity of a mail. */
  readonly id: string;
  readonly bytes: number;
  /** The raw header block, or as much as the server gave, at most 64 KiB. */
  readonly headers: Uint8Array;
};

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
  /** A local folder that cannot be read or written. */
  | Failure<'folder', { path: string; cause: string }>;

type Failure<K extends string, F> = { readonly kind: K; readonly retry: Retry } & Readonly<F>;

/** A step of a connection, told when it begins: the one told last is where a failed connection stopped. */
export type TransportStep = 'name' | 'connect' | 'tls' | 'login' | 'mailbox';

export type Mailbox = {
  /**
   * All waiting mails, in the server's order. `ok([])` means that the server was asked and said "none": a dead connection
   * is an error, never an empty list (imapflow pitfall L5).
   */
  list(): Promise<Result<readonly MailSummary[], TransportError>>;
  /**
   * The whole mails, byte for byte, in the order of `ids`; bounded in memory: a few mails are held at a time.
   * A mail that is gone or beyond `maxBytes` is an error in its place and does not end the iteration; any other error does.
   * The consumer may call nothing else on this mailbox until the iteration is over.
   */
  fetch(ids: readonly string[], maxBytes: number): AsyncIterable<Result<FetchedMail, TransportError>>;
  /**
   * Takes mails out of the mailbox, and nobody else's: IMAP MOVE or `\Deleted` + UID EXPUNGE, never a bare EXPUNGE; POP3 DELE,
   * which counts only at QUIT, that is when `close` answers ok. Mails already gone are no error. Refused on a read-only mailbox (throws).
   */
  discard(ids: readonly string[]): Promise<Result<void, TransportError>>;
  /** Ends the session. After an error of another call, nothing that was not confirmed is discarded. */
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
