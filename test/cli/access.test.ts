/** `access` at the desk: what it prints, answers, asks, refuses and leaves in the trace. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccess } from '../../src/keys/access.ts';
import { converse, type Desk, openDesk } from './desk.ts';

const longEnough = 'correct cheval pile agrafe';

let desk: Desk;
let home: string;

beforeAll(async () => {
  desk = await openDesk('siege@mail.test');
  home = desk.path('home');
  await desk.type([
    'init',
    '--role',
    'common',
    '--address',
    'siege@mail.test',
    '--mailbox',
    'memory:siege@mail.test',
    '--outbox=memory:out',
  ]);
});
afterAll(() => desk.close());

const check = (password: string) => openAccess(home, { now: () => new Date() }).checkPassword({ password });
const traced = async (lang: string): Promise<string> =>
  (await desk.type(['trace', 'list', '--kind', 'access', '--lang', lang], { columns: 200 })).out;

describe('passwords at the desk', () => {
  test('come from the first line of a file, and are shown nowhere', async () => {
    const file = await desk.write('pw.txt', `${longEnough}\r\nnot this`);
    const set = await desk.ask(['access', 'password', '--role', 'administrator', '--password-file', file]);
    expect(set).toEqual({ status: 0, answer: { role: 'administrator' } });
    expect(await check(longEnough)).toEqual({ ok: true, value: 'administrator' });
    expect(await readFile(join(home, 'keys', 'web-access.json'), 'utf8')).not.toContain(longEnough);
    expect(await traced('en')).toMatch(/web page\s+done\s.*password set \(administrators, by camille\)/);
  });

  test('are asked for twice where somebody can be asked, and must be the same', async () => {
    const line = ['access', 'password', '--role', 'reader', '--lang', 'en'];
    const typed = (again: string) =>
      converse(desk, line, [
        ['New password of the readers', 'a password of mine\r'],
        ['once more', `${again}\r`],
      ]);
    const differing = await typed('a password of yours');
    expect(differing).toMatchObject({ status: 2, error: expect.stringContaining('not the same') });
    const set = await typed('a password of mine');
    expect(set).toMatchObject({ status: 0, out: expect.stringContaining('password of the readers is set') });
    expect(set.screen).not.toContain('a password of mine');
    expect(await check('a password of mine')).toEqual({ ok: true, value: 'reader' });
  });

  test('that are short are refused; without anybody to ask the flag is named', async () => {
    const file = await desk.write('short.txt', 'short');
    const short = await desk.ask(['access', 'password', '--role', 'reader', '--password-file', file]);
    expect(short).toMatchObject({ status: 2, answer: { error: { kind: 'password-short', length: 5 } } });
    expect(JSON.stringify(short)).not.toContain('"short"');
    for (const [line, flag] of [
      [['access', 'password', '--role', 'reader'], '--password-file'],
      [['access', 'password'], '--role'],
      [['access', 'token', 'x'], '--scope'],
    ] as const)
      expect(await desk.ask(line)).toMatchObject({ status: 2, answer: { error: { kind: 'missing-flags', flags: [flag] } } });
  });

  test('do not take the variables of the mailbox or of the role of the home for theirs', async () => {
    const variables = { MALLEPOSTE_ROLE: 'common', MALLEPOSTE_PASSWORD: longEnough, MALLEPOSTE_PASSWORD_FILE: desk.path('pw.txt') };
    expect(await desk.ask(['access', 'password'], { variables })).toMatchObject({ answer: { error: { flags: ['--role'] } } });
    expect(await desk.ask(['access', 'password', '--role', 'reader'], { variables })).toMatchObject({
      answer: { error: { flags: ['--password-file'] } },
    });
  });

  test('are removed, and a second time there is nothing to remove', async () => {
    const line = ['access', 'password', '--role', 'reader', '--remove'];
    expect(await desk.ask(line)).toEqual({ status: 0, answer: { role: 'reader', isRemoved: true } });
    expect(await desk.type([...line, '--lang', 'fr'])).toMatchObject({ status: 0, out: 'Les lecteurs n’avaient pas de mot de passe.\n' });
    expect((await traced('fr')).match(/mot de passe supprimé \(lecteurs, par camille\)/g)).toHaveLength(1);
  });
});

describe('tokens at the desk', () => {
  test('are shown once, alone on standard output', async () => {
    const made = await desk.type(['access', 'token', 'wiki', '--scope', 'read', '--days', '30', '--lang', 'fr']);
    expect(made).toMatchObject({ status: 0, out: expect.stringMatching(/^malle_[A-Za-z0-9_-]{43}\n$/) });
    expect(made.error).toContain('montré cette seule fois');
    const known = await openAccess(home, { now: () => new Date() }).checkToken(made.out.trim());
    expect(known).toMatchObject({ ok: true, value: { name: 'wiki', scope: 'read' } });
    expect(await traced('fr')).toMatch(/jeton créé \(«\u00a0wiki\u00a0», peut consulter, par camille\)/);
    expect(await traced('fr')).not.toContain('malle_');
  });

  test('are listed without any secret, with what they may do', async () => {
    const { answer } = await desk.ask(['access', 'list']);
    expect(answer).toEqual({
      passwords: [{ role: 'administrator', setAt: expect.any(String) }],
      tokens: [expect.objectContaining({ name: 'wiki', scope: 'read', lastUsedAt: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })],
    });
    const listed = await desk.type(['access', 'list', '--lang', 'en'], { columns: 120 });
    expect(listed.out).toMatch(/administrators\s+set on/);
    expect(listed.out).toMatch(/readers\s+none/);
    expect(listed.out).toMatch(/wiki\s+look\s/);
    expect(JSON.stringify(answer) + listed.out).not.toMatch(/malle_|sha256|salt|hash/);
  });

  test('are revoked by their id, and by nothing else', async () => {
    const { answer } = await desk.ask(['access', 'token', 'robot', '--scope', 'act']);
    const { id, token } = answer as { readonly id: string; readonly token: string };
    expect(await desk.ask(['access', 'revoke', 'robot'])).toMatchObject({ status: 2, answer: { error: { kind: 'token-unknown' } } });
    expect(await desk.ask(['access', 'token', 'robot', '--scope', 'read'])).toMatchObject({
      answer: { error: { kind: 'token-exists', id } },
    });
    expect(await desk.ask(['access', 'revoke', id])).toMatchObject({ status: 0, answer: { id, name: 'robot' } });
    expect(await openAccess(home, { now: () => new Date() }).checkToken(token)).toEqual({ ok: true, value: undefined });
    expect(await traced('en')).toContain('token revoked ("robot", by camille)');
  });

  test('that expired are said to be', async () => {
    desk.passDays(40);
    expect((await desk.type(['access', 'list', '--lang', 'en'], { columns: 120 })).out).toMatch(/wiki\s.*\bexpired\b/);
  });
});

test('a damaged list is for the administrator, and no command writes over it', async () => {
  const path = join(home, 'keys', 'web-access.json');
  await writeFile(path, '{"passwords":');
  for (const line of [['list'], ['token', 'x', '--scope', 'read'], ['password', '--role', 'reader', '--remove']])
    expect(await desk.ask(['access', ...line])).toMatchObject({ status: 5, answer: { error: { kind: 'access-damaged' } } });
  expect(await readFile(path, 'utf8')).toBe('{"passwords":');
});
