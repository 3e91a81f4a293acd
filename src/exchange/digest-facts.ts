/** What a digest tells, before it is told in a language: the news of a period, of the whole company or of one site. */
import type { LifeState } from '../inventory/figures.ts';
import type { Language } from './letter-facts.ts';

/** The changes that a digest tells, in the order in which they are told. */
export const toldKinds = [
  'appeared',
  'missing',
  'back',
  'moved',
  'claimed',
  'renamed',
  'board-replaced',
  'reinstalled-os',
  'os-upgraded',
] as const;
export type ToldKind = (typeof toldKinds)[number];

export type ToldMachine = {
  readonly asset: string;
  readonly name: string;
  readonly site: string;
  readonly before: string;
  readonly after: string;
};

/** Machines, and the newest few of them by name. */
export type ToldChanges = { readonly kind: ToldKind; readonly machines: number; readonly examples: readonly ToldMachine[] };

export type DigestFacts = {
  /** '' for the whole company. */
  readonly site: string;
  /** The company's name, else the site's id. */
  readonly name: string;
  /** ISO 8601; what was learnt from `since` on and before `until`. */
  readonly since: string;
  readonly until: string;
  /** IANA name: dates are told in it. */
  readonly timeZone: string;
  readonly assets: number;
  readonly changes: readonly ToldChanges[];
  /** No machine had it before. */
  readonly newSoftware: readonly { readonly name: string; readonly machines: number }[];
  readonly upgradedSoftware: readonly { readonly name: string; readonly version: string; readonly machines: number }[];
  readonly keySoftware: readonly {
    readonly entry: string;
    readonly absent: number;
    readonly outdated: number;
    readonly forbidden: number;
  }[];
  /** Only those of which more is installed than was bought. */
  readonly licences: readonly { readonly entry: string; readonly licences: number; readonly installations: number }[];
  /** Pairs of records that a person should look at. */
  readonly doubles: number;
  /** `lastContactAt` is '' for a site that never sent anything. */
  readonly silentSites: readonly { readonly site: string; readonly lastContactAt: string }[];
  /** Of sites that are heard of: their own agents are silent. */
  readonly stale: {
    readonly days: number;
    readonly machines: number;
    readonly sites: readonly { readonly site: string; readonly machines: number }[];
  };
  readonly quarantined: number;
  readonly unreadable: number;
  readonly endings: readonly {
    readonly product: string;
    readonly release: string;
    readonly supportEnds: string;
    readonly state: Extract<LifeState, 'ending' | 'ended'>;
    readonly machines: number;
  }[];
};

/** The sentences of a language; all are plain text, escaped where they become a page. */
export type DigestWords = {
  readonly language: Language;
  /** `d LLLL yyyy` of luxon. */
  readonly dayFormat: string;
  readonly locale: string;
  readonly subject: (about: string, period: string) => string;
  readonly title: (about: string) => string;
  /** From the first to the last day, which may be the same. */
  readonly period: (first: string, last: string) => string;
  readonly site: (id: string) => string;
  readonly assets: (count: number) => string;
  readonly nothing: string;
  readonly titles: Readonly<Record<'changes' | 'software' | 'keySoftware' | 'watch' | 'endings', string>>;
  readonly changes: Readonly<Record<ToldKind, (machines: number) => string>>;
  readonly more: (count: number) => string;
  readonly newSoftware: (name: string, machines: number) => string;
  readonly upgraded: (name: string, version: string, machines: number) => string;
  readonly keySoftware: (counts: DigestFacts['keySoftware'][number]) => string;
  readonly licences: (counts: DigestFacts['licences'][number]) => string;
  readonly doubles: (count: number) => string;
  readonly silent: (site: string, since: string) => string;
  readonly stale: (facts: DigestFacts['stale']) => string;
  readonly quarantined: (count: number) => string;
  readonly unreadable: (count: number) => string;
  readonly ending: (system: string, day: string, facts: DigestFacts['endings'][number]) => string;
  readonly colon: string;
  readonly closing: string;
};
