/**
 * JSON from outside: measured before it is parsed. Depth is limited; the names `__proto__`, `constructor` and `prototype`
 * and names that appear twice in an object are refused; numbers too long for a double stay text (reliability.md §3).
 */
import { ok, type Result } from '../result.ts';
import type { InventoryLimits } from './limits.ts';
import type { UnreadableInventory } from './report.ts';
import { unreadable } from './unreadable.ts';

export type JsonObject = { readonly [key: string]: unknown };

/** The top object; a document that is an array or a single value is no inventory. */
export const parseJson = (text: string, limits: InventoryLimits): Result<JsonObject, UnreadableInventory> => {
  const measured = measure(text);
  if (measured.depth > limits.maxJsonDepth) return unreadable('too-deep', `${measured.depth}`);
  if (measured.values > limits.maxXmlNodes) return unreadable('too-many-nodes', `${measured.values}`);
  const parsed = parsedValue(text);
  if (!parsed.ok) return parsed;
  const counted = countKeys(parsed.value);
  if (counted.forbidden !== '') return unreadable('forbidden-key', counted.forbidden);
  if (counted.keys !== measured.keys) return unreadable('forbidden-key', 'repeated');
  return isJsonObject(parsed.value) ? ok(parsed.value) : unreadable('not-an-inventory', 'JSON');
};

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The member as text: strings as they are, numbers and booleans written out; '' for anything else and when it is absent. */
export const jsonText = (object: unknown, key: string): string => {
  const value = isJsonObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
};

const parsedValue = (text: string): Result<unknown, UnreadableInventory> => {
  try {
    const value: unknown = longNumber.test(text) ? JSON.parse(text, keepLongNumber) : JSON.parse(text);
    return ok(value);
  } catch (error) {
    const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    return unreadable('malformed-json', position === undefined ? '' : `offset ${position}`);
  }
};

const longNumber = /[:,[]\s*-?\d{16}/;

const keepLongNumber = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined && context.source.length > 16
    ? context.source
    : value;

/** Counted outside strings; on text that is no JSON the numbers mean nothing. `values` is at least their number. */
const measure = (text: string): { readonly keys: number; readonly values: number; readonly depth: number } => {
  let keys = 0;
  let values = 1;
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) at = endOfString(text, at);
    else if (code === 58) keys++;
    else if (code === 44) values++;
    else if (code === 125 || code === 93) depth--;
    else if (code === 123 || code === 91) {
      values++;
      deepest = Math.max(deepest, ++depth);
    }
  }
  return { keys, values, depth: deepest };
};

/** The place of the closing quote; the end of the text when there is none. */
export const endOfString = (text: string, from: number): number => {
  for (let at = from + 1; ; at++) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return at;
  }
};

const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

type Counted = { keys: number; forbidden: string };

const countKeys = (value: unknown, counted: Counted = { keys: 0, forbidden: '' }): Counted => {
  if (typeof value !== 'object' || value === null) return counted;
  if (Array.isArray(value)) {
    for (const item of value) countKeys(item, counted);
    return counted;
  }
  for (const [key, member] of Object.entries(value)) {
    counted.keys++;
    if (forbiddenKeys.has(key)) counted.forbidden = key;
    countKeys(member, counted);
  }
  return counted;
};
