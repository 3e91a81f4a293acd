/** Who says what is noted for ever. */
import type { Context } from './context.ts';
import { type Given, textOf } from './given.ts';
import type { Option } from './options.ts';

export const byOption: Option = { name: 'by', value: 'NAME', reading: 'text', word: 'by' };

/** `--by`, else the user of this session. */
export const personOf = ({ environment }: Context, given: Given): string => textOf(given, 'by') ?? environment.userName;
