/** Parcels: what is packed is opened, lazily, and a manifest that does not agree with everything else is refused. */
import { hash } from 'node:crypto';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { type Manifest, stateDigest } from '../../src/exchange/manifest.ts';
import { openParcel, type ParcelFacts, packParcel } from '../../src/exchange/parcel.ts';
import type { Header } from '../../src/exchange/protocol.ts';
import { writeZip } from '../../src/exchange/zip.ts';
import { dossier, headerFor } from './samples.ts';

const facts: ParcelFacts = {
  org: '0123456789abcdef',
  from: 'lyon',
  to: 'common',
  epoch: 3,
  seq: 42,
  mode: 'snapshot',
  created: '2026-11-22T02:00:00.000Z',
  program: { version: '1.4.0', host: 'SRV-LYON' },
  timeZone: 'Europe/Paris',
  preferences: { version: 3, sha256: 'b'.repeat(64) },
  lastReceipt: 17,
};

const headerOf = (manifest: Manifest, changes: Partial<Header> = {}): Header =>
  headerFor(Buffer.alloc(0), { state: manifest.state, base: manifest.base, mode: manifest.mode, ...changes });

const outcomeOf = (zip: Buffer, header: Header): string => {
  const parcel = openParcel(zip, header, defaultLimits);
  return parcel.ok ? 'opened' : `${parcel.error.reason}`;
};

const packed = packParcel(facts, dossier);

/** The same archive with another text for a manifest, or other files. */
const repacked = (manifest: unknown, files = dossier): Buffer =>
  writeZip([
    {
      name: 'manifest.json',
      content: Buffer.from(typeof manifest === 'string' ? manifest : JSON.stringify(manifest)),
      modified: new Date(0),
    },
    ...files.map(({ path, content }) => ({ name: path, content, modified: new Date(0) })),
  ]);

describe('a parcel', () => {
  it('opens to the files that were packed', () => {
    const parcel = openParcel(packed.zip, headerOf(packed.manifest), defaultLimits);
    if (!parcel.ok) throw new Error(`${parcel.error.reason} ${parcel.error.detail}`);
    expect(parcel.value.manifest).toEqual(packed.manifest);
    for (const { path, content } of dossier) {
      expect(parcel.value.file(path)).toEqual({ ok: true, value: content });
      const { deflated, bytes } = parcel.value.deflated(path);
      expect(zlib.inflateRawSync(deflated)).toEqual(content);
      expect(bytes).toBe(content.length);
    }
    expect(parcel.value.file('other')).toMatchObject({ ok: false, error: { reason: 'missing-entry' } });
    expect(() => parcel.value.deflated('other')).toThrow();
  });

  it('is the same bytes for the same facts and files', () => {
    expect(packParcel(facts, dossier).zip.equals(packed.zip)).toBe(true);
  });

  it('states the digest of the dossier, whatever the order and the composition of its names', () => {
    const { files, state, counts } = packed.manifest;
    const lines = files
      .map(({ path, size, sha256 }) => `${path.normalize('NFC')}\0${size}\0${sha256}\n`)
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(state).toBe(hash('sha256', lines.join(''), 'hex'));
    const decomposed = [...dossier].reverse().map((file) => ({ ...file, path: file.path.normalize('NFD') }));
    expect(packParcel(facts, decomposed).manifest.state).toBe(state);
    expect(counts).toEqual({ files: 4, bytes: dossier.reduce((sum, { content }) => sum + content.length, 0) });
    expect(stateDigest([])).toBe(hash('sha256', '', 'hex'));
  });

  it('sorts paths by their UTF-8 bytes', () => {
    const file = { size: 0, sha256: 'c'.repeat(64) };
    const paths = ['\u{1f600}', '\uffee', 'b', 'B', 'é'];
    const expected = ['B', 'b', 'é', '\uffee', '\u{1f600}'].map((path) => `${path}\0${file.size}\0${file.sha256}\n`).join('');
    expect(stateDigest(paths.map((path) => ({ ...file, path })))).toBe(hash('sha256', expected, 'hex'));
  });

  it('leaves out and names what no receiver would take, and opens all the same', () => {
    const content = Buffer.from('x');
    const odd = ['manifest.json', 'a:b', 'PC1.xml', 'pc1.xml', 'dates'].map((path) => ({ path, content, modified: 'never' }));
    const { zip, manifest, leftOut } = packParcel(facts, odd);
    expect(leftOut.map(({ path, reason }) => `${path} ${reason}`)).toEqual(['manifest.json reserved', 'a:b colon', 'pc1.xml same-name']);
    expect(manifest.files.map(({ path }) => path)).toEqual(['PC1.xml', 'dates']);
    expect(outcomeOf(zip, headerOf(manifest))).toBe('opened');
  });

  it('opens whatever dossier was packed', () => {
    const path = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    const modified = fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string(),
    );
    const file = fc.record({ path, content: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)), modified });
    fc.assert(
      fc.property(fc.uniqueArray(file, { selector: (one) => one.path.normalize('NFC'), maxLength: 8 }), (files) => {
        const { zip, manifest } = packParcel(facts, files);
        expect(outcomeOf(zip, headerOf(manifest))).toBe('opened');
      }),
      { numRuns: 200 },
    );
  });

  it('may be a delta that puts and deletes', () => {
    const delta: ParcelFacts = { ...facts, mode: 'delta', base: 'd'.repeat(64), state: 'e'.repeat(64), deleted: ['old.xml'] };
    const { zip, manifest } = packParcel(delta, dossier.slice(0, 1));
    expect(manifest.files.map(({ op, path }) => `${op} ${path}`)).toEqual(['put PC-12 été.ocs', 'del old.xml']);
    expect(outcomeOf(zip, headerOf(manifest))).toBe('opened');
  });
});

