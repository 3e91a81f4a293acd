/**
 * Damage done to bytes, as fast-check arbitraries: a seed of the corpus and a few edits, which shrink to fewer and smaller ones. Places
 * are fractions of the length, so that an edit means something whatever the edits before it left. Knows no format but what a target's
 * words tell it.
 */
import fc from 'fast-check';

/** A place: `at / 2^32` of the length. */
type Place = number;

type Edit =
  | { readonly do: 'flip'; readonly at: Place; readonly bit: number }
  | { readonly do: 'truncate'; readonly at: Place }
  | { readonly do: 'drop'; readonly at: Place; readonly bytes: number }
  | { readonly do: 'splice'; readonly at: Place; readonly seed: number; readonly from: Place }
  | { readonly do: 'duplicate'; readonly at: Place; readonly bytes: number; readonly to: Place }
  | { readonly do: 'repeat'; readonly at: Place; readonly bytes: number; readonly times: number; readonly mostBytes: number }
  | { readonly do: 'insert'; readonly at: Place; readonly word: Buffer }
  | { readonly do: 'overwrite'; readonly at: Place; readonly word: Buffer }
  | { readonly do: 'measure'; readonly at: Place; readonly width: 1 | 2 | 4; readonly isBig: boolean; readonly value: number }
  | { readonly do: 'count'; readonly at: Place; readonly digits: string }
  | { readonly do: 'line-ends'; readonly from: string; readonly to: string }
  | { readonly do: 'case'; readonly at: Place; readonly bytes: number }
  | { readonly do: 'exchange'; readonly at: Place; readonly bytes: number; readonly with: Place };

/** Beyond this an input teaches nothing new and costs much. */
const maxInputBytes = 300_000;

/** Bytes that parsers stumble over, whatever their format. */
const oddWords: readonly Buffer[] = [
  ...[
    '\0',
    '\r',
    '\n',
    '\r\n',
    '\r\n\r\n',
    '\n\n',
    ' ',
    '\t',
    '"',
    "'",
    '\\',
    '<',
    '>',
    '&',
    '=',
    '%',
    '--',
    '..',
    '/',
    ':',
    ';',
    ',',
    '-',
  ],
  ...['\u001b[2J', '\u007f', '\u0080', '\u00ff', '\u00fe\u00ff', '\u00ff\u00fe', '\u00ef\u00bb\u00bf', '__proto__', 'constructor'],
  ...['\u00ed\u00a0\u0080', '\u00c0\u0080', '\u00e2\u0080\u00ae', 'e\u00cc\u0081', '\u00f0\u009f\u0092\u00be', '%00', '%0d%0a', '$&'],
].map((text) => Buffer.from(text, 'latin1'));

const numbers = [0, 1, 2, 3, 7, 8, 22, 30, 46, 64, 127, 128, 255, 256, 4095, 4096, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x10000] as const;
const bigNumbers = [0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff] as const;
const decimals = ['0', '-1', '00', '1e9', '2147483648', '4294967295', '9007199254740993', '1'.repeat(40), '0x10', ' 1', '', 'NaN'] as const;

const place = fc.nat(0xffffffff);
/** Long inputs are for loops that are not linear; most runs go for odd turns, which short ones find faster. */
const mostBytes = fc.constantFrom(500, 500, 500, 500, 3000, 3000, 3000, 20_000, maxInputBytes);
const length = fc.oneof(fc.nat(4), fc.nat(64), fc.nat(5000));

const editOf = (seeds: number, words: readonly Buffer[]): fc.Arbitrary<Edit> => {
  const word = fc.oneof(fc.constantFrom(...words), fc.constantFrom(...oddWords));
  const edits: { readonly [D in Edit['do']]: fc.Arbitrary<Extract<Edit, { do: D }>> } = {
    flip: fc.record({ do: fc.constant('flip'), at: place, bit: fc.nat(7) }),
    truncate: fc.record({ do: fc.constant('truncate'), at: place }),
    drop: fc.record({ do: fc.constant('drop'), at: place, bytes: length }),
    splice: fc.record({ do: fc.constant('splice'), at: place, seed: fc.nat(seeds - 1), from: place }),
    duplicate: fc.record({ do: fc.constant('duplicate'), at: place, bytes: length, to: place }),
    repeat: fc.record({ do: fc.constant('repeat'), at: place, bytes: length, times: fc.constantFrom(2, 3, 20, 70, 400, 5000), mostBytes }),
    insert: fc.record({ do: fc.constant('insert'), at: place, word }),
    overwrite: fc.record({ do: fc.constant('overwrite'), at: place, word }),
    measure: fc.record({
      do: fc.constant('measure'),
      at: place,
      width: fc.constantFrom(1, 2, 4),
      isBig: fc.boolean(),
      value: fc.constantFrom(...numbers, ...bigNumbers),
    }),
    count: fc.record({ do: fc.constant('count'), at: place, digits: fc.constantFrom(...decimals, ...numbers.map(String)) }),
    'line-ends': fc.record({
      do: fc.constant('line-ends'),
      from: fc.constantFrom('\r\n', '\n'),
      to: fc.constantFrom('\n', '\r\n', '\r', '\r\r\n', ' \r\n', ''),
    }),
    case: fc.record({ do: fc.constant('case'), at: place, bytes: length }),
    exchange: fc.record({ do: fc.constant('exchange'), at: place, bytes: length, with: place }),
  };
  return fc.oneof(...Object.values<fc.Arbitrary<Edit>>(edits));
};

