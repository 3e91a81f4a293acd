/**
 * imapflow 2.1.2, wrapped here and nowhere else. It answers failures with false, undefined or an empty list (pitfalls L3, L5),
 * ends the process by an unheard 'error' event (L6), prints logs and takes TLS as optional (L7): every command therefore goes
 * through `run`, and the login waits for the pinned certificate. Ignores what the commands are for.
 */
import { ImapFlow } from 'imapflow';
import { ok, type Result } from '../result.ts';
import { dial, lookupOf, maxConnectMs, resolveName, type Server } from './dial.ts';
import { busy, distrusted, type Failed, misspoken, noSuchFolder, noTls, type OnStep, timedOut, unreachable } from './failures.ts';
import { asConnectionFailure, asLoginRefusal, asRefusal, factsOf } from './imap-failures.ts';
import type { Credentials, TlsTrust, TransportError } from './port.ts';
import { isCertificateError, showsPin, tlsOptions } from './tls.ts';

export type ImapOptions = { readonly trust: TlsTrust; readonly credentials: Credentials; readonly timeoutMs: number };

export type Folder = { readonly folder: string; readonly readOnly: boolean; readonly onStep: OnStep | undefined };

export type ImapClient = {
  /** Of the opened folder, as decimal digits: what the server said last, in SELECT or later (RFC 3501 §7.1). */
  uidValidity(): string;
  /** True when the server opened the folder for reading only, whether asked to or not. */
  isReadOnly(): boolean;
  /** What the server can do by its latest word. */
  can(capability: string): boolean;
  /** SELECT or EXAMINE again: a server may change UIDVALIDITY or UIDs under an open session and tell it nowhere else. */
  reenter(): Promise<Result<void, TransportError>>;
  /** Runs one command. Falsy answers, exceptions and a connection that is gone before or after it are errors. */
  run<T>(command: string, action: (flow: ImapFlow) => Promise<T | false | undefined>): Promise<Result<T, TransportError>>;
  /** Asks the server for a sign of life: true answers alone do not prove one. */
  confirm(): Promise<Result<void, TransportError>>;
  close(): Promise<void>;
};

type Line = {
  readonly flow: ImapFlow;
  readonly server: Server;
  readonly options: ImapOptions;
  /** From the 'error' event, which comes beside the rejection and knows more. */
  fault: unknown;
  /** The latest NO or BAD, for commands that answer it with a bare false. */
  refusal: string;
  hasAskedForLogin: boolean;
  uidValidity: string;
};

/** No mail of ours is near this; a server that announces more is cut off (imapflow's default is 1 GB). */
const maxLiteralBytes = 268_435_456;
const logoutMs = 5_000;
const blockedLogin = 'another certificate than the pinned one';

export async function openImapClient(server: Server, options: ImapOptions, folder: Folder): Promise<Result<ImapClient, TransportError>> {
  const timeoutMs = Math.min(options.timeoutMs, maxConnectMs);
  const addresses = await resolveName(server, { timeoutMs, onStep: folder.onStep });
  if (!addresses.ok) return addresses;
  const tls = tlsOptions(options.trust);
  if (!tls.ok) return distrusted(server, `own CA: ${tls.error}`, '');
  folder.onStep?.('connect', `${addresses.value.map(({ address }) => address).join(', ')}, port ${server.port}`);
  const line = makeLine(server, options, { ...tls.value, lookup: lookupOf(addresses.value) }, folder.onStep);
  const connected = await connect(line, folder.onStep);
  if (!connected.ok) return connected;
  folder.onStep?.('mailbox', folder.folder);
  const opened = await enter(line, folder);
  if (!opened.ok) line.flow.close();
  return opened;
}

type SocketOptions = NonNullable<ConstructorParameters<typeof ImapFlow>[0]>['tls'];

