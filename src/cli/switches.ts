/**
 * The two historic switches, as administrators have typed them into schedulers for twenty years: `/Send`,
 * `/Receive;Dom="D:\Parc\IparcDom"`, any case, with or without quotes. They become `send` and `receive --dossier=…`.
 * Ignores everything else: modern arguments pass through untouched.
 */
import { err, ok, type Result } from '../result.ts';
import type { UsageError } from '../words/usage.ts';

/** Flags of the program that take no value: what follows them is not theirs. */
const bareFlags = new Set(['--json', '--quiet', '--verbose', '--force', '--dry-run', '--help', '--version']);

/** `arguments_` as the shell left them: a path with spaces may have been split into several. */
export function rewriteSwitches(given: readonly string[]): Result<readonly string[], UsageError> {
  const index = firstOperand(given);
  const operand = given[index] ?? '';
  if (/^\/(?:\?|h|help)$/i.test(operand)) return ok([...given.slice(0, index), '--help', ...given.slice(index + 1)]);
  if (!/^\/[a-z]+\s*(?:;.*)?$/is.test(operand)) return ok(given);
  const { text, rest } = gather(given.slice(index));
  const command = readSwitch(text);
  return command ? ok([...given.slice(0, index), ...command, ...rest]) : err({ kind: 'bad-switch', text });
}

function firstOperand(given: readonly string[]): number {
  let index = 0;
  while (given[index]?.startsWith('--')) index += given[index]?.includes('=') || bareFlags.has(given[index] ?? '') ? 1 : 2;
  return index;
}

/** Joins again what the shell split: up to the closing quote, or up to the next option. */
function gather(given: readonly string[]): { readonly text: string; readonly rest: readonly string[] } {
  let end = 1;
  while (end < given.length && (hasOpenQuote(given.slice(0, end).join(' ')) || !isOption(given[end] ?? ''))) end += 1;
  return { text: given.slice(0, end).join(' ').trim(), rest: given.slice(end) };
}

const isOption = (text: string): boolean => /^--[a-z]/.test(text) || /^-[hV]$/.test(text);

function hasOpenQuote(text: string): boolean {
  const [, quote = '', content = ''] = /=\s*(["'])(.*)$/s.exec(text) ?? [];
  return quote !== '' && !content.includes(quote);
}

function readSwitch(text: string): readonly string[] | undefined {
  const [, name = '', parameter = ''] = /^\/(send|receive)\s*;?\s*(.*)$/is.exec(text) ?? [];
  if (name === '') return undefined;
  const command = name.toLowerCase();
  if (parameter === '') return [command];
  const folder = /^dom\s*=\s*(.*)$/is.exec(parameter)?.[1];
  const dossier = folder === undefined ? '' : unquote(folder.trim());
  return dossier ? [command, `--dossier=${dossier}`] : undefined;
}

/** A quoted folder may hold semicolons; one without quotes goes up to the end. A quote that is never closed is forgiven. */
function unquote(folder: string): string | undefined {
  const quoted = /^(["'])(.*?)\1[\s;]*$/s.exec(folder);
  if (quoted) return quoted[2]?.trim();
  const open = /^["']/.test(folder) ? folder.slice(1) : folder;
  return /["']\s*\S/.test(open) && /^["']/.test(folder) ? undefined : open.replace(/["';\s]+$/, '');
}
