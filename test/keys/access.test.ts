import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openAccess } from '../../src/keys/access.ts';
import { recommendedCost } from '../../src/keys/password-hash.ts';
import type { Access, AccessError } from '../../src/keys/port.ts';
import type { Result } from '../../src/result.ts';
import { temporaryFolder } from './places.ts';

/** Little work, so that the tests are quick; one test does the real one. */
const cost = 2 ** 4;
const longEnough = 'correct cheval pile agrafe';

let home: string;
let access: Access;
let today: Date;

const path = (): string => join(home, 'keys', 'web-access.json');
const content = (): Promise<string> => readFile(path(), 'utf8');
const reopened = (): Access => openAccess(home, { now: () => today, cost });

beforeEach(async () => {
  home = await temporaryFolder();
  today = new Date('2026-11-22T20:00:00Z');
  access = reopened();
});

/** For steps that a test begins with: they must work. */
const done = async <T>(step: Promise<Result<T, AccessError>>): Promise<T> => {
  const outcome = await step;
  if (!outcome.ok) throw new Error(outcome.error.kind);
  return outcome.value;
};

const makeToken = (name: string, days?: number): Promise<{ readonly id: string; readonly token: string }> =>
  done(access.createToken({ name, scope: 'read', ...(days === undefined ? {} : { days }) }));

describe('passwords of the web page', () => {
  it('let in the role they were set for, also in another process, and nobody before', async () => {
    expect(await access.checkPassword({ password: longEnough })).toEqual({ ok: true, value: undefined });
    expect(await access.passwords()).toEqual({ ok: true, value: [] });
    await done(access.setPassword('reader', longEnough));
    await done(access.setPassword('administrator', 'another of 12'));
    const other = reopened();
    expect(await other.checkPassword({ password: longEnough })).toEqual({ ok: true, value: 'reader' });
    expect(await other.checkPassword({ password: 'another of 12' })).toEqual({ ok: true, value: 'administrator' });
    expect(await other.checkPassword({ role: 'administrator', password: longEnough })).toEqual({ ok: true, value: undefined });
    expect(await other.passwords()).toEqual({
      ok: true,
      value: [
        { role: 'administrator', setAt: '2026-11-22T20:00:00.000Z' },
        { role: 'reader', setAt: '2026-11-22T20:00:00.000Z' },
      ],
    });
  });

  it('are refused when wrong by one letter, cut, empty or of the wrong case', async () => {
    await done(access.setPassword('administrator', longEnough));
    for (const password of ['', longEnough.slice(0, -1), `${longEnough} `, longEnough.toUpperCase(), 'x'.repeat(100_000)])
      expect(await access.checkPassword({ password }), password.slice(0, 30)).toEqual({ ok: true, value: undefined });
  });

  it('are the same however a keyboard composes an accent', async () => {
    await done(access.setPassword('reader', 'dé\u0301jeu\u0302ner tardif'.normalize('NFC')));
    expect(await access.checkPassword({ password: 'dé\u0301jeu\u0302ner tardif'.normalize('NFD') })).toEqual({ ok: true, value: 'reader' });
  });

  it('shorter than 12 characters are refused and change nothing', async () => {
    await done(access.setPassword('reader', longEnough));
    for (const password of ['', 'onze lettre', '🔑🔑🔑🔑🔑🔑'])
      expect(await access.setPassword('reader', password)).toMatchObject({ ok: false, error: { kind: 'password-short', minimum: 12 } });
    expect(await access.checkPassword({ password: longEnough })).toEqual({ ok: true, value: 'reader' });
  });

  it('that are changed or removed are void', async () => {
    await done(access.setPassword('reader', longEnough));
    await done(access.setPassword('reader', 'a newer one of it'));
    expect(await access.checkPassword({ password: longEnough })).toEqual({ ok: true, value: undefined });
    expect(await access.removePassword('reader')).toEqual({ ok: true, value: true });
    expect(await access.removePassword('reader')).toEqual({ ok: true, value: false });
    expect(await access.checkPassword({ password: 'a newer one of it' })).toEqual({ ok: true, value: undefined });
  });

  it('stand in no file: the same one gives another salt and hash each time, with the parameters beside', async () => {
    await done(access.setPassword('reader', longEnough));
    await done(access.setPassword('administrator', longEnough));
    const { passwords } = JSON.parse(await content());
    expect(await content()).not.toContain(longEnough);
    expect(passwords.reader).toMatchObject({ cost, blockSize: 8, parallelism: 1 });
    expect(passwords.reader.salt).not.toBe(passwords.administrator.salt);
    expect(passwords.reader.hash).not.toBe(passwords.administrator.hash);
  });

  it('set with other parameters go on serving', async () => {
    await done(openAccess(home, { now: () => today, cost: 2 ** 6 }).setPassword('reader', longEnough));
    expect(await access.checkPassword({ password: longEnough })).toEqual({ ok: true, value: 'reader' });
  });

  it('are hashed with N = 2^17 unless told otherwise, and take that work for nobody, too', async () => {
    const real = openAccess(home, { now: () => today });
    const startedAt = performance.now();
    expect(await real.checkPassword({ role: 'reader', password: longEnough })).toEqual({ ok: true, value: undefined });
    const forNobodyMs = performance.now() - startedAt;
    await done(real.setPassword('reader', longEnough));
    expect(JSON.parse(await content()).passwords.reader.cost).toBe(recommendedCost);
    expect(forNobodyMs).toBeGreaterThan(20);
  });

  it('are compared in constant time: no other comparison of secrets stands in the code', async () => {
    const sources = await Promise.all(['access.ts', 'password-hash.ts'].map((name) => readFile(join('src/keys', name), 'utf8')));
    for (const source of sources) {
      expect(source).toContain('timingSafeEqual(');
      expect(source).not.toMatch(/(?:sha256|hash|token) ===|=== (?:sha256|hash|given)\b/);
    }
  });
});

