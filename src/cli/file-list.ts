/** Named files with their reasons, under a sentence that counts them; long lists are cut. */
import { type NamedFile, sayFiles } from '../words/file-list.ts';
import type { Context } from './context.ts';

/** [] when there are none. */
export const listFiles = ({ speech }: Context, heading: (count: number) => string, files: readonly NamedFile[]): readonly string[] =>
  sayFiles(speech, heading, files);
