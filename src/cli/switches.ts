/**
 * The two historic switches, as administrators have typed them into schedulers for twenty years: `/Send`,
 * `/Receive;Dom="D:\Parc\IparcDom"`, any case, with or without quotes. They become `send` and `receive --dossier=…`.
 * Ignores everything else: modern arguments pass through untouched, but for a key in pieces, which is put together again.
 */
import { err, ok, type Result } from '../result.ts';
import type { UsageError } from '../words/usage.ts';

/** Flags of the program that take no value: what follows them is not theirs. */
const bareFlags = new Set(['--json', '--quiet', '--verbose', '--force', '--dry-run', '--help', '--version']);

/** `arguments_` as the shell left them: a path with spaces may have been split into several. */
export function rewriteSwitches(arguments_: readonly string[]): Result<readonly string[], UsageError> {
  const given = rejoinKey(arguments_);
  const index = firstOperand(given);
  const operand = given[index] ?? '';
  if (/^\/(?:\?|h|help)$/i.test(operand)) return ok([...given.slice(0, index), '--help', ...given.slice(index + 1)]);
  if (!/^\/[a-z]+\s*(?:;.*)?$/is.test(operand)) return ok(given);
  const { text, rest } = gather(given.slice(index));
  const command = readSwitch(text);
  return command ? ok([...given.slice(0, index), ...command, ...rest]) : err({ kind: 'bad-switch', text });
}

/** A multi-site key that a mail program broke into lines: a piece of it may begin with `-`, and is no option all the same. */
function rejoinKey(given: readonly string[]): readonly string[] {
  const begin = given.findIndex((text) => /^["']?MALLE1-/i.test(text));
  if (begin < 0) return given;
  const length = given.slice(begin + 1).findIndex((text) => !isPieceOfKey(text));
  const end = length < 0 ? given.length : begin + 1 + length;
  return [...given.slice(0, begin), given.slice(begin, end).join(''), ...given.slice(end)];
}

/** base64url, and unlike every option. */
const isPieceOfKey = (text: string): boolean => /^[\w-]+["']?$/.test(text) && !/^--?[a-z]+(?:-[a-z]+)*$/.test(text);

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