describe('a parcel is refused', () => {
  const { manifest } = packed;
  const header = headerOf(manifest);

  it('when it disagrees with the signed header', () => {
    const changes: readonly Partial<Header>[] = [
      { org: 'f'.repeat(16) },
      { from: 'nord' },
      { to: 'lyon' },
      { epoch: 4 },
      { seq: 43 },
      { mode: 'delta' },
      { base: 'a'.repeat(64) },
      { state: 'b'.repeat(64) },
      { version: '1.4.1' },
    ];
    for (const change of changes) expect(outcomeOf(packed.zip, { ...header, ...change }), JSON.stringify(change)).toBe('mismatch');
    expect(outcomeOf(packed.zip, { ...header, created: '2020-01-01T00:00:00Z' })).toBe('opened');
  });

  it('without a manifest in front', () => {
    expect(outcomeOf(writeZip([]), header)).toBe('no-manifest');
    const [first, ...others] = dossier.map(({ path, content }) => ({ name: path, content, modified: new Date(0) }));
    const late = { name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)), modified: new Date(0) };
    expect(outcomeOf(writeZip(first ? [first, late, ...others] : []), header)).toBe('no-manifest');
    expect(outcomeOf(Buffer.from('nothing'), header)).toBe('not-a-zip');
  });

  it('with a manifest that is not one', () => {
    const text = JSON.stringify(manifest);
    expect(outcomeOf(repacked(text), header)).toBe('opened');
    expect(outcomeOf(repacked(''), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked('[]'), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked(text.replace('{', '{"__proto__":{},')), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked(text.replace('{', '{"seq":42,')), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked({ ...manifest, proto: 'MALLEPOSTE/2' }), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked({ ...manifest, seq: '42' }), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked({ ...manifest, seq: 42.5 }), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked({ ...manifest, counts: { files: 3, bytes: 0 } }), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked({ ...manifest, files: [...manifest.files, ...manifest.files.slice(0, 1)] }), header)).toBe('bad-manifest');
    expect(outcomeOf(repacked({ ...manifest, later: 'fields are welcome' }), header)).toBe('opened');
  });

  it('when manifest and entries do not agree, in either direction', () => {
    const fewer = packParcel(facts, dossier.slice(1));
    expect(outcomeOf(repacked(fewer.manifest), headerOf(fewer.manifest))).toBe('unlisted-entry');
    expect(outcomeOf(repacked(manifest, dossier.slice(1)), header)).toBe('missing-entry');
    const longer = dossier.map((file) => ({ ...file, content: Buffer.concat([file.content, Buffer.from('!')]) }));
    expect(outcomeOf(repacked(manifest, longer), header)).toBe('size');
  });

  it('when a snapshot deletes, has a base, or states another digest than that of its files', () => {
    const del = { path: 'old.xml', op: 'del', size: 0, sha256: '-', modified: '' };
    expect(outcomeOf(repacked({ ...manifest, files: [...manifest.files, del] }), header)).toBe('bad-manifest');
    const based = { ...manifest, base: 'a'.repeat(64) };
    expect(outcomeOf(repacked(based), { ...header, base: based.base })).toBe('bad-manifest');
    const stated = { ...manifest, state: 'f'.repeat(64) };
    expect(outcomeOf(repacked(stated), { ...header, state: stated.state })).toBe('state');
  });

  it('when a delta would delete outside of the dossier', () => {
    const delta: ParcelFacts = { ...facts, mode: 'delta', base: 'd'.repeat(64), state: 'e'.repeat(64), deleted: ['../x'] };
    const hostile = packParcel(delta, []);
    expect(outcomeOf(hostile.zip, headerOf(hostile.manifest))).toBe('bad-manifest');
  });

  it('file by file, when a content is not the one that is listed', () => {
    const swapped = dossier.map((file, index) => (index === 0 ? { ...file, content: Buffer.alloc(file.content.length, 0x41) } : file));
    const parcel = openParcel(repacked(manifest, swapped), header, defaultLimits);
    if (!parcel.ok) throw new Error(parcel.error.reason);
    expect(parcel.value.file(dossier[0]?.path ?? '')).toMatchObject({ ok: false, error: { kind: 'bad-parcel', reason: 'digest' } });
    expect(parcel.value.file(dossier[1]?.path ?? '').ok).toBe(true);
  });
});
