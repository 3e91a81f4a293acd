/**
 * The header block of a mail, as far as we need it: to see our marker, to answer, to leave automatic mail alone and to know bounces
 * (RFC 5322, 2047, 3834, 6522).
 * Written for hostile blocks: never throws, linear in their length, no address grammar. Nothing read here is ever believed.
 */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { isMailAddress, isOwnMessageId } from './protocol.ts';

/** One line each, decoded, without control characters; '' when the mail does not say. */
export type MailHeaders = {
  readonly subject: string;
  /** Without angle brackets, like `inReplyTo`. */
  readonly messageId: string;
  /** The addr-spec only, '' when there is none that may stand in a mail of ours. */
  readonly from: string;
  /** The whole field: bounces come from names without an address too. */
  readonly fromText: string;
  /** As written; mail clocks are wrong too often to order by (protocol §9). */
  readonly date: string;
  readonly inReplyTo: string;
  /** As written, with the brackets. */
  readonly references: string;
  /** Lower case, without parameters: `no`, `auto-replied`, … */
  readonly autoSubmitted: string;
  /** Address, or `<>` for the null return path of bounces. */
  readonly returnPath: string;
  readonly listId: string;
  /** Lower case. */
  readonly precedence: string;
  /** Newest first, at most 50. */
  readonly received: readonly string[];
  /** Lower case, without parameters: `multipart/report`, … */
  readonly contentType: string;
  /** The parameter `report-type` in lower case: `delivery-status`, `disposition-notification`, … (RFC 6522). */
  readonly reportType: string;
  /** Exim and Gmail name in `X-Failed-Recipients` whom they did not reach. */
  readonly failedRecipients: string;
  /** `X-Autoreply` and its kin: what vacation programs said before RFC 3834, and many still say. */
  readonly isAutoReply: boolean;
  /** Our Message-ID or `X-Malleposte` (protocol §3): it says that it is ours, which anybody may say. */
  readonly isOurs: boolean;
};

/** Reads a raw header block, or the beginning of a mail up to its first empty line. */
export function readHeaders(block: Uint8Array): MailHeaders {
  const fields = fieldsOf(Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString('latin1'));
  const raw = (name: string): string => (fields.get(name)?.[0] ?? '').slice(0, maxValueLength);
  const first = (name: string): string => oneLine(textOf(raw(name)));
  const keyword = (name: string): string => (first(name).split(';')[0] ?? '').trim().toLowerCase();
  const returnPath = first('return-path');
  const messageId = identifierOf(first('message-id'));
  return {
    subject: oneLine(decodeWords(raw('subject'))),
    messageId,
    from: addressOf(first('from')),
    fromText: oneLine(decodeWords(raw('from'))),
    date: first('date'),
    inReplyTo: identifierOf(first('in-reply-to')),
    references: first('references'),
    autoSubmitted: keyword('auto-submitted'),
    returnPath: returnPath.replaceAll(' ', '') === '<>' ? '<>' : addressOf(returnPath),
    listId: first('list-id'),
    precedence: keyword('precedence'),
    received: (fields.get('received') ?? []).slice(0, 50).map((value) => oneLine(textOf(value.slice(0, maxValueLength)))),
    contentType: keyword('content-type'),
    reportType: /;\s?report-type\s?=\s?"?([\w-]{1,64})/i.exec(first('content-type'))?.[1]?.toLowerCase() ?? '',
    failedRecipients: first('x-failed-recipients'),
    isAutoReply: autoReplyFields.some((name) => fields.has(name) && !/^no$/i.test(first(name))),
    isOurs: fields.has('x-malleposte') || isOwnMessageId(messageId),
  };
}

/** Does a subject carry the marker: case and the width of spaces do not matter, nor what stands around it ("RE: [ext] …"). */
export function carriesMarker(subject: string, marker: string): boolean {
  return foldForSearch(subject).includes(foldForSearch(marker));
}

const foldForSearch = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

// ---------------------------------------------------------------- fields

/** What vacation programs and webmails write beside `Auto-Submitted`, or instead of it. */
const autoReplyFields = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply', 'x-autoreply-from'] as const;

const wanted: ReadonlySet<string> = new Set([
  ...['subject', 'message-id', 'from', 'date', 'in-reply-to', 'references', 'auto-submitted', 'return-path', 'list-id', 'precedence'],
  ...['received', 'content-type', 'x-failed-recipients', 'x-malleposte', ...autoReplyFields],
]);

