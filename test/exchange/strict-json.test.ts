/** JSON from outside: the same as JSON.parse, or refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStrictJson } from '../../src/exchange/strict-json.ts';

const outcomeOf = (text: string, maxDepth = 8): string => {
  const read = readStrictJson(text, { maxDepth });
  return read.ok ? 'read' : read.error.reason;
};

describe('strict JSON', () => {
  it('reads what JSON.parse reads, spaced or not', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const read = readStrictJson(text, { maxDepth: 20 });
        if (read.ok) expect(read.value).toEqual(JSON.parse(text));
        else expect(read.error.reason).toBe('forbidden-key');
      }),
      { numRuns: 500, examples: [[JSON.parse('[{"__proto__":null},0]'), 0]] },
    );
  });

  it('refuses keys given twice, in whatever writing, and only within one object', () => {
    expect(outcomeOf('{"a":1,"a":2}')).toBe('duplicate-key');
    expect(outcomeOf('{"a":1,"\\u0061":2}')).toBe('duplicate-key');
    expect(outcomeOf('{"b":{"a":1},"c":{"a":[{"a":1},{"a":1}]}}')).toBe('read');
    expect(outcomeOf('{"a":"a","b":"a"}')).toBe('read');
    expect(outcomeOf('["a","a",{"a":"}"},"a"]')).toBe('read');
    expect(outcomeOf('{"a":"\\\\","\\"a":2,"b":"\\""}')).toBe('read');
  });

  it('refuses the keys that reach a prototype, also when they are escaped', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])
      expect(outcomeOf(`[{"x":{"${key}":1}}]`), key).toBe('forbidden-key');
    expect(outcomeOf('["__proto__",{"x":"constructor"}]')).toBe('read');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('refuses depth before it costs anything', () => {
    expect(outcomeOf('[[[1]]]', 3)).toBe('read');
    expect(outcomeOf('[[[[1]]]]', 3)).toBe('depth');
    expect(outcomeOf(`{"a":"${'['.repeat(50)}"}`)).toBe('read');
    expect(outcomeOf('['.repeat(20_000_000))).toBe('depth');
  });

  it('refuses what is no JSON', () => {
    for (const text of ['', '{', '{"a"}', '{"a":1,}', '[1,]', '"', '{"\\x":1}', 'nul', "{'a':1}", '\ufeff{}', '{}{}', ']'])
      expect(outcomeOf(text), text).toBe('syntax');
  });

  it('takes linear time on strings of backslashes and quotes', () => {
    const startedAt = performance.now();
    for (const text of [`"${'\\'.repeat(2_000_000)}`, `["${'\\"'.repeat(1_000_000)}"]`, `[${'"",'.repeat(500_000)}""]`]) outcomeOf(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
