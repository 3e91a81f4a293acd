/** What reading answers is the same in the thread that asks and in a process of its own. */
import zlib from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { parseEnvelope } from '../../src/exchange/envelope.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { findEnvelope } from '../../src/exchange/message.ts';
import { readInventory } from '../../src/inventory/read.ts';
import { openReadingInThread } from '../../src/reading/in-thread.ts';
import { openReading } from '../../src/reading/pool.ts';

import { dossier, envelopeOf, inventoryLike } from '../exchange/samples.ts';
import { altered, gatewayCases } from '../hostile/gateways.ts';
import { attachmentPart, multipart, textPart, topHeaders } from '../hostile/mail-forge.ts';
import { agency, modified, parcelOf } from './samples.ts';

const envelope = envelopeOf(inventoryLike(30_000, 3));

const expectedFrom = async (raw: Buffer) => {
  const found = await findEnvelope(raw, defaultLimits);
  if (!found.ok) return found;
  const parsed = parseEnvelope(found.value.bytes);
  return parsed.ok ? { ok: true, value: { headers: found.value.headers, envelope: parsed.value } } : parsed;
};

const twisted = (content: Buffer): Buffer =>
  Buffer.from(multipart([textPart, attachmentPart(content)], { headers: topHeaders, boundary: 'x' }), 'latin1');

describe.each([
  ['in this thread', openReadingInThread()],
  ['in a process of its own', openReading()],
])('reading %s', (_, reading) => {
  afterAll(() => reading.close());

  it('may be told beforehand that something comes', () => {
    expect(() => reading.prepare()).not.toThrow();
  });

  const passing = gatewayCases.filter(({ expect: expected }) => 'accepted' in expected).map(({ name }) => name);

  it.each(passing)('opens a mail after %s', async (name) => {
    const raw = await altered(name, envelope);
    const opened = await reading.openMail(raw, defaultLimits);
    expect(opened.ok).toBe(true);
    expect(opened).toEqual(await expectedFrom(raw));
    expect(opened.ok && Buffer.isBuffer(opened.value.envelope.body)).toBe(true);
  });

  it('says what is wrong with a mail', async () => {
    const header = envelope.indexOf('\n\n') + 2;
    const mails = [twisted(Buffer.from('no envelope')), twisted(envelope.subarray(0, header)), Buffer.from('no mail at all')];
    for (const raw of mails) {
      const opened = await reading.openMail(raw, defaultLimits);
      expect(opened.ok).toBe(false);
      expect(opened).toEqual(await expectedFrom(raw));
    }
    const tooLarge = await reading.openMail(twisted(envelope), { ...defaultLimits, maxMessageBytes: 1000 });
    expect(tooLarge).toMatchObject({ error: { kind: 'bad-message', reason: 'limits' } });
  });

  it('leaves the mail and the parcel to whoever asked', async () => {
    const raw = twisted(envelope);
    const before = Buffer.from(raw);
    expect(await reading.openMail(raw, defaultLimits)).toMatchObject({ ok: true });
    expect(raw).toEqual(before);
    const parcel = parcelOf(dossier);
    const zip = Buffer.from(parcel.zip);
    expect(await reading.readParcel(parcel)).toMatchObject({ ok: true });
    expect(parcel.zip).toEqual(zip);
  });

  it('reads all files of a first parcel, in the order of the manifest, with their originals', async () => {
    const files = [...agency(70), ...dossier];
    const read = await reading.readParcel(parcelOf(files));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const { manifest, changed, originals } = read.value;
    expect(changed.map(({ path }) => path)).toEqual(manifest.files.map(({ path }) => path));
    expect(changed.map(({ content }) => content)).toEqual(files.map(({ content }) => readInventory(content)));
    expect(changed[0]).toMatchObject({ bytes: files[0]?.content.length, modified, sha256: manifest.files[0]?.sha256 });
    expect(originals.map(({ deflated }) => zlib.inflateRawSync(deflated))).toEqual(files.map(({ content }) => content));
    expect(originals.map(({ sha256, bytes }) => ({ sha256, bytes }))).toEqual(
      manifest.files.map(({ sha256, size }) => ({ sha256, bytes: size })),
    );
    expect(originals.every(({ deflated }) => Buffer.isBuffer(deflated))).toBe(true);
  });

  it('neither reads a file that is known nor answers an original that is stored, and each original once', async () => {
    const [first, second, third] = agency(3);
    if (!first || !second || !third) throw new Error('three files were asked for');
    const twin = { ...second, path: 'twin.xml' };
    const parcel = parcelOf([first, second, twin, third]);
    const whole = await reading.readParcel(parcel);
    const digests = whole.ok ? new Map(whole.value.manifest.files.map(({ path, sha256 }) => [path, sha256])) : new Map();
    const known = new Map([
      [first.path, digests.get(first.path)],
      [second.path, digests.get(third.path)],
    ]);
    const read = await reading.readParcel({ ...parcel, known, stored: new Set([digests.get(third.path)]) });
    expect(read.ok && read.value.changed.map(({ path }) => path)).toEqual([second.path, twin.path, third.path]);
    expect(read.ok && read.value.originals.map(({ sha256 }) => sha256)).toEqual([digests.get(second.path)]);
  });

  it('refuses a parcel as a whole, with the reason', async () => {
    const parcel = parcelOf(agency(2));
    const other = await reading.readParcel({ ...parcel, header: { ...parcel.header, state: 'c'.repeat(64) } });
    expect(other).toMatchObject({ ok: false, error: { kind: 'bad-parcel', reason: 'mismatch', detail: 'state' } });
    const noZip = await reading.readParcel({ ...parcel, zip: Buffer.from('no zip') });
    expect(noZip).toMatchObject({ ok: false, error: { kind: 'bad-zip', reason: 'not-a-zip' } });
    const damaged = Buffer.from(parcel.zip);
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
    expect(await reading.readParcel({ ...parcel, zip: damaged })).toMatchObject({ ok: false, error: { kind: 'bad-zip' } });
  });

  it('answers each of several that ask at the same time', async () => {
    const counts = await Promise.all(
      [3, 1, 2].map(async (machines) => {
        const read = await reading.readParcel(parcelOf(agency(machines)));
        return read.ok && read.value.changed.length;
      }),
    );
    expect(counts).toEqual([3, 1, 2]);
  });
});