function makeLine(server: Server, options: ImapOptions, tls: SocketOptions, onStep: OnStep | undefined): Line {
  const stepMs = Math.min(options.timeoutMs, maxConnectMs);
  const gate = { open: (): boolean => true };
  const flow = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    doSTARTTLS: server.security === 'starttls',
    tls,
    auth: guardedLogin(options.credentials, () => gate.open()),
    clientInfo: { name: 'malleposte', version: '', vendor: '', 'support-url': '' },
    logger: false,
    disableAutoIdle: true,
    disableAutoEnable: true,
    disableCompression: true,
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: options.timeoutMs,
    maxLiteralSize: maxLiteralBytes,
    maxResponseSize: 2 * maxLiteralBytes,
  });
  const line: Line = { flow, server, options, fault: undefined, refusal: '', hasAskedForLogin: false, uidValidity: '' };
  gate.open = () => openGate(line, onStep);
  flow.on('error', (error) => {
    line.fault ??= error;
  });
  flow.on('response', ({ response, code }) => {
    if (response !== 'OK') line.refusal = code === undefined ? response : `${response} [${code}]`;
  });
  hearUidValidity(line);
  return line;
}

/**
 * imapflow takes UIDVALIDITY from SELECT alone; where it looks up what to do with a response code, one that comes later is heard
 * too. The table is not in its types: were it renamed, `reenter` would still notice.
 */
function hearUidValidity(line: Line): void {
  const handlers: unknown = Reflect.get(line.flow, 'sectionHandlers');
  if (typeof handlers !== 'object' || handlers === null) return;
  Reflect.set(handlers, 'UIDVALIDITY', ([value]: readonly ({ readonly value?: unknown } | null)[]) => {
    if (/^\d{1,20}$/.test(String(value?.value))) line.uidValidity = BigInt(String(value?.value)).toString();
  });
}

/** imapflow reads the secret at the moment of the login, hence behind TLS: the last moment to look at the certificate. */
function guardedLogin(credentials: Credentials, isOpen: () => boolean): NonNullable<ImapFlow['options']['auth']> {
  const secret = (text: string): string => {
    if (!isOpen()) throw new Error(blockedLogin);
    return text;
  };
  return {
    user: credentials.user,
    get pass() {
      return credentials.type === 'password' ? secret(credentials.password) : undefined;
    },
    get accessToken() {
      return credentials.type === 'xoauth2' ? secret(credentials.accessToken) : undefined;
    },
  };
}

function openGate(line: Line, onStep: OnStep | undefined): boolean {
  if (!line.hasAskedForLogin) {
    line.hasAskedForLogin = true;
    if (line.server.security !== 'none') onStep?.('tls', line.server.security);
    onStep?.('login', line.options.credentials.user);
  }
  return isTrusted(line);
}

/** `socket` is not in imapflow's types; were it renamed, a pinned certificate would be refused, never passed over. */
const isTrusted = ({ flow, server, options }: Line): boolean =>
  server.security === 'none' || showsPin(Reflect.get(flow, 'socket'), options.trust);

async function connect(line: Line, onStep: OnStep | undefined): Promise<Result<void, TransportError>> {
  const { flow, server, options } = line;
  const timer = setTimeout(() => flow.close(), 4 * options.timeoutMs);
  try {
    await flow.connect();
    // A PREAUTH greeting skips the login, and with it the look at the certificate.
    if (isTrusted(line)) return ok(undefined);
    flow.close();
    return await explainCertificate(line, blockedLogin);
  } catch (error) {
    flow.close();
    const failure = await explainConnect(line, error);
    if (isAboutTls(failure) && !line.hasAskedForLogin) onStep?.('tls', server.security);
    return failure;
  } finally {
    clearTimeout(timer);
  }
}

const isAboutTls = (outcome: Failed): boolean => !outcome.ok && (outcome.error.kind === 'certificate' || outcome.error.kind === 'no-tls');

/** Dials once more by our own means, which end before the login and tell the fingerprint. */
async function explainCertificate({ server, options }: Line, cause: string): Promise<Failed> {
  const dialled = await dial(server, { trust: options.trust, timeoutMs: options.timeoutMs });
  if (!dialled.ok) return dialled;
  dialled.value.socket.destroy();
  return distrusted(server, cause, '');
}

