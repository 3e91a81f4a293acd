/** All errors, in French: the compiler refuses a kind without its words. */
import type { ErrorKind, ErrorWords } from '../error-words.ts';
import { frenchDoorErrors } from './door-errors.ts';
import { frenchHomeErrors } from './home-errors.ts';
import { frenchJobErrors } from './job-errors.ts';
import { frenchMailErrors } from './mail-errors.ts';
import { frenchUsageErrors } from './usage-errors.ts';
import { frenchWebErrors } from './web-errors.ts';

export const frenchErrors: ErrorWords<ErrorKind> = {
  ...frenchMailErrors,
  ...frenchHomeErrors,
  ...frenchJobErrors,
  ...frenchUsageErrors,
  ...frenchDoorErrors,
  ...frenchWebErrors,
};
