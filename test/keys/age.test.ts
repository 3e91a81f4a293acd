import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateIdentityFile, open, readIdentityFile, recipientOf, seal } from '../../src/keys/age.ts';
import { isInstalled, run, temporaryFolder } from './places.ts';

const identityFile = await generateIdentityFile(new Date('2026-11-22T00:00:00Z'));
const identity = readIdentityFile(identityFile);
const recipient = await recipientOf(identity);
const chunk = 65_536;
/** Around the borders of chunks, where stream formats break. */
const sizes = [0, 1, 15, 16, 100, chunk - 1, chunk, chunk + 1, 2 * chunk - 16, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1, 3 * chunk, 300_000];

const sealByLibrary = async (text: Uint8Array, ...to: readonly string[]): Promise<Uint8Array> => {
  const encrypter = new Encrypter();
  for (const name of to) encrypter.addRecipient(name);
  return encrypter.encrypt(text);
};

const openByLibrary = async (file: Uint8Array): Promise<Buffer> => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return Buffer.from(await decrypter.decrypt(file));
};

/** What both make of a file: the text, or undefined for a refusal. */
const verdicts = async (file: Uint8Array): Promise<{ readonly ours: Buffer | undefined; readonly library: Buffer | undefined }> => {
  const ours = await open(file, identity);
  const library = await openByLibrary(file).catch(() => undefined); // it refuses by throwing
  return { ours: ours.ok ? ours.value : undefined, library };
};

/** Compares without printing megabytes. */
const isSame = (a: Buffer | undefined, b: Buffer | undefined): boolean => (a === undefined || b === undefined ? a === b : a.equals(b));

const headerBytes = (file: Uint8Array): number => {
  const text = Buffer.from(file).toString('latin1');
  return text.indexOf('\n', text.indexOf('\n--- ') + 1) + 1;
};

describe('sealing', () => {
  it.each(sizes)('%i bytes comes back whole, and the library opens it', async (size) => {
    const text = randomBytes(size);
    const sealed = await seal(text, recipient);
    expect(isSame((await verdicts(sealed)).ours, text)).toBe(true);
    expect(isSame((await verdicts(sealed)).library, text)).toBe(true);
  });

  it.each(sizes)('of %i bytes by the library is opened, and is as long as ours', async (size) => {
    const text = randomBytes(size);
    const sealed = await sealByLibrary(text, recipient);
    const opened = await open(sealed, identity);
    expect(opened.ok && opened.value.equals(text)).toBe(true);
    expect((await seal(text, recipient)).length).toBe(sealed.length);
  });

  it('is different each time', async () => {
    const text = Buffer.alloc(100);
    const [a, b] = [await seal(text, recipient), await seal(text, recipient)];
    expect(a.subarray(headerBytes(a)).equals(b.subarray(headerBytes(b)))).toBe(false);
    expect(a.subarray(0, headerBytes(a)).equals(b.subarray(0, headerBytes(b)))).toBe(false);
  });

  it('for someone else, or for nobody, is refused', async () => {
    const stranger = await recipientOf(readIdentityFile(await generateIdentityFile(new Date())));
    expect(await open(await seal(Buffer.from('x'), stranger), identity)).toMatchObject({
      ok: false,
      error: { kind: 'cannot-open', retry: 'never' },
    });
    const shared = await sealByLibrary(Buffer.from('x'), stranger, recipient);
    expect(await open(shared, identity)).toEqual({ ok: true, value: Buffer.from('x') });
    await expect(seal(Buffer.from('x'), 'age1nonsense')).rejects.toThrow();
  });

  it('by a password instead of a key is refused without working at it', async () => {
    const encrypter = new Encrypter();
    encrypter.setScryptWorkFactor(2);
    encrypter.setPassphrase('secret');
    expect(await open(await encrypter.encrypt('x'), identity)).toMatchObject({ ok: false });
  });
});