describe('tokens of programs', () => {
  it('open what they were made for, and are shown once', async () => {
    const { token, ...shown } = await done(access.createToken({ name: 'wiki', scope: 'act' }));
    expect(token).toMatch(/^malle_[A-Za-z0-9_-]{43}$/);
    expect(await reopened().checkToken(token)).toEqual({ ok: true, value: { id: shown.id, name: 'wiki', scope: 'act' } });
    expect(shown).toMatchObject({ createdAt: '2026-11-22T20:00:00.000Z', expiresAt: '', lastUsedAt: '' });
    expect(await content()).not.toContain(token.slice(6));
    expect(JSON.stringify(await access.tokens())).not.toMatch(/malle_|sha256/);
  });

  it('that are unknown, altered or no token open nothing', async () => {
    const { token } = await makeToken('wiki');
    const altered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const text of ['', 'malle_', altered, token.slice(6), `${token} `, `malle_${'A'.repeat(43)}`])
      expect(await access.checkToken(text), text).toEqual({ ok: true, value: undefined });
  });

  it('end at their hour and at once when revoked by another process', async () => {
    const [short, long] = [await makeToken('short', 1), await makeToken('long')];
    today = new Date('2026-11-23T19:59:59Z');
    expect(await access.checkToken(short.token)).toMatchObject({ value: { name: 'short' } });
    today = new Date('2026-11-23T20:00:00Z');
    expect(await access.checkToken(short.token)).toEqual({ ok: true, value: undefined });
    expect(await reopened().revokeToken(long.id)).toMatchObject({ ok: true, value: { name: 'long' } });
    expect(await access.checkToken(long.token)).toEqual({ ok: true, value: undefined });
    expect(await access.revokeToken(long.id)).toMatchObject({ ok: false, error: { kind: 'token-unknown' } });
  });

  it('tell the day of their last use', async () => {
    const { token } = await makeToken('wiki');
    await done(access.checkToken(token));
    today = new Date('2026-11-25T01:00:00Z');
    await done(access.checkToken(token));
    expect(await access.tokens()).toMatchObject({ value: [{ name: 'wiki', lastUsedAt: '2026-11-25' }] });
  });

  it.each(['', 'two words', '-x', 'a\nb', 'x'.repeat(41), 'a=b'])('cannot be called %j', async (name) => {
    expect(await access.createToken({ name, scope: 'read' })).toMatchObject({ ok: false, error: { kind: 'token-name-invalid' } });
  });

  it.each([0, -1, 1.5, 3651, Number.NaN])('cannot last %d days', async (days) => {
    expect(await access.createToken({ name: 'x', scope: 'read', days })).toMatchObject({ error: { kind: 'token-days-invalid' } });
  });

  it('never share a name', async () => {
    const { id } = await makeToken('sauvegarde-é1');
    expect(await access.createToken({ name: 'sauvegarde-é1', scope: 'act' })).toMatchObject({ error: { kind: 'token-exists', id } });
  });

  it('are not lost when two processes change the list at once', async () => {
    const others = Array.from({ length: 8 }, reopened);
    await Promise.all(others.map((each, index) => done(each.createToken({ name: `t${index}`, scope: 'read' }))));
    const listed = await done(access.tokens());
    expect(listed.map(({ name }) => name).sort()).toEqual(['t0', 't1', 't2', 't3', 't4', 't5', 't6', 't7']);
  });
});

