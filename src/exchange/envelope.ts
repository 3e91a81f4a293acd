/**
 * The envelope: a clear header that a signature covers, then the body (protocol §4). There is one way to write a header, and what is
 * read is refused unless it is written that way, so that the signed bytes and the facts cannot part. Knows neither mail nor keys.
 */
import { hash } from 'node:crypto';
import { err, ok, type Result } from '../result.ts';
import { commonSite, type Header, isSiteId, kinds, magic, none } from './protocol.ts';

export type Envelope = {
  readonly header: Header;
  /** Hex SHA-256 of all header bytes, the signature's line included: the identity of a mail. */
  readonly headerSha256: string;
  /** What the signature was made over. */
  readonly signedBytes: Buffer;
  readonly signature: Buffer;
  /** Not hashed yet: `checkBody` does, once the signature is verified. */
  readonly body: Buffer;
};

export type EnvelopeError = {
  readonly kind: 'bad-envelope';
  readonly reason: 'magic' | 'too-long' | 'line' | 'order' | 'value' | 'no-signature' | 'length' | 'digest';
  readonly detail: string;
  readonly retry: 'never';
};

const maxHeaderBytes = 4096;
const maxLineBytes = 512;
const maxVolumes = 200;
const signaturePrefix = Buffer.from('MALLEPOSTE/1 signature\0', 'latin1');
/** `sig: `, 64 bytes in base64url, LF. */
const signatureLineBytes = 92;

/** What the sender signs: the prefix, then the header up to the signature's line. Throws on a header that could not be read back. */
export function signatureInput(header: Header): Buffer {
  return Buffer.concat([signaturePrefix, Buffer.from(headerText(header), 'latin1')]);
}

/** The bytes of the attachment. `signature` is the 64 bytes of Ed25519 over `signatureInput(header)`. */
export function assembleEnvelope(header: Header, signature: Uint8Array, body: Uint8Array): Buffer {
  const line = `sig: ${Buffer.from(signature).toString('base64url')}\n\n`;
  return Buffer.concat([Buffer.from(headerText(header) + line, 'latin1'), body]);
}

/** Reads the header strictly (protocol §4) and takes what follows as the body. No digest of it and no signature is checked here. */
export function parseEnvelope(bytes: Buffer): Result<Envelope, EnvelopeError> {
  if (bytes.toString('latin1', 0, magic.length) !== magic) return refuse('magic', '');
  const end = bytes.subarray(0, maxHeaderBytes + 1).indexOf('\n\n');
  if (end < 0) return bytes.length > maxHeaderBytes ? refuse('too-long', 'header') : refuse('no-signature', 'header without end');
  const signatureAt = bytes.lastIndexOf('\n', end - 1) + 1;
  const signature = signatureOf(bytes.toString('latin1', signatureAt, end));
  if (!signature) return refuse('no-signature', '');
  const header = headerOf(bytes.toString('latin1', magic.length, signatureAt).split('\n').slice(0, -1));
  if (!header.ok) return header;
  const body = bytes.subarray(end + 2);
  if (body.length !== header.value.length) return refuse('length', `${body.length} bytes, ${header.value.length} stated`);
  return ok({
    header: header.value,
    headerSha256: hash('sha256', bytes.subarray(0, end + 1), 'hex'),
    signedBytes: Buffer.concat([signaturePrefix, bytes.subarray(0, signatureAt)]),
    signature,
    body,
  });
}

/** The body, if it is the one that the signed header names. */
export function checkBody(envelope: Envelope): Result<Buffer, EnvelopeError> {
  const digest = hash('sha256', envelope.body, 'hex');
  return digest === envelope.header.sha256 ? ok(envelope.body) : refuse('digest', digest);
}

// ---------------------------------------------------------------- the fields, in their order

type Field = { readonly key: string; readonly write: (header: Header) => string; readonly isForm: (value: string) => boolean };

const isHex = (length: number) => (value: string) => value.length === length && /^[0-9a-f]+$/.test(value);
const isDigest = isHex(64);
const isDigestOrNone = (value: string) => value === none || isDigest(value);
const isParty = (value: string) => value === commonSite || isSiteId(value);
const isCount = (value: string) => /^(0|[1-9][0-9]{0,15})$/.test(value) && Number.isSafeInteger(Number(value));
const isOneOf =
  (...values: readonly string[]) =>
  (value: string) =>
    values.includes(value);

