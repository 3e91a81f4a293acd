/**
 * The shape of the words of the pages: what English has, French must have, in the same places. Texts are i18next's: `{{name}}` is filled
 * in, `_one` and `_other` are the forms of a count; French has `_many`, too (millions).
 */
import type { englishScreens } from './english.ts';

export type Screens = typeof englishScreens;

/** The same keys with other texts; where English has the `_other` of a count, French must have `_many`, too. */
export type InBoth<T> = { readonly [K in keyof T]: T[K] extends string ? string : InBoth<T[K]> } & {
  readonly [K in keyof T as K extends `${infer Name}_other` ? `${Name}_many` : never]: string;
};
