import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const wrong: readonly (readonly [string, readonly string[], string, string])[] = [
  ['an unknown command', ['sned'], 'There is no command "sned".', 'La commande « sned » n’existe pas.'],
  ['a command that resembles one', ['stauts'], 'The nearest one is "status".', 'La plus proche est « status ».'],
  ['an unknown option', ['send', '--forec'], 'The nearest one is --force.', 'La plus proche est --force.'],
  ['an option without its value', ['send', '--home'], 'The option --home wants a value.', 'L’option --home demande une valeur.'],
  ['a missing argument', ['invite'], 'This command lacks SITE.', 'Il manque SITE à cette commande.'],
  [
    'too many arguments',
    ['send', 'Mes', 'Documents'],
    'more arguments than it takes: Mes Documents',
    'plus d’arguments qu’elle n’en prend : Mes Documents',
  ],
  ['a wrong time', ['schedule', 'install', '--at', '25:00'], 'a time, like 21:00', 'une heure, comme 21:00'],
  ['a wrong choice', ['init', '--role', 'boss'], 'one of these values: common, distant', 'une de ces valeurs : common, distant'],
  [
    'missing flags without a terminal',
    ['init', '--role=distant'],
    '--address, --mailbox, --outbox, --dossier, --password-file',
    '--address, --mailbox, --outbox, --dossier, --password-file',
  ],
  ['a key that is missing', ['join'], 'This command lacks KEY.', 'Il manque KEY à cette commande.'],
  ['a key that is no key', ['join', 'MALLE1-abc'], 'multi-site key', 'clé multi-sites'],
  ['a wrong switch', ['/Sned'], 'The form "/Sned" is not understood.', 'La forme « /Sned » n’est pas comprise.'],
  ['a home that does not exist', ['send'], 'There is no Malleposte installation', 'Il n’y a pas d’installation de Malleposte'],
  ['a deletion without confirmation', ['trace', 'delete', '3'], 'Add --yes', 'Ajoutez --yes'],
  ['an event that is no number', ['trace', 'delete', 'x', '--yes'], 'a whole number', 'un nombre entier'],
  [
    'a password file that is missing',
    ['init', '--role', 'common', '--password-file', 'nowhere'],
    'This file or folder is not accessible',
    'n’est pas accessible',
  ],
];

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');

describe.each(wrong)('%s', (_name, line, english, french) => {
  test('is told in English on standard error, with exit 2', async () => {
    const { status, out, error } = await desk.type(line);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(plain(error)).toContain(english);
    expect(plain(error)).toMatch(/Error: .+ Why: .+ What to do: /);
  });

  test('is told in French', async () => {
    const { status, error } = await desk.type(line, { variables: { LANG: 'fr_FR.UTF-8' } });
    expect(status).toBe(2);
    expect(plain(error)).toContain(french);
    expect(plain(error)).toMatch(/Erreur : .+ Pourquoi : .+ À faire : /);
  });

  test('is one JSON document on standard output, when asked for', async () => {
    const { status, answer } = await desk.ask(line);
    expect(status).toBe(2);
    expect(answer).toMatchObject({
      error: { kind: expect.any(String), what: expect.any(String), why: expect.any(String), remedy: expect.any(String) },
    });
  });
});

test('no line of an error is wider than the terminal', async () => {
  const { error } = await desk.type(['init', '--role', 'common', '--lang', 'fr'], { columns: 60 });
  expect(Math.max(...error.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
});

test('help and version go to standard output with exit 0, and are one document with --json', async () => {
  const help = await desk.type(['--help', '--lang', 'fr']);
  expect(help).toMatchObject({ status: 0, error: '' });
  expect(plain(help.out)).toMatch(/^Usage : malleposte \[options\] \[commande\]/);
  expect((await desk.type(['send', '--help'])).out).toContain('--dry-run');
  expect(await desk.type(['--version'])).toEqual({ status: 0, out: '1.0.0\n', error: '' });
  expect((await desk.ask(['--version'])).answer).toEqual({ version: '1.0.0' });
});

test('without a command the help is shown, with exit 2', async () => {
  const { status, error, out } = await desk.type([]);
  expect(status).toBe(2);
  expect(out).toBe('');
  expect(error).toContain('Usage: malleposte');
});

test('French help has no English left but names', async () => {
  for (const path of [[], ['init'], ['join'], ['trace', 'list'], ['schedule', 'install']]) {
    const { out } = await desk.type([...path, '--help', '--lang=fr']);
    expect(out, path.join(' ')).not.toMatch(/\b(?:the|Options:|Usage:|Commands:|Arguments:|display|only|with)\b/);
  }
});

test('the variable MALLEPOSTE_LANG speaks, --lang speaks louder', async () => {
  const variables = { MALLEPOSTE_LANG: 'fr' };
  expect((await desk.type(['sned'], { variables })).error).toMatch(/^Erreur/);
  expect((await desk.type(['sned', '--lang', 'en'], { variables })).error).toMatch(/^Error/);
});

test('MALLEPOSTE_JSON asks for JSON, too', async () => {
  const { out } = await desk.type(['sned'], { variables: { MALLEPOSTE_JSON: '1' } });
  expect(JSON.parse(out)).toMatchObject({ error: { kind: 'unknown-command', command: 'sned' } });
});
