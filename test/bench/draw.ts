/** Seeded chance for the benchmark's data: the same seed draws the same things on every machine. */

export type Draw = {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** Both ends included. */
  integer(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
  guid(): string;
  mac(): string;
  /** A pronounceable word with a capital. */
  word(): string;
};

const syllables = [
  ...[
    'ac',
    'ro',
    'bat',
    'vi',
    'su',
    'al',
    'stu',
    'dio',
    'net',
    'frame',
    'work',
    'office',
    'run',
    'time',
    'tool',
    'kit',
    'ser',
    'ver',
    'cli',
  ],
  ...['ent', 'up', 'date', 'dri', 'ver', 'lan', 'gue', 'pack', 'pro', 'lite', 'data', 'base', 'gra', 'phic', 'sec', 'ure'],
];

export function drawFrom(seed: number): Draw {
  const fraction = mulberry32(seed);
  const integer = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(fraction() * list.length)] as T;
  const hex = (digits: number) => {
    let drawn = '';
    while (drawn.length < digits)
      drawn += Math.floor(fraction() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, '0');
    return drawn.slice(0, digits);
  };
  const guid = () =>
    hex(32)
      .toUpperCase()
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const mac = () => hex(12).replaceAll(/..(?!$)/g, '$&:');
  const word = () => capital(times(integer(2, 4), () => pick(syllables)).join(''));
  return { fraction, integer, pick, hex, guid, mac, word };
}

/** What `make` answers for 0, 1, … in order. */
export const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Tommy Ettinger's mulberry32, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
