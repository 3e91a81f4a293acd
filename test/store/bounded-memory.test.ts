import { expect, test } from 'vitest';
import { openBoundedMemory } from '../../src/store/bounded-memory.ts';

test('it never holds more than its bound, and keeps what was asked for last', () => {
  const memory = openBoundedMemory(100);
  memory.put('favourite', 7);
  for (let value = 0; value < 1_000; value += 1) {
    memory.put(`software ${value}`, value);
    expect(memory.get('favourite')).toBe(7);
    expect(memory.size()).toBeLessThanOrEqual(100);
  }
  expect(memory.get('software 999')).toBe(999);
  expect(memory.get('software 1')).toBeUndefined();
});

test('after clear it knows nothing', () => {
  const memory = openBoundedMemory(10);
  memory.put('a', 1);
  memory.clear();
  expect(memory.get('a')).toBeUndefined();
  expect(memory.size()).toBe(0);
});
