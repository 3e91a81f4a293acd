/** Parcels of a site that was broken into: archive, manifest and signed header contradict each other. Judged by `openParcel`. */
import { writeZip } from '../../src/exchange/zip.ts';
import { accepted, type HostileCase, refused } from './case.ts';
import { honestParcel, manifestText, manifestWith, parcelFiles, parcelOf } from './parcel-forge.ts';

const { manifest } = honestParcel;
const [first, second] = [parcelFiles[0]!, parcelFiles[1]!];
const extra = { path: 'c.xml', content: Buffer.from('<c/>') };

/** With `changes` on the first file of the manifest. */
const firstFile = (changes: object): string =>
  JSON.stringify({ ...manifest, files: manifest.files.map((file, index) => (index === 0 ? { ...file, ...changes } : file)) });

export const parcelCases: readonly HostileCase[] = [
  {
    name: 'parcel-as-packed',
    says: 'An honest parcel, so that the others are refused for their lie alone.',
    build: () => honestParcel.zip,
    expect: accepted('Comptabilité – été.xml + b.xml'),
  },
  {
    name: 'entry-not-in-manifest',
    says: 'The archive holds a file that the manifest does not list.',
    build: () => parcelOf(manifest, [...parcelFiles, extra]),
    expect: refused('unlisted-entry'),
  },
  {
    name: 'manifest-entry-missing',
    says: 'The manifest lists a file that the archive does not hold.',
    build: () => parcelOf(manifest, [first]),
    expect: refused('missing-entry'),
  },
  {
    name: 'manifest-not-first',
    says: 'The manifest comes last, behind what it should announce.',
    build: () =>
      writeZip(
        [...parcelFiles, { path: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) }].map(({ path, content }) => ({
          name: path,
          content,
          modified: new Date(0),
        })),
      ),
    expect: refused('no-manifest'),
  },
  {
    name: 'manifest-absent',
    says: 'A plain archive of inventories, without a manifest.',
    build: () => writeZip([{ name: 'b.xml', content: second.content, modified: new Date(0) }]),
    expect: refused('no-manifest'),
  },
  {
    name: 'manifest-in-capitals',
    says: 'The manifest is called Manifest.json: another name is another file.',
    build: () => writeZip([{ name: 'Manifest.json', content: Buffer.from(JSON.stringify(manifest)), modified: new Date(0) }]),
    expect: refused('no-manifest'),
  },
  {
    name: 'manifest-lists-a-smaller-size',
    says: 'The manifest says 9 bytes of a file that has 10.',
    build: () => parcelOf(JSON.stringify({ ...JSON.parse(firstFile({ size: 9 })), counts: { files: 2, bytes: 13 } })),
    expect: refused('state'),
  },
  {
    name: 'manifest-with-another-digest',
    says: 'The content is not the one whose digest the manifest states, though everything signed agrees.',
    build: () => parcelOf(manifest, [{ ...first, content: Buffer.from('<REQUESt/>') }, second]),
    expect: refused('digest'),
  },
  {
    name: 'manifest-counts-lie',
    says: 'The manifest counts one file more than it lists.',
    build: () => parcelOf(manifestWith({ counts: { files: 3, bytes: 14 } })),
    expect: refused('bad-manifest'),
  },
  {
    name: 'manifest-of-another-site',
    says: 'The signed header says lyon, the manifest inside says nord.',
    build: () => parcelOf(manifestWith({ from: 'nord' })),
    expect: refused('mismatch'),
  },
  {
    name: 'manifest-of-another-number',
    says: 'An old parcel sealed again under a new number.',
    build: () => parcelOf(manifestWith({ seq: 41 })),
    expect: refused('mismatch'),
  },
  {
    name: 'manifest-path-twice',
    says: 'The manifest lists one path twice.',
    build: () => parcelOf(manifestWith({ files: [...manifest.files, manifest.files[0]!] })),
    expect: refused('bad-manifest'),
  },
  {
    name: 'manifest-path-climbs',
    says: 'The manifest lists ../evil, which the archive does not hold under that name.',
    build: () => parcelOf(firstFile({ path: '../evil' })),
    expect: refused('bad-manifest'),
  },
  {
    name: 'manifest-path-decomposed',
    says: 'The manifest writes é in two characters, the archive in one.',
    build: () => parcelOf(firstFile({ path: first.path.normalize('NFD') })),
    expect: refused('bad-manifest'),
  },
  {
    name: 'manifest-snapshot-that-deletes',
    says: 'A snapshot names a file to delete.',
    build: () => parcelOf(manifestWith({ files: [...manifest.files, { path: 'x', op: 'del', size: 0, sha256: '-', modified: '' }] })),
    expect: refused('bad-manifest'),
  },
  {
    name: 'manifest-with-proto-key',
    says: 'The manifest has a __proto__ key.',
    build: () => parcelOf(manifestText((text) => text.replace('{', '{"__proto__":{"polluted":true},'))),
    expect: refused('bad-manifest'),
  },
  {
    name: 'manifest-key-twice',
    says: 'The manifest says its number twice, so that two programs could read two numbers.',
    build: () => parcelOf(manifestText((text) => text.replace('{', '{"seq":41,'))),
    expect: refused('bad-manifest'),
  },
  {
    name: 'manifest-not-utf8',
    says: 'A byte of the manifest is no UTF-8.',
    build: () => parcelOf(Buffer.concat([Buffer.from(JSON.stringify(manifest)), Buffer.from([0xe9])])),
    expect: refused('bad-manifest'),
  },
  {
    name: 'manifest-number-beyond-doubles',
    says: 'The number is 2^53 + 1, which a double cannot hold.',
    build: () => parcelOf(manifestText((text) => text.replace('"seq":42', '"seq":9007199254740993'))),
    expect: refused('bad-manifest'),
  },
  {
    name: 'manifest-with-a-new-field',
    says: 'A later version says more: what is not known is ignored.',
    build: () => parcelOf(manifestText((text) => text.replace('{', '{"capabilities":["x"],'))),
    expect: accepted('Comptabilité – été.xml + b.xml'),
  },
];
