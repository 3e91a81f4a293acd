/** Named files with their reasons, in lines that every door says alike. */
import { sayReason } from './codes.ts';
import type { Speech } from './speech.ts';

const maxShown = 20;

export type NamedFile = { readonly path: string; readonly reason: string };

/** Named files with their reasons, under a sentence that counts them; long lists are cut. [] when there are none. */
export function sayFiles(speech: Speech, heading: (count: number) => string, files: readonly NamedFile[]): readonly string[] {
  if (files.length === 0) return [];
  const { reports, codes, colon } = speech;
  const lines = files.slice(0, maxShown).map(({ path, reason }) => `  ${path}${colon} ${sayReason(codes, reason)}`);
  const more = files.length > maxShown ? [`  ${reports.more(files.length - maxShown)}`] : [];
  return [heading(files.length), ...lines, ...more];
}
