/**
 * JSON from outside: what JSON.parse accepts, without the readings on which two programs may differ. Refused are depth, a key given
 * twice, and the keys that reach an object's prototype. One linear scan comes first, so that depth costs no memory, then JSON.parse.
 */
import { err, ok, type Result } from '../result.ts';

export type JsonError = {
  readonly kind: 'bad-json';
  readonly reason: 'syntax' | 'depth' | 'duplicate-key' | 'forbidden-key';
  readonly detail: string;
  readonly retry: 'never';
};

/** The value of a JSON document (RFC 8259), or why it is refused; linear in its length, whatever it holds. */
export function readStrictJson(text: string, limits: { readonly maxDepth: number }): Result<unknown, JsonError> {
  const fault = faultOf(text, limits.maxDepth);
  if (fault) return err(fault);
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err(refusal('syntax', error instanceof Error ? error.message : ''));
  }
}

const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const code = {
  quote: 0x22,
  comma: 0x2c,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

type Scan = {
  readonly text: string;
  readonly maxDepth: number;
  /** Around the current character: the keys of an object, or null for an array. */
  readonly open: (Set<string> | null)[];
  isKeyNext: boolean;
  at: number;
};

/** Looks at strings and brackets only; text that is no JSON passes here and fails in JSON.parse. */
function faultOf(text: string, maxDepth: number): JsonError | undefined {
  const scan: Scan = { text, maxDepth, open: [], isKeyNext: false, at: 0 };
  for (; scan.at < text.length; scan.at++) {
    const fault = faultOfCharacter(scan, text.charCodeAt(scan.at));
    if (fault) return fault;
  }
  return undefined;
}

function faultOfCharacter(scan: Scan, character: number): JsonError | undefined {
  switch (character) {
    case code.quote:
      return faultOfString(scan);
    case code.comma:
      scan.isKeyNext = scan.open.at(-1) instanceof Set;
      return undefined;
    case code.openBrace:
    case code.openBracket:
      scan.isKeyNext = character === code.openBrace;
      scan.open.push(scan.isKeyNext ? new Set() : null);
      return scan.open.length > scan.maxDepth ? refusal('depth', `more than ${scan.maxDepth} levels`) : undefined;
    case code.closeBrace:
    case code.closeBracket:
      scan.isKeyNext = false;
      scan.open.pop();
  }
  return undefined;
}

/** Passes over a string, and judges it when it stands where a key stands. */
function faultOfString(scan: Scan): JsonError | undefined {
  const start = scan.at;
  const end = endOfString(scan.text, start);
  if (end < 0) return refusal('syntax', 'unterminated string');
  const keys = scan.isKeyNext ? scan.open.at(-1) : null;
  scan.isKeyNext = false;
  scan.at = end;
  return keys ? faultOfKey(scan.text.slice(start, end + 1), keys) : undefined;
}

/** Index of the closing quote, -1 without one. Each run of backslashes is counted once, so the whole stays linear. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === code.backslash) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}

function faultOfKey(quoted: string, keys: Set<string>): JsonError | undefined {
  const key = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
  if (key === undefined) return refusal('syntax', `key ${quoted}`);
  if (forbiddenKeys.has(key)) return refusal('forbidden-key', key);
  if (keys.has(key)) return refusal('duplicate-key', key);
  keys.add(key);
  return undefined;
}

function unescaped(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined; // the caller names the key that is not a JSON string
  }
}

const refusal = (reason: JsonError['reason'], detail: string): JsonError => ({
  kind: 'bad-json',
  reason,
  detail: detail.slice(0, 200),
  retry: 'never',
});
