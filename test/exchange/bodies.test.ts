/** The sealed bodies: read back as written, and refused for what does not fit. */
import { describe, expect, it } from 'vitest';
import {
  decodeHello,
  decodeReceipt,
  decodeWelcome,
  encodeBody,
  type HelloBody,
  helloTranscript,
  preferencesDigest,
  type ReceiptBody,
  safePreferencePath,
  type WelcomeBody,
} from '../../src/exchange/bodies.ts';

const hello: HelloBody = {
  signing: Buffer.alloc(32, 9).toString('base64url'),
  sealing: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  site: 'lyon',
  name: 'Agence de Lyon – Été',
  address: 'lyon@mail.test',
  host: 'SRV-LYON',
  timeZone: 'Europe/Paris',
  version: '1.4.0',
  proof: 'a'.repeat(64),
  probe: Buffer.alloc(48 * 1024, 5).toString('base64'),
};

const welcome: WelcomeBody = { site: 'lyon', hello: 'b'.repeat(64), everyDays: 7, orgName: 'Siège', epoch: 1 };

const receipt: ReceiptBody = {
  number: 1795312800000,
  site: 'lyon',
  epoch: 3,
  applied: { epoch: 3, seq: 42, state: 'c'.repeat(64) },
  have: { ['d'.repeat(64)]: [1, 3, 4] },
  results: [{ epoch: 3, seq: 42, status: 'applied', code: '', detail: '' }],
  files: [{ path: 'PC12.ocs', problem: 'malformed-xml' }],
  need: null,
  preferences: { version: 3, sha256: 'e'.repeat(64), files: [{ path: 'preferences.yaml', content: 'everyDays: 3\n' }] },
  version: { common: '1.5.0', yours: '1.4.0', alert: true },
  time: '2026-11-22T02:00:00.000Z',
  summary: { read: 47, changed: 3, unreadable: 1 },
};

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const reasonOf = (decoded: { readonly ok: true } | { readonly ok: false; readonly error: { readonly reason: string } }): string =>
  decoded.ok ? 'read' : decoded.error.reason;

describe('a body', () => {
  it('reads back as it was written', () => {
    expect(decodeHello(encodeBody(hello))).toEqual({ ok: true, value: hello });
    expect(decodeWelcome(encodeBody(welcome))).toEqual({ ok: true, value: welcome });
    expect(decodeReceipt(encodeBody(receipt))).toEqual({ ok: true, value: receipt });
    const first: ReceiptBody = {
      ...receipt,
      applied: { epoch: 0, seq: 0, state: '-' },
      need: 'snapshot',
      preferences: { version: 0, sha256: '', files: null },
    };
    expect(decodeReceipt(encodeBody(first))).toEqual({ ok: true, value: first });
  });

  it('may say more than we know, not less and not otherwise', () => {
    expect(reasonOf(decodeWelcome(json({ ...welcome, later: 1 })))).toBe('read');
    expect(reasonOf(decodeWelcome(json({ ...welcome, epoch: undefined })))).toBe('shape');
    expect(reasonOf(decodeWelcome(json({ ...welcome, hello: 'x' })))).toBe('shape');
    expect(reasonOf(decodeHello(json({ ...hello, site: 'common' })))).toBe('shape');
    expect(reasonOf(decodeHello(json({ ...hello, address: 'a@b\r\nRCPT TO:<x@y>' })))).toBe('shape');
    expect(reasonOf(decodeHello(json({ ...hello, sealing: 'ssh-ed25519 AAAA' })))).toBe('shape');
    expect(reasonOf(decodeReceipt(json({ ...receipt, need: 'everything' })))).toBe('shape');
    expect(reasonOf(decodeReceipt(json({ ...receipt, number: 1.5 })))).toBe('shape');
    const escaping = { ...receipt.preferences, files: [{ path: '../preferences.yaml', content: '' }] };
    expect(reasonOf(decodeReceipt(json({ ...receipt, preferences: escaping })))).toBe('shape');
  });

  it('must be strict JSON in UTF-8', () => {
    expect(reasonOf(decodeWelcome(Buffer.from([0xff, 0xfe])))).toBe('encoding');
    expect(reasonOf(decodeWelcome(Buffer.from('{"site":"lyon","site":"nord"}')))).toBe('json');
    expect(reasonOf(decodeWelcome(Buffer.from('{"__proto__":{}}')))).toBe('json');
    expect(reasonOf(decodeWelcome(Buffer.alloc(0)))).toBe('json');
    expect(reasonOf(decodeWelcome(Buffer.alloc(9_000_000, 0x20)))).toBe('too-long');
  });
});

describe('the transcript of a HELLO', () => {
  it('changes with every fact, and no fact can run into the next', () => {
    const base = helloTranscript(hello);
    const facts = ['signing', 'sealing', 'site', 'name', 'address', 'host', 'timeZone', 'version'] as const;
    for (const fact of facts) expect(helloTranscript({ ...hello, [fact]: `${hello[fact]}x` }), fact).not.toBe(base);
    expect(helloTranscript({ ...hello, name: 'a\n1 b', host: 'c' })).not.toBe(helloTranscript({ ...hello, name: 'a', host: '1 b\nc' }));
    const otherProof: HelloBody = { ...hello, proof: '', probe: '' };
    expect(helloTranscript(otherProof)).toBe(base);
  });
});

describe('preferences', () => {
  const files = [
    { path: 'preferences.yaml', content: 'a' },
    { path: 'filters/x.txt', content: 'b' },
  ];

  it('have one digest whatever their order, another for any change', () => {
    expect(preferencesDigest(files.toReversed())).toBe(preferencesDigest(files));
    expect(preferencesDigest([{ path: 'preferences.yaml', content: 'b' }])).not.toBe(
      preferencesDigest([{ path: 'preferences.yaml', content: 'a' }]),
    );
    expect(preferencesDigest([])).toMatch(/^[0-9a-f]{64}$/);
  });

  it('have plain paths, flat or one folder deep', () => {
    for (const path of ['preferences.yaml', 'filters/x.txt', 'clés logicielles.txt']) expect(safePreferencePath(path), path).toBe(true);
    const unsafe = [
      '',
      '.hidden',
      'a/.hidden',
      '../x',
      'a/../x',
      'a/b/c',
      '/x',
      'C:\\x',
      'a\\b',
      'a:b',
      'con',
      'x*',
      'a/',
      '~/x',
      'x\n',
      'x.',
      'y'.repeat(121),
    ];
    for (const path of unsafe) expect(safePreferencePath(path), path).toBe(false);
  });
});
