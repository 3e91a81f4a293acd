/** The shape of the words for who is who: why records are one machine, what is left to people, and what people say of an asset. */
import type { Double, EvidenceKind, LinkRule } from '../inventory/identity/record.ts';
import type { ownFields } from '../inventory/overlay.ts';
import type { ManualConflict, PairDecided } from '../store/decisions-port.ts';

export type DecisionWords = {
  /** Why two records are one machine. */
  readonly links: Readonly<Record<LinkRule, string>>;
  readonly evidence: Readonly<Record<EvidenceKind, string>>;
  /** Why people should look at two machines: a sentence. */
  readonly reasons: Readonly<Record<Double['reason'], string>>;
  readonly fields: Readonly<Record<(typeof ownFields)[number], string>>;
  readonly doubles: {
    readonly none: string;
    readonly count: (count: number) => string;
    readonly rows: { readonly [R in 'site' | 'name' | 'record' | 'asset' | 'dates']: string };
    readonly agree: (kind: string) => string;
    readonly differ: (kind: string) => string;
    readonly ifSame: string;
    readonly ifNot: string;
    readonly learned: string;
    readonly columns: { readonly [C in 'kind' | 'value' | 'machines']: string };
    readonly conflicts: string;
    readonly conflict: (conflict: ManualConflict) => string;
    readonly settleWith: string;
    readonly decided: string;
    readonly decision: (word: 'merge' | 'separate', date: string, by: string) => string;
    readonly done: (decided: PairDecided) => string;
  };
  readonly asset: {
    readonly rows: { readonly [R in 'firstSeen' | 'missingSince' | 'retiredAt' | 'links' | 'residences' | 'claimed']: string };
    readonly since: (site: string, date: string) => string;
    /** Beside a corrected value. */
    readonly reported: (value: string) => string;
    readonly said: (by: string, date: string, until: string) => string;
    readonly otherWord: (value: string) => string;
    readonly retiredHidden: (count: number) => string;
    readonly retired: string;
    readonly changed: (name: string) => string;
  };
  readonly replay: {
    readonly ask: (files: number) => string;
    readonly done: (files: number) => string;
    readonly unreadable: (files: number) => string;
    /** For those who look while it is going on, or was interrupted. */
    readonly going: string;
  };
};
