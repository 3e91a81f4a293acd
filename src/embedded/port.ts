/**
 * The embedded mail server: a whole mail provider in this process, on free loopback ports, for the demo and for tests.
 * SMTP submission (login required) and POP3, each in clear with STARTTLS or STLS and on an implicit TLS port. Mail lives in
 * memory and dies with the server. It never sends mail to other hosts and listens on no other address than 127.0.0.1.
 */

/** A mailbox. `name` or `address` may be given at login; both may hold any character. */
export type EmbeddedUser = { readonly name: string; readonly password: string; readonly address: string };

export type EmbeddedProtocol = 'smtp' | 'pop3';

/** What happens at the server, for progress on a screen and for tests. */
export type EmbeddedEvent =
  | { readonly kind: 'login'; readonly protocol: EmbeddedProtocol; readonly user: string; readonly accepted: boolean }
  | { readonly kind: 'posted'; readonly user: string; readonly from: string; readonly to: readonly string[]; readonly bytes: number }
  | { readonly kind: 'recipient-refused'; readonly user: string; readonly to: string }
  | { readonly kind: 'too-large'; readonly user: string; readonly bytes: number }
  /** A POP3 session that ended with QUIT. */
  | { readonly kind: 'collected'; readonly address: string; readonly retrieved: number; readonly deleted: number }
  /** A connection that failed, was silent too long or broke the protocol. */
  | { readonly kind: 'broken-off'; readonly protocol: EmbeddedProtocol; readonly cause: string };

export type EmbeddedOptions = {
  readonly host?: '127.0.0.1';
  readonly users: readonly EmbeddedUser[];
  /** true: STARTTLS, STLS and two implicit TLS ports, and no login in clear. false: clear text only. */
  readonly tls: boolean;
  /** The SIZE that SMTP states and holds; 67,108,864 when absent. */
  readonly maxMessageBytes?: number;
  /** Silence after which a connection is closed; 600,000 when absent (RFC 1939 section 3). */
  readonly idleTimeoutMs?: number;
  readonly onEvent?: (event: EmbeddedEvent) => void;
};

/** A stored mail: its bytes as POP3 serves them and its UIDL. */
export type EmbeddedMail = { readonly id: string; readonly raw: Buffer };

export type EmbeddedServer = {
  readonly host: '127.0.0.1';
  readonly smtpPort: number;
  readonly pop3Port: number;
  /** null without TLS. */
  readonly smtpsPort: number | null;
  readonly pop3sPort: number | null;
  /** The server's own certificate in PEM, valid for localhost and 127.0.0.1: give it to clients as their CA. Empty without TLS. */
  readonly ca: string;
  /**
   * Puts a mail into a mailbox as it is, without SMTP; answers its UIDL. A mail that knows bare LF only gets CRLF, as every
   * server would serve it. Throws for an address that is nobody's.
   */
  deliver(address: string, raw: Buffer): string;
  /** What waits in a mailbox, oldest first. Throws for an address that is nobody's. */
  messages(address: string): readonly EmbeddedMail[];
  /** Drops what waits at one address, or everywhere. */
  empty(address?: string): void;
  /** true: cuts all connections and resets every new one, on the same ports, until false. Mail is kept. */
  setDown(down: boolean): void;
  /** Cuts all connections and frees the ports. */
  close(): Promise<void>;
};