const maxValueLength = 4096;

/** The wanted fields by lower-case name, unfolded, still in the bytes they came in (as latin1). */
function fieldsOf(block: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  let values: string[] | undefined;
  for (const line of linesOf(block)) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      const last = values?.at(-1);
      if (values && last !== undefined && last.length < maxValueLength) values[values.length - 1] = last + line;
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trimEnd().toLowerCase();
    values = wanted.has(name) ? (fields.get(name) ?? []) : undefined;
    if (values)
      fields
        .set(name, values)
        .get(name)
        ?.push(line.slice(colon + 1));
  }
  return fields;
}

/** Up to the empty line, however much follows. */
function* linesOf(block: string): Generator<string> {
  for (let at = 0; at < block.length; ) {
    const found = block.indexOf('\n', at);
    const end = found < 0 ? block.length : found;
    const line = block.slice(at, block[end - 1] === '\r' && end > at ? end - 1 : end);
    if (line === '') return;
    yield line;
    at = end + 1;
  }
}

/** Control characters and folds become spaces: what is read here may go into a log, a page or a terminal. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** Bytes of which no charset is declared: UTF-8 when they are valid UTF-8, else windows-1252. */
export function textOf(latin1: string): string {
  if (!/[\u0080-\u00ff]/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'windows-1252');
}

// ---------------------------------------------------------------- encoded words (RFC 2047)

/** The payload holds no `?`, so no two attempts of this expression look at the same bytes: linear. */
const encodedWord = /=\?([^?\s]{1,64})\?([BbQq])\?([^?]*)\?=/g;

type Run = { readonly charset: string; readonly bytes: Buffer[] };

/**
 * Decodes encoded words in a raw value. White space between two of them is no text; neighbours of one charset are joined before they are
 * decoded, because many programs cut inside a character.
 */
function decodeWords(raw: string): string {
  const texts: string[] = [];
  let run: Run | undefined;
  let at = 0;
  for (const match of raw.matchAll(encodedWord)) {
    const [word, label = '', encoding = '', payload = ''] = match;
    const between = raw.slice(at, match.index);
    const charset = (label.split('*')[0] ?? '').toLowerCase();
    const isContinued = run?.charset === charset && between.trim() === '';
    if (!isContinued) {
      texts.push(decodeRun(run), run && between.trim() === '' ? '' : textOf(between));
      run = { charset, bytes: [] };
    }
    run?.bytes.push(encoding.toLowerCase() === 'b' ? Buffer.from(payload, 'base64') : decodeQ(payload));
    at = match.index + word.length;
  }
  return [...texts, decodeRun(run), textOf(raw.slice(at))].join('');
}

function decodeRun(run: Run | undefined): string {
  if (!run) return '';
  const bytes = Buffer.concat(run.bytes);
  return iconv.encodingExists(run.charset) ? iconv.decode(bytes, run.charset) : textOf(bytes.toString('latin1'));
}

const decodeQ = (payload: string): Buffer =>
  Buffer.from(
    payload.replaceAll('_', ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

// ---------------------------------------------------------------- addresses and ids

/** The first addr-spec; quoted names and comments, where anything may stand, are passed over. */
function addressOf(value: string): string {
  const bare = withoutQuotes(value);
  const open = bare.indexOf('<');
  const close = bare.indexOf('>', open);
  const candidate = open >= 0 && close > open ? bare.slice(open + 1, close) : (bare.split(',')[0] ?? '');
  return isMailAddress(candidate.trim()) ? candidate.trim() : '';
}

function withoutQuotes(value: string): string {
  let kept = '';
  let comments = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? '';
    if (character === '\\') at++;
    else if (character === '"' && comments === 0) isQuoted = !isQuoted;
    else if (character === '(' && !isQuoted) comments++;
    else if (character === ')' && comments > 0) comments--;
    else if (!isQuoted && comments === 0) kept += character;
  }
  return kept;
}

/** The first msg-id of a field, without its angle brackets; some programs leave them out. */
function identifierOf(value: string): string {
  const bracketed = /<([^<>\s]{1,998})>/.exec(value)?.[1];
  return bracketed ?? (/^[^<>\s]{1,998}$/.test(value) ? value : '');
}
