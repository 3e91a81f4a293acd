/** What a person may follow while a job works: one short line a step. */
import type { Progress } from '../jobs/installation.ts';
import { type CodeWords, sayCode } from './codes.ts';

export type ProgressWords = {
  /** A person interrupts. */
  readonly stopping: string;
  readonly listing: string;
  readonly listed: (waiting: number, marked: number) => string;
  readonly mail: (facts: {
    readonly number: number;
    readonly of: number;
    readonly peer: string;
    readonly kind: string;
    readonly outcome: string;
  }) => string;
  readonly reading: (files: number, bytes: number) => string;
  readonly publishing: (pages: number) => string;
  readonly replaying: (files: number) => string;
  readonly posting: (kind: string, to: string, bytes: number) => string;
  readonly posted: (kind: string, to: string) => string;
  /** Outcomes of single mails at the common site. */
  readonly outcomes: Readonly<Record<string, string>>;
};

/** One line for one step. */
export function sayProgress(progress: Progress, words: ProgressWords, codes: CodeWords): string {
  const kind = 'kind' in progress ? sayCode(codes.traceKinds, progress.kind) : '';
  if (progress.step === 'listing') return words.listing;
  if (progress.step === 'listed') return words.listed(progress.waiting, progress.marked);
  if (progress.step === 'mail') return words.mail({ ...progress, kind, outcome: sayCode(words.outcomes, progress.outcome) });
  if (progress.step === 'publishing') return words.publishing(progress.pages);
  if (progress.step === 'reading') return words.reading(progress.files, progress.bytes);
  if (progress.step === 'replaying') return words.replaying(progress.files);
  if (progress.step === 'posting') return words.posting(kind, progress.to, progress.bytes);
  return words.posted(kind, progress.to);
}