const fields: readonly Field[] = [
  { key: 'kind', write: (header) => header.kind, isForm: isOneOf(...kinds) },
  { key: 'org', write: (header) => header.org, isForm: isHex(16) },
  { key: 'from', write: (header) => header.from, isForm: isParty },
  { key: 'to', write: (header) => header.to, isForm: isParty },
  { key: 'key', write: (header) => header.key, isForm: isHex(16) },
  { key: 'epoch', write: (header) => String(header.epoch), isForm: isCount },
  { key: 'seq', write: (header) => String(header.seq), isForm: isCount },
  { key: 'mode', write: (header) => header.mode, isForm: isOneOf('snapshot', 'delta') },
  { key: 'base', write: (header) => header.base, isForm: isDigestOrNone },
  { key: 'state', write: (header) => header.state, isForm: isDigestOrNone },
  { key: 'parcel', write: (header) => header.parcel, isForm: isDigestOrNone },
  { key: 'vol', write: (header) => `${header.volume.number}/${header.volume.of}`, isForm: isVolume },
  { key: 'len', write: (header) => String(header.length), isForm: isCount },
  { key: 'sha256', write: (header) => header.sha256, isForm: isDigest },
  { key: 'enc', write: (header) => header.enc, isForm: isOneOf('age-x25519', 'none') },
  { key: 'created', write: (header) => header.created, isForm: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(value) },
  { key: 'version', write: (header) => header.version, isForm: (value) => /^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$/.test(value) },
];

function isVolume(value: string): boolean {
  const [number = '', of = '', ...rest] = value.split('/');
  return (
    rest.length === 0 && isCount(number) && isCount(of) && Number(number) >= 1 && Number(number) <= Number(of) && Number(of) <= maxVolumes
  );
}

const isExtensionKey = (key: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(key);

/** Printable ASCII that neither starts nor ends with a space. */
const isText = (value: string): boolean => /^[!-~]([ -~]*[!-~])?$/.test(value);

// ---------------------------------------------------------------- writing

function headerText(header: Header): string {
  const lines = fields.map(({ key, write, isForm }) => lineOf(key, write(header), isForm));
  const text = [magic, ...lines, ...extensionLines(header.extensions)].join('');
  if (text.length + signatureLineBytes > maxHeaderBytes) throw new Error(`an envelope header of ${text.length} bytes`);
  return text;
}

/** Sorted, so that one header has one form. */
function extensionLines(extensions: Header['extensions']): readonly string[] {
  const keys = Object.keys(extensions).sort();
  return keys.map((key) => lineOf(`x-${key}`, extensions[key] ?? '', (value) => isExtensionKey(key) && isText(value)));
}

function lineOf(key: string, value: string, isForm: (value: string) => boolean): string {
  const line = `${key}: ${value}`;
  if (!isForm(value) || line.length > maxLineBytes)
    throw new Error(`an envelope header cannot carry ${JSON.stringify(line.slice(0, 100))}`);
  return `${line}\n`;
}

// ---------------------------------------------------------------- reading

function headerOf(lines: readonly string[]): Result<Header, EnvelopeError> {
  const values = new Map<string, string>();
  let previous = '';
  for (const [index, line] of lines.entries()) {
    const colon = line.indexOf(': ');
    const [key, value] = [line.slice(0, colon), line.slice(colon + 2)];
    if (colon < 1 || line.length > maxLineBytes || !isText(value)) return refuse('line', `line ${index + 2}`);
    const field = fields[index];
    if (field ? key !== field.key : !isNextExtension(key, previous)) return refuse('order', key.slice(0, 100));
    if (field && !field.isForm(value)) return refuse('value', `${key}: ${value.slice(0, 100)}`);
    values.set(key, value);
    previous = key;
  }
  const missing = fields[lines.length];
  return missing ? refuse('order', `no ${missing.key}`) : ok(factsOf(values));
}

/** Ascending, hence each once. */
const isNextExtension = (key: string, previous: string): boolean =>
  key.startsWith('x-') && isExtensionKey(key.slice(2)) && (!previous.startsWith('x-') || previous < key);

/** All values have passed their form. */
function factsOf(values: ReadonlyMap<string, string>): Header {
  const text = (key: string): string => values.get(key) ?? '';
  const count = (key: string): number => Number(text(key));
  const [number, of] = text('vol').split('/').map(Number);
  const extensions = [...values].filter(([key]) => key.startsWith('x-'));
  return {
    kind: kinds.find((kind) => kind === text('kind')) ?? 'TEST',
    org: text('org'),
    from: text('from'),
    to: text('to'),
    key: text('key'),
    epoch: count('epoch'),
    seq: count('seq'),
    mode: text('mode') === 'delta' ? 'delta' : 'snapshot',
    base: text('base'),
    state: text('state'),
    parcel: text('parcel'),
    volume: { number: number ?? 1, of: of ?? 1 },
    length: count('len'),
    sha256: text('sha256'),
    enc: text('enc') === 'none' ? 'none' : 'age-x25519',
    created: text('created'),
    version: text('version'),
    extensions: Object.fromEntries(extensions.map(([key, value]) => [key.slice(2), value])),
  };
}

/** 64 bytes in the one base64url form that they have. */
function signatureOf(line: string): Buffer | undefined {
  if (!/^sig: [A-Za-z0-9_-]{86}$/.test(line)) return undefined;
  const signature = Buffer.from(line.slice('sig: '.length), 'base64url');
  return line.endsWith(signature.toString('base64url')) ? signature : undefined;
}

const refuse = (reason: EnvelopeError['reason'], detail: string): Result<never, EnvelopeError> =>
  err({ kind: 'bad-envelope', reason, detail, retry: 'never' });
