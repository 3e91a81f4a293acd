import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { openAttempts } from '../../src/web/api/attempts.ts';
import { browserName } from '../../src/web/api/browser-name.ts';
import { openSessions, type Sessions } from '../../src/web/api/sessions.ts';

const minuteMs = 60_000;
let nowMs: number;
let sessions: Sessions;

const now = (): Date => new Date(nowMs);
const pass = (minutes: number): void => {
  nowMs += minutes * minuteMs;
};

beforeEach(() => {
  nowMs = Date.parse('2026-11-22T20:00:00Z');
  sessions = openSessions({ now, randomBytes });
});

describe('a session', () => {
  test('has an id and a CSRF secret that nobody guesses, and is found by its id alone', () => {
    const [a, b] = [sessions.open({ role: 'reader', way: 'password' }), sessions.open({ role: 'administrator', way: 'password' })];
    const secrets = [a.id, a.csrf, b.id, b.csrf];
    expect(new Set(secrets).size).toBe(4);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(sessions.find(a.id)).toMatchObject({ role: 'reader', by: 'password' });
    for (const id of ['', a.csrf, a.id.slice(1), 'constructor']) expect(sessions.find(id), id).toBeUndefined();
  });

  test('ends after two hours without a request', () => {
    const { id } = sessions.open({ role: 'reader', way: 'password' });
    pass(119);
    expect(sessions.find(id)).toBeDefined();
    pass(119);
    expect(sessions.peek(id)).toBeDefined();
    pass(1);
    expect(sessions.peek(id)).toBeUndefined();
    expect(sessions.find(id)).toBeUndefined();
  });

  test('ends after two hours in which it was only peeked at', () => {
    const { id } = sessions.open({ role: 'reader', way: 'password' });
    for (const minutes of [30, 30, 30, 29]) {
      pass(minutes);
      expect(sessions.peek(id)).toMatchObject({ id, role: 'reader' });
    }
    pass(1);
    expect(sessions.peek(id)).toBeUndefined();
  });

  test('ends after twelve hours, however busy', () => {
    const { id } = sessions.open({ role: 'reader', way: 'password' });
    for (let half = 0; half < 23; half += 1) {
      pass(30);
      expect(sessions.find(id), `${half}`).toBeDefined();
    }
    pass(30);
    expect(sessions.find(id)).toBeUndefined();
  });

  test('ends when the clock is set back, for nobody knows how long it would last', () => {
    const { id } = sessions.open({ role: 'reader', way: 'password' });
    pass(-600);
    expect(sessions.find(id)).toBeUndefined();
  });

  test('ends by logging out, once and for all', () => {
    const { id } = sessions.open({ role: 'reader', way: 'password' });
    sessions.logOut(id);
    expect(sessions.find(id)).toBeUndefined();
    expect(sessions.peek(id)).toBeUndefined();
  });

  test('ends with those of its role when the password changes, but for the one that changed it and those by link', () => {
    const kept = sessions.open({ role: 'administrator', way: 'password' });
    const ended = sessions.open({ role: 'administrator', way: 'password' });
    const reader = sessions.open({ role: 'reader', way: 'password' });
    const byLink = sessions.useLink(sessions.makeLink('administrator'));
    expect(sessions.endAll({ role: 'administrator', way: 'password', except: kept.id })).toBe(1);
    expect([kept.id, ended.id, reader.id, byLink?.id ?? ''].map((id) => sessions.peek(id) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(sessions.endAll({ role: 'administrator' })).toBe(2);
  });

  test('makes room for the 201st by ending the one that was seen longest ago', () => {
    const opened = Array.from({ length: 200 }, () => sessions.open({ role: 'reader', way: 'password' }).id);
    sessions.find(opened[0] ?? '');
    sessions.open({ role: 'reader', way: 'password' });
    expect(opened.filter((id) => sessions.peek(id) === undefined)).toEqual([opened[1]]);
  });
});

describe('the list of sessions', () => {
  const from = { address: '192.0.2.7', browser: 'Firefox 132, Linux' };

  test('names each by something that opens nothing, the one seen last first, and marks that of whoever asks', () => {
    const mine = sessions.open({ role: 'administrator', way: 'password', from });
    pass(1);
    const link = sessions.makeLink('reader');
    const other = sessions.useLink(link, { address: '', browser: '' });
    pass(1);
    sessions.find(mine.id);
    const listed = sessions.list(mine.id);
    expect(listed).toMatchObject([
      { role: 'administrator', way: 'password', ...from, isOwn: true, createdAt: new Date('2026-11-22T20:00:00Z'), seenAt: now() },
      { role: 'reader', way: 'link', isOwn: false },
    ]);
    const told = JSON.stringify(listed);
    for (const secret of [mine.id, mine.csrf, other?.id ?? '?', other?.csrf ?? '?']) expect(told).not.toContain(secret);
    for (const { handle } of listed) expect(sessions.find(handle)).toBeUndefined();
  });

  test('has none that has ended, and one that is ended by name ends once', () => {
    const mine = sessions.open({ role: 'administrator', way: 'link' });
    pass(90);
    sessions.find(mine.id);
    const other = sessions.open({ role: 'reader', way: 'link' });
    const named = sessions.list(mine.id).find(({ isOwn }) => !isOwn);
    expect(sessions.end(named?.handle ?? '')).toMatchObject({ role: 'reader', handle: named?.handle });
    expect(sessions.peek(other.id)).toBeUndefined();
    expect(sessions.end(named?.handle ?? '')).toBeUndefined();
    expect(sessions.end(mine.id)).toBeUndefined();
    pass(120);
    expect(sessions.list(mine.id)).toEqual([]);
  });
});

describe('the name of a browser', () => {
  const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  const told: readonly (readonly [string, string])[] = [
    ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox 132, Linux'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`, 'Edge 131, Windows'],
    [`Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/131.0.0.0 Mobile Safari/537.36`, 'Chrome 131, Android'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      'Safari 18, macOS',
    ],
    ['<script>alert(1)</script>', ''],
    [`${'x'.repeat(10_000)} Firefox/132.0`, ''],
    ['', ''],
  ];

  test.each(told)('of %s', (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });
});

describe('a one-time link', () => {
  test('opens one session, of the role it was made for', () => {
    const code = sessions.makeLink('administrator');
    expect(sessions.useLink(code)).toMatchObject({ role: 'administrator', way: 'link', by: 'link' });
    expect(sessions.useLink(code)).toBeUndefined();
    expect(sessions.useLink('')).toBeUndefined();
  });

  test('is void after a quarter of an hour', () => {
    const [inTime, late] = [sessions.makeLink('reader'), sessions.makeLink('reader')];
    pass(14);
    expect(sessions.useLink(inTime)).toBeDefined();
    pass(1);
    expect(sessions.useLink(late)).toBeUndefined();
  });

  test('is void when twenty newer ones were made', () => {
    const first = sessions.makeLink('reader');
    for (let made = 0; made < 20; made += 1) sessions.makeLink('reader');
    expect(sessions.useLink(first)).toBeUndefined();
  });
});

describe('guessing a password', () => {
  const fail = (attempts: ReturnType<typeof openAttempts>, address: string, times: number): void => {
    for (let time = 0; time < times; time += 1) expect(attempts.take(address)).toEqual({ isAllowed: true });
  };

  test('is slowed down after five failures in a row, more each time, and up to a quarter of an hour', () => {
    const attempts = openAttempts({ now });
    fail(attempts, '192.0.2.7', 5);
    const waits: number[] = [];
    for (let more = 0; more < 9; more += 1) {
      const taken = attempts.take('192.0.2.7');
      if (taken.isAllowed) throw new Error('not refused');
      waits.push(taken.retryAfterSeconds);
      nowMs += taken.retryAfterSeconds * 1000 - 1;
      expect(attempts.take('192.0.2.7').isAllowed).toBe(false);
      nowMs += 1;
      fail(attempts, '192.0.2.7', 1);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900]);
  });

  test('at once from many connections is counted before any answer', () => {
    const attempts = openAttempts({ now });
    const allowed = Array.from({ length: 100 }, () => attempts.take('192.0.2.7')).filter(({ isAllowed }) => isAllowed);
    expect(allowed).toHaveLength(5);
  });

  test('is forgotten with the right password, and after an hour', () => {
    const attempts = openAttempts({ now });
    fail(attempts, '192.0.2.7', 5);
    attempts.succeeded('192.0.2.7');
    fail(attempts, '192.0.2.7', 5);
    pass(60);
    fail(attempts, '192.0.2.7', 5);
  });

  test('does not punish another address, but a network of one owner is one', () => {
    const attempts = openAttempts({ now });
    fail(attempts, '2001:db8:1:2:3:4:5:6', 5);
    expect(attempts.take('2001:DB8:0001:2::9').isAllowed).toBe(false);
    expect(attempts.take('2001:db8:1:2::').isAllowed).toBe(false);
    fail(attempts, '2001:db8:1:3::9', 1);
    fail(attempts, '::ffff:192.0.2.7', 5);
    expect(attempts.take('192.0.2.7').isAllowed).toBe(false);
    fail(attempts, '192.0.2.8', 1);
  });

  test('from many addresses together is slowed down, but for those that came in before', () => {
    const attempts = openAttempts({ now });
    fail(attempts, '192.0.2.1', 1);
    attempts.succeeded('192.0.2.1');
    for (let address = 1; address < 50; address += 1) fail(attempts, `198.51.100.${address}`, 1);
    expect(attempts.take('203.0.113.9')).toEqual({ isAllowed: false, retryAfterSeconds: 5 });
    fail(attempts, '192.0.2.1', 1);
    nowMs += 5000;
    fail(attempts, '203.0.113.9', 1);
    expect(attempts.take('203.0.113.10').isAllowed).toBe(false);
    pass(10);
    fail(attempts, '203.0.113.10', 3);
  });

  test('does not make anybody wait for years when the clock is set back', () => {
    const attempts = openAttempts({ now });
    fail(attempts, '192.0.2.7', 5);
    pass(-1);
    expect(attempts.take('192.0.2.7')).toEqual({ isAllowed: false, retryAfterSeconds: 75 });
    pass(-1_000_000);
    fail(attempts, '192.0.2.7', 5);
    expect(attempts.take('192.0.2.7').isAllowed).toBe(false);
  });

  test('takes bounded memory: of too many addresses the oldest is forgotten', () => {
    const attempts = openAttempts({ now, rules: { maxAddresses: 3, overall: 1000 } });
    fail(attempts, 'a', 5);
    for (const address of ['b', 'c', 'd']) fail(attempts, address, 1);
    fail(attempts, 'a', 5);
  });
});
