/** The port of questions: which assets a question of a person asks for, and why each of them is one. */
import type { Asset } from '../inventory/asset.ts';
import type { Question } from '../inventory/questions.ts';

/** `field`: a field of the asset, `software`, or a field that people fill in; `value` as it is stored, of software with its version. */
export type Matched = { readonly field: string; readonly value: string };

export type FoundAsset = Asset & { readonly matched: readonly Matched[] };

export type Found = {
  /** Of all that match, not only those of the page. */
  readonly total: number;
  /** By site, name and id. */
  readonly assets: readonly FoundAsset[];
  /** Where nothing matches: words of the question that are names of software, which nobody asked for. */
  readonly asSoftware: readonly string[];
};

export type Page = { readonly offset: number; readonly limit: number };

/** Without a page: all of them. */
export type Search = (question: Question, page?: Page) => Promise<Found>;