/** One of the seeds after some edits. `words` are the pieces that mean something to the parser. */
export const mutated = (seeds: readonly Buffer[], words: readonly string[] = []): fc.Arbitrary<Buffer> => {
  const edit = editOf(
    seeds.length,
    (words.length > 0 ? words : ['a']).map((word) => Buffer.from(word, 'utf8')),
  );
  return fc
    .tuple(fc.nat(seeds.length - 1), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([seed, edits]) => edits.reduce((bytes, one) => applied(bytes, one, seeds), seeds[seed] ?? Buffer.alloc(0)));
};

const applied = (bytes: Buffer, edit: Edit, seeds: readonly Buffer[]): Buffer => {
  const changed = 'at' in edit ? atPlace(bytes, edit, seeds) : withLineEnds(bytes, edit);
  return changed.length > maxInputBytes ? changed.subarray(0, maxInputBytes) : changed;
};

const indexIn = (bytes: Buffer, at: Place): number => Math.floor((at / 0x1_0000_0000) * (bytes.length + 1));

const atPlace = (bytes: Buffer, edit: Extract<Edit, { at: Place }>, seeds: readonly Buffer[]): Buffer => {
  const at = indexIn(bytes, edit.at);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (edit.do) {
    case 'flip':
      return withByte(bytes, at, (byte) => byte ^ (1 << edit.bit));
    case 'truncate':
      return head;
    case 'drop':
      return Buffer.concat([head, tail.subarray(edit.bytes)]);
    case 'splice': {
      const other = seeds[edit.seed] ?? bytes;
      return Buffer.concat([head, other.subarray(indexIn(other, edit.from))]);
    }
    case 'duplicate': {
      const to = indexIn(bytes, edit.to);
      return Buffer.concat([bytes.subarray(0, to), tail.subarray(0, edit.bytes), bytes.subarray(to)]);
    }
    case 'repeat':
      return Buffer.concat([head, repeated(tail.subarray(0, edit.bytes), edit), tail.subarray(edit.bytes)]);
    case 'insert':
      return Buffer.concat([head, edit.word, tail]);
    case 'overwrite':
      return Buffer.concat([head, edit.word, tail.subarray(edit.word.length)]);
    case 'measure':
      return withNumber(bytes, at, edit);
    case 'count':
      return withDigits(bytes, at, edit.digits);
    case 'case':
      return Buffer.concat([head, swappedCase(tail.subarray(0, edit.bytes)), tail.subarray(edit.bytes)]);
    case 'exchange':
      return exchanged(bytes, { at, bytes: edit.bytes, with: indexIn(bytes, edit.with) });
  }
};

const withByte = (bytes: Buffer, at: number, change: (byte: number) => number): Buffer => {
  const changed = Buffer.from(bytes);
  if (at < changed.length) changed[at] = change(changed[at] ?? 0);
  return changed;
};

const repeated = (slice: Buffer, { times, mostBytes: most }: { readonly times: number; readonly mostBytes: number }): Buffer =>
  slice.length === 0 ? slice : Buffer.alloc(Math.max(Math.min(slice.length * times, most), slice.length), slice);

/** A length field of some width at that very place. */
const withNumber = (bytes: Buffer, at: number, { width, isBig, value }: Extract<Edit, { do: 'measure' }>): Buffer => {
  if (at + width > bytes.length) return bytes;
  const changed = Buffer.from(bytes);
  const fitting = value % 2 ** (8 * width);
  if (isBig) changed.writeUIntBE(fitting, at, width);
  else changed.writeUIntLE(fitting, at, width);
  return changed;
};

/** The first number in digits from there on, replaced. */
const withDigits = (bytes: Buffer, at: number, digits: string): Buffer => {
  const found = /[0-9]+/.exec(bytes.toString('latin1', at, at + 400));
  if (!found) return bytes;
  const start = at + found.index;
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(digits), bytes.subarray(start + found[0].length)]);
};

const withLineEnds = (bytes: Buffer, { from, to }: { readonly from: string; readonly to: string }): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

const swappedCase = (slice: Buffer): Buffer =>
  Buffer.from(slice.map((byte) => ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) ? byte ^ 0x20 : byte)));

const exchanged = (bytes: Buffer, places: { readonly at: number; readonly bytes: number; readonly with: number }): Buffer => {
  const [first, second] = [Math.min(places.at, places.with), Math.max(places.at, places.with)];
  const size = Math.min(places.bytes, second - first, bytes.length - second);
  const cuts = [0, first, first + size, second, second + size, bytes.length];
  const [head, one, between, other, rest] = cuts.slice(1).map((cut, index) => bytes.subarray(cuts[index], cut));
  return Buffer.concat([head, other, between, one, rest].map((piece) => piece ?? Buffer.alloc(0)));
};
