import { expect, test } from 'vitest';
import { isOn, numberOf, type OptionDefinition, readGiven, textOf } from '../../src/cli/given.ts';

const option = (name: string, reading: OptionDefinition['reading']): OptionDefinition => ({
  name,
  reading,
  variable: `MALLEPOSTE_${name.toUpperCase()}`,
  help: '',
});

const definitions = [
  option('home', 'text'),
  option('force', 'flag'),
  option('limit', 'whole-number'),
  option('at', 'time'),
  option('include', 'list'),
  option('kind', ['cron', 'systemd']),
];

const read = (flags: Readonly<Record<string, unknown>>, variables: Readonly<Record<string, string>> = {}) =>
  readGiven({ definitions, arguments: [], flags: new Map(Object.entries(flags)), variables });

const readAll = (flags: Readonly<Record<string, unknown>>, variables: Readonly<Record<string, string>> = {}) => {
  const given = read(flags, variables);
  if (!given.ok) throw new Error(given.error.kind);
  return given.value;
};

test('the flag wins over the variable, and an empty variable says nothing', () => {
  expect(textOf(readAll({ home: 'a' }, { MALLEPOSTE_HOME: 'b' }), 'home')).toBe('a');
  expect(textOf(readAll({}, { MALLEPOSTE_HOME: 'b' }), 'home')).toBe('b');
  expect(textOf(readAll({}, { MALLEPOSTE_HOME: '' }), 'home')).toBeUndefined();
});

test.each([
  ['1', true],
  ['oui', true],
  ['TRUE', true],
  ['0', false],
  ['non', false],
] as const)('the variable of a flag may say %s', (text, isSet) => {
  expect(isOn(readAll({}, { MALLEPOSTE_FORCE: text }), 'force')).toBe(isSet);
});

test.each([
  ['9:05', '09:05'],
  ['21h00', '21:00'],
  ['23:59', '23:59'],
] as const)('%s is the time %s', (written, time) => {
  expect(textOf(readAll({ at: written }), 'at')).toBe(time);
});

test('lists are repeated flags, or a variable with semicolons', () => {
  expect(readAll({ include: ['a{1,3}', 'b'] }).values.get('include')).toEqual(['a{1,3}', 'b']);
  expect(readAll({}, { MALLEPOSTE_INCLUDE: 'a{1,3}; b;' }).values.get('include')).toEqual(['a{1,3}', 'b']);
});

test('a whole number is a number, a choice is taken in any case', () => {
  expect(numberOf(readAll({ limit: '20' }), 'limit')).toBe(20);
  expect(textOf(readAll({ kind: 'CRON' }), 'kind')).toBe('cron');
});

test.each([
  [{ at: '24:00' }, {}, '--at', 'time'],
  [{ limit: '1e3' }, {}, '--limit', 'whole-number'],
  [{ kind: 'at' }, {}, '--kind', ['cron', 'systemd']],
  [{}, { MALLEPOSTE_LIMIT: 'many' }, 'MALLEPOSTE_LIMIT', 'whole-number'],
  [{}, { MALLEPOSTE_FORCE: 'maybe' }, 'MALLEPOSTE_FORCE', 'yes-or-no'],
])('%j with %j is refused, naming %s', (flags, variables, source, expected) => {
  expect(read(flags, variables)).toMatchObject({ ok: false, error: { kind: 'invalid-value', option: source, expected } });
});