describe('the file of the web page', () => {
  it('is private, and nothing is left beside it', async () => {
    await done(access.setPassword('reader', longEnough));
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'keys'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(home, 'keys'))).toEqual(['web-access.json']);
  });

  it('lets nobody in when it is damaged, says so, quotes nothing and is not written over', async () => {
    const { token, id } = await makeToken('wiki');
    await done(access.setPassword('administrator', longEnough));
    const whole = await content();
    const damages = [
      '',
      whole.slice(0, -20),
      '{}',
      '[]',
      'null',
      whole.replace('"version": 1', '"version": 2'),
      whole.replace('"cost": 16', '"cost": 17'),
    ];
    for (const damage of damages) {
      await writeFile(path(), damage);
      const answers = [
        await access.passwords(),
        await access.checkPassword({ password: longEnough }),
        await access.setPassword('reader', longEnough),
        await access.removePassword('reader'),
        await access.tokens(),
        await access.checkToken(token),
        await access.createToken({ name: 'x', scope: 'act' }),
        await access.revokeToken(id),
      ];
      for (const answer of answers)
        expect(answer, damage).toEqual({ ok: false, error: { kind: 'access-damaged', path: path(), retry: 'never' } });
      expect(await content()).toBe(damage);
    }
  });

  it('that cannot be read lets nobody in', async () => {
    await mkdir(path(), { recursive: true });
    expect(await access.checkPassword({ password: longEnough })).toMatchObject({
      ok: false,
      error: { kind: 'file-unreadable', cause: 'EISDIR' },
    });
    expect(await access.setPassword('reader', longEnough)).toMatchObject({ ok: false, error: { kind: 'file-unreadable' } });
  });

  it('is changed again after a process died with its lock in hand', async () => {
    await done(access.setPassword('reader', longEnough));
    await writeFile(`${path()}.lock`, '');
    await utimes(`${path()}.lock`, new Date(0), new Date(0));
    expect(await access.removePassword('reader')).toEqual({ ok: true, value: true });
    expect(await readdir(join(home, 'keys'))).toEqual(['web-access.json']);
  });

  it('holds what other programs compute from the same salt', async (context) => {
    if (spawnSync('python3', ['-c', 'import hashlib; hashlib.scrypt']).status !== 0) return context.skip('no python3 with scrypt here');
    await done(access.setPassword('reader', longEnough));
    const { salt, hash } = JSON.parse(await content()).passwords.reader;
    const program =
      'import sys,hashlib,base64 as b;s=b.urlsafe_b64decode(sys.argv[2]+"==");sys.stdout.write(b.urlsafe_b64encode(hashlib.scrypt(sys.argv[1].encode(),salt=s,n=16,r=8,p=1,dklen=32)).decode().rstrip("="))';
    expect(spawnSync('python3', ['-c', program, longEnough, salt]).stdout.toString()).toBe(hash);
  });
});
