/**
 * Errors as plain values. What may happen on a bad day is an `err`; what cannot happen throws.
 * Every error is an object with a literal `kind`, its facts as fields, and `retry`.
 */

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** `soon`: the same run may try again; `later`: the next run; `never`: a person must act first. */
export type Retry = 'soon' | 'later' | 'never';

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });
