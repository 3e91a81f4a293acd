/** All errors, in English: the compiler refuses a kind without its words. */
import type { ErrorKind, ErrorWords } from '../error-words.ts';
import { englishDoorErrors } from './door-errors.ts';
import { englishHomeErrors } from './home-errors.ts';
import { englishJobErrors } from './job-errors.ts';
import { englishMailErrors } from './mail-errors.ts';
import { englishUsageErrors } from './usage-errors.ts';
import { englishWebErrors } from './web-errors.ts';

export const englishErrors: ErrorWords<ErrorKind> = {
  ...englishMailErrors,
  ...englishHomeErrors,
  ...englishJobErrors,
  ...englishUsageErrors,
  ...englishDoorErrors,
  ...englishWebErrors,
};