describe('a sealed file that was tampered with', () => {
  it('is refused wherever it is cut, exactly as the library refuses it', async () => {
    const text = randomBytes(2 * chunk + 10);
    const sealed = await seal(text, recipient);
    const payload = headerBytes(sealed) + 16;
    const borders = [
      payload,
      payload + chunk,
      payload + chunk + 16,
      payload + 2 * (chunk + 16),
      payload + 2 * (chunk + 16) + 16,
      sealed.length - 1,
    ];
    for (const cut of [
      0,
      5,
      headerBytes(sealed) - 1,
      headerBytes(sealed),
      payload - 1,
      ...borders.flatMap((border) => [border - 1, border, border + 1]).filter((length) => length < sealed.length),
    ]) {
      const { ours, library } = await verdicts(sealed.subarray(0, cut));
      expect(ours, `cut at ${cut}`).toBeUndefined();
      expect(library, `cut at ${cut}`).toBeUndefined();
    }
  });

  it('is refused with bytes added, with chunks swapped, doubled or left out', async () => {
    const sealed = await seal(randomBytes(3 * chunk), recipient);
    const start = headerBytes(sealed) + 16;
    const head = sealed.subarray(0, start);
    const piece = (index: number): Buffer => sealed.subarray(start + index * (chunk + 16), start + (index + 1) * (chunk + 16));
    const changed = [
      Buffer.concat([sealed, Buffer.from([0])]),
      Buffer.concat([sealed, Buffer.alloc(16)]),
      Buffer.concat([sealed, piece(2)]),
      Buffer.concat([head, piece(1), piece(0), piece(2)]),
      Buffer.concat([head, piece(0), piece(0), piece(1), piece(2)]),
      Buffer.concat([head, piece(1), piece(2)]),
      Buffer.concat([head, piece(0), piece(2)]),
      Buffer.concat([head, piece(0), piece(1)]),
      Buffer.concat([Buffer.from('\n'), sealed]),
    ];
    for (const [index, file] of changed.entries()) {
      const { ours, library } = await verdicts(file);
      expect(ours, `change ${index}`).toBeUndefined();
      expect(library, `change ${index}`).toBeUndefined();
    }
  });

  it('is refused with an empty last chunk after a full one', async () => {
    const { createCipheriv, hkdfSync } = await import('node:crypto');
    let fileKey = new Uint8Array();
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    encrypter.addRecipient({
      wrapFileKey: (key) => {
        fileKey = key.slice();
        return [];
      },
    });
    const whole = await encrypter.encrypt(new Uint8Array(chunk));
    const header = whole.subarray(0, headerBytes(whole));
    const key = new Uint8Array(hkdfSync('sha256', fileKey, Buffer.alloc(16), 'payload', 32));
    const sealChunk = (index: number, isLast: boolean, text: Uint8Array): Buffer => {
      const nonce = Buffer.alloc(12);
      nonce[10] = index;
      nonce[11] = isLast ? 1 : 0;
      const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
      return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
    };
    const made = (...chunks: readonly Buffer[]): Buffer => Buffer.concat([header, Buffer.alloc(16), ...chunks]);
    expect(await verdicts(made(sealChunk(0, true, new Uint8Array(chunk))))).toMatchObject({
      ours: { length: chunk },
      library: { length: chunk },
    });
    expect(await verdicts(made(sealChunk(0, false, new Uint8Array(chunk)), sealChunk(1, true, new Uint8Array())))).toEqual({
      ours: undefined,
      library: undefined,
    });
    expect(await verdicts(made(sealChunk(0, false, new Uint8Array(chunk))))).toEqual({ ours: undefined, library: undefined });
    expect(await verdicts(made(sealChunk(0, true, new Uint8Array(10)), sealChunk(1, true, new Uint8Array(10))))).toEqual({
      ours: undefined,
      library: undefined,
    });
  });

  it('is refused with any bit of its header changed, as the library does', async () => {
    const sealed = await seal(Buffer.from('x'), recipient);
    for (let index = 0; index < headerBytes(sealed); index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const { ours, library } = await verdicts(changed);
      expect({ index, ours, library }).toEqual({ index, ours: undefined, library: undefined });
    }
  });

  it('gets the same verdict from us and from the library, whatever was done to it', async () => {
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), take: fc.nat(40), put: fc.uint8Array({ maxLength: 40 }) });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.array(change, { maxLength: 2 }), async (text, changes) => {
        let file: Buffer = Buffer.from(await sealByLibrary(text, recipient));
        for (const { at, take, put } of changes) {
          const place = Math.floor(at * file.length);
          file = Buffer.concat([file.subarray(0, place), put, file.subarray(place + take)]);
        }
        const { ours, library } = await verdicts(file);
        expect(isSame(ours, library)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('is refused when it is no age file at all', async () => {
    for (const file of [
      '',
      'x',
      '\n--- ',
      '\n--- x\n',
      'age-encryption.org/v1\n--- \n',
      `age-encryption.org/v1\n-> X25519 ${'A'.repeat(43)}\n\n--- ${'A'.repeat(43)}\n`,
    ]) {
      const { ours, library } = await verdicts(Buffer.from(file));
      expect({ file, ours, library }).toEqual({ file, ours: undefined, library: undefined });
    }
  });
});

describe('the age command', () => {
  const isAbsent = !isInstalled('age', '--version') || !isInstalled('age-keygen', '--version');

  it('reads our identity file and knows our recipient', async (context) => {
    if (isAbsent) return context.skip('age is not installed');
    const path = join(await temporaryFolder(), 'sealing.txt');
    await writeFile(path, identityFile);
    expect(run('age-keygen', ['-y', path]).stdout.toString().trim()).toBe(recipient);
    expect(identityFile).toMatch(/^# created: 2026-11-22T00:00:00\.000Z\n# public key: age1[a-z0-9]+\nAGE-SECRET-KEY-1[A-Z0-9]+\n$/);
  });

  it('opens what we seal, and seals what we open', async (context) => {
    if (isAbsent) return context.skip('age is not installed');
    const path = join(await temporaryFolder(), 'sealing.txt');
    await writeFile(path, identityFile);
    for (const size of [0, 1, chunk, chunk + 1, 2 * chunk, 300_000]) {
      const text = randomBytes(size);
      const opened = run('age', ['-d', '-i', path], await seal(text, recipient));
      expect(opened.stderr).toBe('');
      expect(opened.stdout.equals(text), `${size} bytes opened by age`).toBe(true);
      const sealed = run('age', ['-r', recipient], text);
      const ours = await open(sealed.stdout, identity);
      expect(ours.ok && ours.value.equals(text), `${size} bytes sealed by age`).toBe(true);
    }
  });

  it('makes keys that we read', async (context) => {
    if (isAbsent) return context.skip('age is not installed');
    const made = run('age-keygen', []);
    const theirs = readIdentityFile(made.stdout.toString());
    expect(made.stdout.toString()).toContain(`# public key: ${await recipientOf(theirs)}\n`);
  });
});
