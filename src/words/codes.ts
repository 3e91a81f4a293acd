/**
 * The shape of the words for codes: states, outcomes, reasons, steps. Codes are a contract (they stand in traces and JSON);
 * these are their names on a screen. A code without words is shown as it is, never hidden.
 */
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
  readonly dueReasons: Readonly<Record<DueReason, string>>;
  readonly assetKinds: Readonly<Record<AssetKind, string>>;
  readonly steps: Readonly<Record<TransportStep, string>>;
  /** Which connection a step belongs to. */
  readonly lines: Readonly<Record<string, string>>;
  /** Transport errors as a few words, for lists and traces. */
  readonly transport: Readonly<Record<TransportError['kind'], string>>;
  /** Reasons in traces: why a mail was ignored, refused or kept aside. */
  readonly traceReasons: Readonly<Record<string, string>>;
  /** `key=value` facts of traces and receipts: `read=47` → `47 lus`. */
  readonly facts: Readonly<Record<string, (value: string) => string>>;
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

type DueReason = 'first' | 'period' | 'forced' | 'asked' | 'unacknowledged' | 'clock' | 'up-to-date' | 'declined';

/** The words for a code, or the code itself. */
export const sayCode = (words: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(words, code) ? (words[code] ?? code) : code;

/** A trace's reason: facts (`read=47 changed=3`), or a code and then details (`busy: [IN-USE] locked`, `E_ZIP_RATIO 300`). */
export function sayReason(words: CodeWords, reason: string): string {
  const facts = reason.split(' ');
  if (reason !== '' && facts.every((fact) => /^\w+=/.test(fact))) return sayFacts(words, facts);
  const [, code = '', details = ''] = /^([A-Za-z][\w-]*)[:\s]*(.*)$/s.exec(reason) ?? [];
  const family = /^E_(?:ZIP|PARCEL)(?=_)/.exec(code)?.[0] ?? '';
  const known: Readonly<Record<string, string>> = { ...words.fileReasons, ...words.dueReasons, ...words.transport, ...words.traceReasons };
  if (Object.hasOwn(known, code)) return details === '' ? sayCode(known, code) : `${sayCode(known, code)} (${details})`;
  return family === ''
    ? reason
    : `${sayCode(known, family)} (${[
        code
          .slice(family.length + 1)
          .toLowerCase()
          .replaceAll('_', '-'),
        details,
      ]
        .filter((part) => part !== '')
        .join(' ')})`;
}

function sayFacts(words: CodeWords, facts: readonly string[]): string {
  const said = facts.map((fact) => {
    const [key = '', ...value] = fact.split('=');
    return Object.hasOwn(words.facts, key) ? (words.facts[key]?.(value.join('=')) ?? fact) : fact;
  });
  return said.filter((fact) => fact !== '').join(', ');
}
