/**
 * The shape of the words for codes: states, outcomes, reasons, steps. Codes are a contract (they stand in traces and JSON);
 * these are their names on a screen. A code without words is shown as it is, never hidden.
 */
import type { BounceCause } from '../exchange/bounce-cause.ts';
import type { DueReason } from '../exchange/due.ts';
import type { TraceEvent, TraceOutcome } from '../exchange/trace.ts';
import type { AssetKind, UnreadableReason } from '../inventory/report.ts';
import type { SiteState } from '../store/port.ts';
import type { TransportError, TransportStep } from '../transport/port.ts';

export type CodeWords = {
  readonly roles: Readonly<Record<'common' | 'distant', string>>;
  readonly siteStates: Readonly<Record<SiteState | 'waiting' | 'unjoined', string>>;
  readonly traceOutcomes: Readonly<Record<TraceOutcome, string>>;
  readonly directions: Readonly<Record<TraceEvent['direction'], string>>;
  /** Kinds of the protocol and of trace events. */
  readonly traceKinds: Readonly<Record<string, string>>;
  /** Why a file is no inventory, and why it stayed at home. */
  readonly fileReasons: Readonly<Record<UnreadableReason | LeftOutReason, string>>;
  readonly dueReasons: Readonly<Record<DueReason | 'declined', string>>;
  readonly assetKinds: Readonly<Record<AssetKind, string>>;
  readonly steps: Readonly<Record<TransportStep, string>>;
  /** Which connection a step belongs to. */
  readonly lines: Readonly<Record<string, string>>;
  /** Transport errors as a few words, for lists and traces. */
  readonly transport: Readonly<Record<TransportError['kind'] | 'stopped', string>>;
  /** Reasons in traces: why a mail was ignored, refused or kept aside. */
  readonly traceReasons: Readonly<Record<string, string>>;
  /** `key=value` facts of traces and receipts: `read=47` → `47 lus`. */
  readonly facts: Readonly<Record<string, (value: string) => string>>;
  /** Why a mail of ours came back. */
  readonly bounceCauses: Readonly<Record<BounceCause, string>>;
  readonly freshness: Readonly<Record<'never' | 'fresh' | 'late' | 'silent', string>>;
  /** Of a mail that a server takes later. */
  readonly nextAttempt: (date: string) => string;
  /** What to do about a reason, a sentence; codes that need nothing have none. Of a bounce: `bounce-CAUSE`. */
  readonly remedies: Readonly<Record<string, string>>;
};

type LeftOutReason =
  | 'link'
  | 'unreadable'
  | 'file-unreadable'
  | 'hostile-name'
  | 'filtered'
  | 'hidden'
  | 'temporary'
  | 'special'
  | 'same-name'
  | 'reserved';

/** The words for a code, or the code itself. */
export const sayCode = (words: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(words, code) ? (words[code] ?? code) : code;

/**
 * A trace's reason: facts (`read=47 changed=3`), a code and then details (`busy: [IN-USE] locked`, `E_ZIP_RATIO 300`), or facts and
 * then a code (`epoch=2 unknown-state`); ` next=` and a date at the end say when a deferred mail is tried again.
 */
export function sayReason(words: CodeWords, reason: string, sayDate: (iso: string) => string = asWritten): string {
  const [, before, next] = /^(.*) next=(\S+)$/s.exec(reason) ?? [];
  if (before !== undefined && next !== undefined) return `${sayReason(words, before)}, ${words.nextAttempt(sayDate(next))}`;
  const [, facts = '', rest = ''] = /^((?:\w+=\S*(?: |$))*)(.*)$/s.exec(reason) ?? [];
  const said = [sayFacts(words, facts), sayCoded(words, rest)];
  return said.filter((part) => part !== '').join(', ');
}

const asWritten = (iso: string): string => iso;

/** What to do about a reason, '' when nothing is to be done. */
export function remedyOf({ remedies }: CodeWords, reason: string): string {
  const { code, details } = apart(reason);
  const names = [code, ...(code === 'bounce' ? [`bounce-${apart(details).code}`] : []), familyOf(code)];
  return names.map((name) => (Object.hasOwn(remedies, name) ? (remedies[name] ?? '') : '')).find((remedy) => remedy !== '') ?? '';
}

/** `code: details`, `code details` or `code`; `code` is '' for a text that begins with none. */
function apart(reason: string): { readonly code: string; readonly details: string } {
  const [, code = '', details = ''] = /^([A-Za-z][\w-]*)[:\s]*(.*)$/s.exec(reason) ?? [];
  return { code, details };
}

const familyOf = (code: string): string => /^E_(?:ZIP|PARCEL)(?=_)/.exec(code)?.[0] ?? '';

/** Codes whose details are codes, too. */
const compound: readonly string[] = ['stripped', 'undelivered', 'bounce'];

function sayCoded(words: CodeWords, reason: string): string {
  if (reason === '') return '';
  const { code, details } = apart(reason);
  const known = reasonsOf(words);
  if (Object.hasOwn(known, code)) return inBrackets(sayCode(known, code), sayDetails(words, code, details));
  const family = familyOf(code);
  if (family === '') return reason;
  const rule = code
    .slice(family.length + 1)
    .toLowerCase()
    .replaceAll('_', '-');
  return inBrackets(sayCode(known, family), `${rule} ${details}`.trim());
}

const reasonsOf = (words: CodeWords): Readonly<Record<string, string>> => ({
  ...words.fileReasons,
  ...words.dueReasons,
  ...words.transport,
  ...words.traceReasons,
});

const inBrackets = (said: string, details: string): string => (details === '' ? said : `${said} (${details})`);

function sayDetails(words: CodeWords, code: string, details: string): string {
  const [, before, by] = /^([^=]+) (by=\S+)$/s.exec(details) ?? [];
  if (before !== undefined && by !== undefined) return `${before}, ${sayFacts(words, by)}`;
  if (!compound.includes(code)) return /^\w+=/.test(details) ? sayReason(words, details) : details;
  const inner = apart(details);
  const known: Readonly<Record<string, string>> = code === 'stripped' ? reasonsOf(words) : words.bounceCauses;
  return Object.hasOwn(known, inner.code) ? [sayCode(known, inner.code), inner.details].filter((part) => part !== '').join(', ') : details;
}

function sayFacts(words: CodeWords, facts: string): string {
  const said = facts.split(' ').map((fact) => {
    const [key = '', ...value] = fact.split('=');
    return Object.hasOwn(words.facts, key) ? (words.facts[key]?.(value.join('=')) ?? fact) : fact;
  });
  return said.filter((fact) => fact !== '').join(', ');
}
