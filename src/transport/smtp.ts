/**
 * Outbox over SMTP submission (RFC 5321, 6409, 8314) with nodemailer's SMTP dialogue. TLS and certificate are settled by `dial`
 * before nodemailer sees the socket, so that nothing opportunistic is left to it (pitfall L17); it composes nothing and opens
 * no file or URL (L16): our bytes go out as they are. Ignores pools and retries (L21): a mail is posted once per call.
 */
import { hostname } from 'node:os';
import SmtpConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import { ok, type Result } from '../result.ts';
import { dial, maxConnectMs, type Server } from './dial.ts';
import { type OnStep, refused, tooLarge } from './failures.ts';
import type { Credentials, MailToPost, OpenOutbox, Outbox, Posted, TlsTrust, TransportError } from './port.ts';
import { loginTo, loginWithToken, tokenMethod } from './smtp-login.ts';
import { asConnectFailure, asPostFailure } from './smtp-replies.ts';
import { untilEnd } from './smtp-waiting.ts';

export type SmtpOptions = { readonly credentials: Credentials | undefined; readonly trust: TlsTrust; readonly timeoutMs: number };

type Session = {
  readonly connection: SmtpConnection;
  /** EHLO SIZE (RFC 1870); null when none is stated. */
  readonly maxBytes: number | null;
  /** A refused mail leaves its envelope at the server. */
  needsReset: boolean;
};

type Desk = {
  readonly server: Server;
  readonly options: SmtpOptions;
  session: Session | undefined;
};

/** RFC 3461 §4.4. */
const maxEnvidLength = 100;
const quitMs = 2_000;

export const openSmtpOutbox =
  (server: Server, options: SmtpOptions): OpenOutbox =>
  async ({ onStep }) => {
    const desk: Desk = { server, options, session: undefined };
    const session = await enter(desk, onStep);
    return session.ok ? ok(outboxOf(desk)) : session;
  };

function outboxOf(desk: Desk): Outbox {
  return {
    maxBytes: async () => {
      const session = await enter(desk);
      return session.ok ? ok(session.value.maxBytes) : session;
    },
    post: (mail) => post(desk, mail),
    close: () => close(desk),
  };
}

/** The session that is open, made ready for a new mail, or a new one: servers end idle sessions without a word. */
async function enter(desk: Desk, onStep?: OnStep): Promise<Result<Session, TransportError>> {
  const known = desk.session;
  if (known !== undefined && !known.connection.destroyed) {
    if (!known.needsReset || (await reset(known.connection))) {
      known.needsReset = false;
      return ok(known);
    }
    known.connection.close();
  }
  const session = await openSession(desk, onStep);
  desk.session = session.ok ? session.value : undefined;
  return session;
}

const reset = async (connection: SmtpConnection): Promise<boolean> =>
  (await untilEnd(connection, (settle) => connection.reset((error) => settle(error)))) === undefined;

async function openSession({ server, options }: Desk, onStep?: OnStep): Promise<Result<Session, TransportError>> {
  const dialled = await dial(server, { ...options, ehloName: ehloName(), onStep });
  if (!dialled.ok) return dialled;
  const { socket, greeting } = dialled.value;
  // nodemailer waits for a greeting; after STARTTLS the server gives none again (RFC 3207 §4.2).
  if (greeting !== undefined) socket.unshift(Buffer.from(greeting));
  const connection = new SmtpConnection({
    connection: socket,
    host: server.host,
    port: server.port,
    secure: server.security !== 'none',
    secured: server.security !== 'none',
    ignoreTLS: server.security === 'none',
    name: ehloName(),
    customAuth: { [tokenMethod]: loginWithToken },
    logger: false,
    connectionTimeout: Math.min(options.timeoutMs, maxConnectMs),
    greetingTimeout: Math.min(options.timeoutMs, maxConnectMs),
    socketTimeout: options.timeoutMs,
    socketCloseTimeout: quitMs,
  });
  const ready = await greet(connection, server);
  if (!ready.ok) return ready;
  const session: Session = { connection, maxBytes: readSize(ready.value), needsReset: false };
  if (options.credentials === undefined) return ok(session);
  onStep?.('login', options.credentials.user);
  const loggedIn = await loginTo(connection, server, options.credentials);
  if (!loggedIn.ok) connection.close();
  return loggedIn.ok ? ok(session) : loggedIn;
}

