/** Named files with their reasons, under a sentence that counts them; long lists are cut. */
import { sayReason } from '../words/codes.ts';
import type { Context } from './context.ts';

const maxShown = 20;

export type NamedFile = { readonly path: string; readonly reason: string };

/** [] when there are none. */
export function listFiles(context: Context, heading: (count: number) => string, files: readonly NamedFile[]): readonly string[] {
  if (files.length === 0) return [];
  const { reports, codes, colon } = context.speech;
  const lines = files.slice(0, maxShown).map(({ path, reason }) => `  ${path}${colon} ${sayReason(codes, reason)}`);
  const more = files.length > maxShown ? [`  ${reports.more(files.length - maxShown)}`] : [];
  return [heading(files.length), ...lines, ...more];
}
