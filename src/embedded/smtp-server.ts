/**
 * SMTP submission for the embedded server, by the package smtp-server: login required, unknown recipients refused one by
 * one with 550 (RFC 5321 section 3.3), the stated SIZE held (RFC 1870), DSN parameters understood (RFC 3461).
 */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import type { Certificate } from './certificate.ts';
import type { EmbeddedEvent } from './port.ts';
import type { PostOffice } from './post-office.ts';

export type SmtpOptions = {
  readonly office: PostOffice;
  readonly certificate: Certificate | null;
  /** The connections come out of a TLS handshake already. */
  readonly secured: boolean;
  readonly maxMessageBytes: number;
  readonly idleTimeoutMs: number;
  readonly onEvent: (event: EmbeddedEvent) => void;
};

type Refusal = Error & { responseCode: number };

const maxUnauthenticatedCommands = 20;

/** Commands that the package knows and no submission server has. */
const withoutUse = ['XCLIENT', 'XFORWARD', 'WIZ', 'SHELL', 'KILL'];

/** Answers what serves one accepted connection. */
export function openSmtp(options: SmtpOptions): (socket: Socket) => void {
  const server = new SMTPServer({ ...manners(options), ...handlers(options) });
  server.on('error', (error) => options.onEvent({ kind: 'broken-off', protocol: 'smtp', cause: error.message }));
  return (socket) => server.connect(socket);
}

function manners({ certificate, secured, maxMessageBytes, idleTimeoutMs }: SmtpOptions): SMTPServerOptions {
  return {
    name: 'localhost',
    banner: 'Malleposte embedded server',
    secure: secured,
    secured,
    ...(certificate === null ? {} : { key: certificate.key, cert: certificate.certificate }),
    disabledCommands: certificate === null ? ['STARTTLS', ...withoutUse] : withoutUse,
    size: maxMessageBytes,
    rejectOversized: true,
    socketTimeout: idleTimeoutMs,
    maxAllowedUnauthenticatedCommands: maxUnauthenticatedCommands,
    hideENHANCEDSTATUSCODES: false,
    hideDSN: false,
    disableReverseLookup: true,
    logger: false,
  };
}

function handlers(options: SmtpOptions): Pick<SMTPServerOptions, 'onAuth' | 'onRcptTo' | 'onData'> {
  const { office, onEvent } = options;
  return {
    onAuth: ({ username = '', password }, _session, answer) => {
      const address = office.authenticate(username, password ?? '');
      onEvent({ kind: 'login', protocol: 'smtp', user: username, accepted: address !== null });
      if (address === null) answer(refusal(535, 'Error: name or password is wrong'));
      else answer(null, { user: address });
    },
    onRcptTo: ({ address }, session, answer) => {
      if (office.owns(address)) return answer();
      onEvent({ kind: 'recipient-refused', user: userOf(session), to: address });
      return answer(refusal(550, 'Error: no such mailbox here'));
    },
    onData: (stream, session, answer) => {
      // The package waits for `answer`, which every outcome calls.
      void receive(stream).then((raw) => {
        if (stream.sizeExceeded) onEvent({ kind: 'too-large', user: userOf(session), bytes: stream.byteLength });
        else store(raw, session, options);
        answer();
      }, answer);
    },
  };
}

/** The mail's bytes; of a mail over the limit, which is refused afterwards, no more than the limit is kept. */
async function receive(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function store(raw: Buffer, session: SMTPServerSession, { office, onEvent }: SmtpOptions): void {
  const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
  const to = session.envelope.rcptTo.map(({ address }) => address);
  const stamped = Buffer.concat([Buffer.from(stamp(from, session)), raw]);
  for (const address of to) office.deliver(address, stamped);
  onEvent({ kind: 'posted', user: userOf(session), from, to, bytes: raw.length });
}

/** The lines that the delivering server puts on top (RFC 5321 section 4.4). */
function stamp(from: string, { hostNameAppearsAs, remoteAddress, transmissionType }: SMTPServerSession): string {
  const arrived = new Date().toUTCString().replace('GMT', '+0000');
  const received = `from ${hostNameAppearsAs} ([${remoteAddress}]) by localhost with ${transmissionType} id ${randomUUID()}`;
  return `Return-Path: <${from}>\r\nReceived: ${received};\r\n\t${arrived}\r\n`;
}

const userOf = (session: SMTPServerSession): string => String(session.user);

const refusal = (responseCode: number, message: string): Refusal => Object.assign(new Error(message), { responseCode });