/** Greeting and EHLO; the answer is the EHLO reply. */
async function greet(connection: SmtpConnection, server: Server): Promise<Result<string, TransportError>> {
  // For good: an 'error' event that nobody hears ends the process, also between two mails.
  connection.on('error', () => undefined);
  const error = await untilEnd(connection, (settle) => connection.connect((problem) => settle(problem)));
  return error === undefined ? ok(connection.lastServerResponse || '') : asConnectFailure(server, 'EHLO', error);
}

function readSize(ehlo: string): number | null {
  const size = Number(/^250[ -]SIZE[ \t]+(\d{1,15})\s*$/im.exec(ehlo)?.[1] ?? 0);
  return size > 0 ? size : null;
}

/** RFC 5321 §4.1.4: our own name if it is a full one, else an address literal. */
function ehloName(): string {
  const name = hostname();
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name) ? name : '[127.0.0.1]';
}

async function post(desk: Desk, mail: MailToPost): Promise<Result<Posted, TransportError>> {
  const unfit = [mail.from, mail.to].find((address) => /[\r\n\0<>\s]/.test(address) || address === '');
  if (unfit !== undefined) return refused(desk.server, '5.1.3', 'not a mail address');
  const session = await enter(desk);
  if (!session.ok) return session;
  const { maxBytes } = session.value;
  if (maxBytes !== null && mail.raw.length > maxBytes) return tooLarge(mail.raw.length, maxBytes);
  return send(desk.server, session.value, mail);
}

/** A recipient among the rejected is an error though nodemailer calls the sending a success (pitfall L19). */
async function send(server: Server, session: Session, mail: MailToPost): Promise<Result<Posted, TransportError>> {
  session.needsReset = true;
  let sent: SMTPConnectionSendInfo | undefined;
  const error = await untilEnd(session.connection, (settle) =>
    session.connection.send(envelopeOf(mail), mail.raw, (problem, info) => {
      sent = info;
      settle(problem ?? rejectionIn(info));
    }),
  );
  if (error !== undefined) return asPostFailure(server, error, { bytes: mail.raw.length, maxBytes: session.maxBytes });
  session.needsReset = false;
  return ok({ answer: sent?.response ?? '' });
}

const rejectionIn = (info: SMTPConnectionSendInfo | undefined): unknown =>
  info !== undefined && info.rejected.length === 0 && info.accepted.length === 1
    ? undefined
    : (info?.rejectedErrors?.[0] ?? new Error('the recipient was not accepted'));

/** nodemailer adds SIZE, BODY, RET, ENVID and NOTIFY only where the server offers them. */
function envelopeOf({ from, to, raw, messageId }: MailToPost): Parameters<SmtpConnection['send']>[0] {
  const envid = messageId.length <= maxEnvidLength && /^[\x21-\x7e]+$/.test(messageId) ? { id: messageId } : {};
  return {
    from,
    to: [to],
    size: raw.length,
    use8BitMime: /[\x80-\xff]/.test(raw.toString('latin1')),
    dsn: { ...envid, return: 'headers', notify: ['failure', 'delay'] },
  };
}

async function close(desk: Desk): Promise<void> {
  const { session } = desk;
  desk.session = undefined;
  if (session === undefined || session.connection.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => session.connection.close(), quitMs);
    session.connection.once('end', () => {
      clearTimeout(timer);
      resolve();
    });
    session.connection.quit();
  });
}
