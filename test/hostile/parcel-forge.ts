/** Parcels whose manifest, archive and header can be set apart. */
import { defaultLimits } from '../../src/exchange/limits.ts';
import type { Manifest } from '../../src/exchange/manifest.ts';
import { type FileToSend, type ParcelFacts, packParcel } from '../../src/exchange/parcel.ts';
import { writeZip } from '../../src/exchange/zip.ts';
import { headerFor } from '../exchange/samples.ts';

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
  preferences: null,
  lastReceipt: 0,
};

export const parcelFiles: readonly FileToSend[] = [
  { path: 'Comptabilité – été.xml', content: Buffer.from('<REQUEST/>'), modified: '2026-11-20T08:15:31.000Z' },
  { path: 'b.xml', content: Buffer.from('<b/>'), modified: '2026-11-20T08:15:31.000Z' },
];

export const honestParcel = packParcel(facts, parcelFiles);

/** The signed header that goes with it. */
export const parcelHeader = headerFor(Buffer.alloc(0), { state: honestParcel.manifest.state, base: '-' });

export type ZippedFile = { readonly path: string; readonly content: Buffer };

/** An archive of a manifest, which may be any text, and of these files. */
export const parcelOf = (manifest: string | Buffer | Manifest, files: readonly ZippedFile[] = parcelFiles): Buffer =>
  writeZip(
    [{ path: 'manifest.json', content: manifestBytes(manifest) }, ...files].map(({ path, content }) => ({
      name: path,
      content,
      modified: new Date(0),
    })),
  );

const manifestBytes = (manifest: string | Buffer | Manifest): Buffer =>
  Buffer.isBuffer(manifest) ? manifest : Buffer.from(typeof manifest === 'string' ? manifest : JSON.stringify(manifest));

/** The honest manifest with some facts changed. */
export const manifestWith = (changes: Partial<Manifest>): Manifest => ({ ...honestParcel.manifest, ...changes });

/** The honest manifest's text after a change. */
export const manifestText = (change: (text: string) => string): string => change(JSON.stringify(honestParcel.manifest));

export const mostEntries = defaultLimits.maxEntries;