async function explainConnect(line: Line, error: unknown): Promise<Failed> {
  const { server, options } = line;
  const facts = factsOf(line.fault ?? error);
  if (isCertificateError(facts.cause) || facts.cause === blockedLogin) return explainCertificate(line, facts.cause);
  if (facts.isLoginRefused) return asLoginRefusal(server, options.credentials.user, facts);
  if (facts.cause === 'Server does not support STARTTLS') return noTls(server);
  if (facts.cause === 'STARTTLS_INJECTION') return misspoken(server, 'STARTTLS', 'bytes came in before TLS');
  if (facts.byeReason !== '') return busy(server, facts.byeReason);
  return asConnectionFailure(server, line.hasAskedForLogin ? 'login' : 'greeting', facts.cause);
}

async function enter(line: Line, { folder, readOnly }: Folder): Promise<Result<ImapClient, TransportError>> {
  const command = readOnly ? 'EXAMINE' : 'SELECT';
  const reenter = async (open: Action<unknown>): Promise<Result<void, TransportError>> => {
    const entered = await run(line, command, open);
    if (!entered.ok) return entered.error.kind === 'no-such-folder' ? noSuchFolder(line.server, folder) : entered;
    return noteUidValidity(line);
  };
  // The lock keeps an idle session alive with NOOP instead of ending it after `socketTimeout`.
  const entered = await reenter((flow) => flow.getMailboxLock(folder, { readOnly }));
  if (!entered.ok) return entered;
  return ok({
    uidValidity: () => line.uidValidity,
    isReadOnly: () => line.flow.mailbox !== false && line.flow.mailbox.readOnly === true,
    can: (capability) => line.flow.capabilities.has(capability),
    reenter: () => reenter((flow) => flow.mailboxOpen(folder, { readOnly })),
    run: (command, action) => run(line, command, action),
    confirm: async () => {
      const alive = await run(line, 'NOOP', (flow) => flow.noop().then(() => true));
      return alive.ok ? ok(undefined) : alive;
    },
    close: () => close(line),
  });
}

/** EmailEngine #345: a server that has no UIDVALIDITY has no ids that live longer than the session. */
function noteUidValidity(line: Line): Result<void, TransportError> {
  const { mailbox } = line.flow;
  if (mailbox === false || mailbox.uidValidity === undefined) return misspoken(line.server, 'SELECT', 'no UIDVALIDITY');
  line.uidValidity = mailbox.uidValidity.toString();
  return ok(undefined);
}

type Action<T> = (flow: ImapFlow) => Promise<T | false | undefined>;

async function run<T>(line: Line, command: string, action: Action<T>): Promise<Result<T, TransportError>> {
  const { flow, server, options } = line;
  if (!isOpen(flow)) return lost(line, command);
  line.refusal = '';
  // Silence ends a command by socketTimeout; this ends one that drips.
  const timer = setTimeout(() => flow.close(), 10 * options.timeoutMs);
  try {
    const answer = await action(flow);
    if (!isOpen(flow)) return lost(line, command);
    if (answer !== false && answer !== undefined) return ok(answer);
    return asRefusal(server, command, { code: codeIn(line), answer: line.refusal, cause: '', isFolderMissing: false });
  } catch (error) {
    const facts = factsOf(error);
    return isOpen(flow) ? asRefusal(server, command, { ...facts, code: facts.code || codeIn(line) }) : lost(line, command, error);
  } finally {
    clearTimeout(timer);
  }
}

/** FETCH tells its exceptions no response code. */
const codeIn = ({ refusal }: Line): string => /\[([^ \]]+)/.exec(refusal)?.[1] ?? '';

/** Behind BYE every command answers undefined, though the socket may live on. */
const isOpen = (flow: ImapFlow): boolean => flow.usable && flow.state !== flow.states.LOGOUT;

function lost({ server, fault, flow }: Line, command: string, error?: unknown): Failed {
  const { byeReason = flow.byeReason ?? '', cause } = factsOf(fault ?? error ?? new Error('connection closed'));
  if (cause === 'ETIMEOUT') return timedOut(server, command);
  return unreachable(server, `${command}: ${byeReason === '' ? cause : byeReason}`);
}

async function close({ flow }: Line): Promise<void> {
  const timer = setTimeout(() => flow.close(), logoutMs);
  // LOGOUT expunges nothing, and whether it is answered changes nothing.
  await flow.logout().catch(() => false);
  clearTimeout(timer);
  flow.close();
}
