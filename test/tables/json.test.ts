import fc from 'fast-check';
import { expect, test } from 'vitest';
import { column, hostileTexts, tableOf, textTable, written } from './samples.ts';

test('rows are objects by the keys of their columns, with numbers, lists and null as they are', async () => {
  const columns = [column('id', 'number'), column('at', 'date'), column('macs'), column('bytes', 'bytes'), column('__proto__')];
  const rows = [
    [7, '2026-11-22T20:00:00Z', ['a', 'b'], 1500, 'x'],
    [8, '', [], null, ''],
  ];
  const text = (await written('json', tableOf(columns, rows))).toString();
  expect(text.split('\n')).toHaveLength(5);
  expect(text).toBe(
    '[\n{"id":7,"at":"2026-11-22T20:00:00Z","macs":["a","b"],"bytes":1500,"__proto__":"x"},\n{"id":8,"at":"","macs":[],"bytes":null,"__proto__":""}\n]\n',
  );
});

test('no row is an empty list', async () => {
  expect(JSON.parse((await written('json', textTable([]))).toString())).toEqual([]);
});

test('every text comes back, but for lone surrogates', async () => {
  const isBack = async (texts: readonly string[]): Promise<void> => {
    const text = (await written('json', textTable(texts))).toString();
    expect(text.isWellFormed()).toBe(true);
    expect(JSON.parse(text)).toEqual(texts.map((each) => ({ text: each.toWellFormed() })));
  };
  await isBack([...hostileTexts, '\ud800']);
  await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), isBack));
});
