/**
 * What we accept, other programs accept with the same bytes; what we write, they read; what they write, we read. Where we are more
 * lenient than they are, the case says why. Sealing and signing alone are compared in test/keys.
 */
import { hash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { inflate, readZip, writeZip } from '../../src/exchange/zip.ts';
import { ocsVocabulary } from '../../src/inventory/formats/ocs-xml.ts';
import { defaultInventoryLimits } from '../../src/inventory/limits.ts';
import { inventoryText, readDocument } from '../../src/inventory/read.ts';
import { parseXml } from '../../src/inventory/xml.ts';
import { planScan, scanXml } from '../../src/inventory/xml-scan.ts';
import { outcomeText } from './case.ts';
import { envelope } from './envelope-forge.ts';
import { gatewayCases } from './gateways.ts';
import { jsonInventoryCases, strictJsonCases } from './json.ts';
import { mimeCases } from './mime.ts';
import { nameCases } from './names.ts';
import { askPython, complaintOfUnzip, isPresent, openFolder, put } from './oracles.ts';
import { parcelCases } from './parcels.ts';
import { xmlCases } from './xml.ts';
import { zipCases } from './zip.ts';

const folder = openFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Accepted = { readonly name: string; readonly path: string; readonly digests: readonly string[] };

const sha256 = (bytes: Buffer): string => hash('sha256', bytes, 'hex');

/** The digests of all contents, undefined when we refuse the archive or one of them. */
const contentsOf = (archive: Buffer): readonly string[] | undefined => {
  const entries = readZip(archive, defaultLimits);
  if (!entries.ok) return undefined;
  const contents = entries.value.map((entry) => inflate(entry, defaultLimits));
  const digests = contents.map((content) => (content.ok ? sha256(content.value) : ''));
  return digests.includes('') ? undefined : digests;
};

/** Those of the archives that we accept, written down. */
const acceptedOf = (archives: readonly { readonly name: string; readonly archive: Buffer }[]): readonly Accepted[] =>
  archives.flatMap(({ name, archive }) => {
    const digests = contentsOf(archive);
    return digests ? [{ name, digests, path: put(folder, `${name}.zip`, archive) }] : [];
  });

const expectPythonAgrees = (archives: readonly Accepted[]): void => {
  const verdicts = askPython(archives.map(({ path }) => ({ as: 'zip', path })));
  const disagreements = archives.flatMap(({ name, path, digests }, index) => {
    const verdict = verdicts[index];
    return isDeepStrictEqual(verdict?.digests, digests) ? [] : [{ name, verdict, archive: readFileSync(path).toString('base64') }];
  });
  expect(disagreements).toEqual([]);
};

const corpusArchives = async (): Promise<readonly Accepted[]> => {
  const cases = [...zipCases, ...nameCases, ...parcelCases].filter(({ expect: outcome }) => 'accepted' in outcome);
  return acceptedOf(await Promise.all(cases.map(async ({ name, build }) => ({ name, archive: await build() }))));
};

const file = fc.record({
  name: fc.stringMatching(/^[a-zéèü][a-z0-9 é_-]{0,20}[a-z]$/),
  content: fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(Buffer.alloc(3000, 'inventaire ')), fc.constant(new Uint8Array())),
});

const honest = fc
  .uniqueArray(file, { selector: ({ name }) => name.normalize('NFC').toUpperCase(), minLength: 1, maxLength: 5 })
  .map((files) => writeZip(files.map(({ name, content }) => ({ name, content: Buffer.from(content), modified: new Date('2026-11-22') }))));

/** A byte anywhere, or in a header: of the first file's local one, of its directory record, of the end record. */
const place = fc.oneof(
  fc.record({ from: fc.constant('anywhere' as const), at: fc.nat() }),
  fc.record({ from: fc.constant('local' as const), at: fc.integer({ min: 4, max: 30 }) }),
  fc.record({ from: fc.constant('directory' as const), at: fc.integer({ min: 4, max: 46 }) }),
  fc.record({ from: fc.constant('end' as const), at: fc.integer({ min: 4, max: 21 }) }),
);

const startOf = {
  anywhere: () => 0,
  local: () => 0,
  directory: (archive: Buffer) => archive.indexOf('PK\u0001\u0002', 0, 'latin1'),
  end: (archive: Buffer) => archive.length - 22,
};

const mutated = fc
  .tuple(honest, fc.array(fc.tuple(place, fc.oneof(fc.nat(255), fc.nat(3))), { minLength: 1, maxLength: 2 }))
  .map(([archive, changes]) => {
    const changed = Buffer.from(archive);
    for (const [{ from, at }, byte] of changes) changed[(startOf[from](archive) + at) % archive.length] = byte;
    return changed;
  });

describe('archives', () => {
  it('of the corpus that we accept are read the same by Python and faulted by nobody', async (context) => {
    if (!isPresent.python) return context.skip('python3 is not installed');
    const archives = await corpusArchives();
    expect(archives.length).toBeGreaterThan(10);
    expectPythonAgrees(archives);
  });

  it('of the corpus that we accept pass Info-ZIP', async (context) => {
    if (!isPresent.unzip) return context.skip('unzip is not installed');
    const complaints = (await corpusArchives()).map(({ name, path }) => ({ name, complaint: complaintOfUnzip(path) }));
    // An archive of nothing is a warning to Info-ZIP.
    expect(complaints.filter(({ name, complaint }) => complaint !== '' && name !== 'empty-archive')).toEqual([]);
  });

  it('that we write are read by both', (context) => {
    if (!isPresent.python || !isPresent.unzip) return context.skip('python3 or unzip is not installed');
    const archives = acceptedOf(fc.sample(honest, 100).map((archive, index) => ({ name: `honest-${index}`, archive })));
    expect(archives.length).toBe(100);
    expectPythonAgrees(archives);
    for (const { path } of archives) expect(complaintOfUnzip(path)).toBe('');
  });

  it('that were damaged are refused, or read the same by both', (context) => {
    if (!isPresent.python || !isPresent.unzip) return context.skip('python3 or unzip is not installed');
    const archives = acceptedOf(fc.sample(mutated, 1000).map((archive, index) => ({ name: `mutated-${index}`, archive })));
    expect(archives.length).toBeGreaterThan(50);
    expectPythonAgrees(archives);
    for (const { path } of archives.slice(0, 200)) expect(complaintOfUnzip(path), path).toBe('');
  });
});

describe('inventories in XML', () => {
  it('that we accept are accepted by expat, but for those that we mend on purpose', async (context) => {
    if (!isPresent.python) return context.skip('python3 is not installed');
    const cases = xmlCases.filter(({ expect: outcome }) => 'accepted' in outcome);
    const paths = await Promise.all(cases.map(async ({ name, build }) => put(folder, `${name}.xml`, await build())));
    const verdicts = askPython(paths.map((path) => ({ as: 'xml', path })));
    const refusals = cases.flatMap(({ name }, index) => (verdicts[index]?.error ? [`${name}: ${verdicts[index]?.error}`] : []));
    expect(refusals.map((refusal) => refusal.split(':')[0])).toEqual(cases.filter(({ lenient }) => lenient).map(({ name }) => name));
  });
});

describe('our quick reader of XML', () => {
  it('says of every case that it takes what the reference reader says', async () => {
    const scanned = (await Promise.all(xmlCases.map(async ({ name, build }) => ({ name, ...bothReadings(await build()) })))).filter(
      ({ quick }) => quick !== undefined,
    );
    expect(scanned.length).toBeGreaterThan(5);
    for (const { name, quick, reference } of scanned) expect({ name, reading: quick }).toEqual({ name, reading: reference });
  });
});

type Reading = ReturnType<typeof readDocument>;

/** The quick reader's answer is undefined when it leaves the document to the other. */
const bothReadings = (bytes: Buffer): { readonly quick?: Reading; readonly reference?: Reading } => {
  const text = inventoryText(bytes, defaultInventoryLimits);
  const root = text.ok ? scanXml(text.value, planScan(ocsVocabulary), defaultInventoryLimits) : undefined;
  if (!text.ok || root === undefined) return {};
  const reference = parseXml(text.value, defaultInventoryLimits);
  return {
    quick: readDocument({ kind: 'xml', root }),
    reference: reference.ok ? readDocument({ kind: 'xml', root: reference.value }) : reference,
  };
};

describe('JSON', () => {
  it('that we accept is accepted by Python, but for what the case says', async (context) => {
    if (!isPresent.python) return context.skip('python3 is not installed');
    const cases = [...jsonInventoryCases, ...strictJsonCases].filter(({ expect: outcome }) => 'accepted' in outcome);
    const paths = await Promise.all(cases.map(async ({ name, build }) => put(folder, `${name}.json`, await build())));
    const verdicts = askPython(paths.map((path) => ({ as: 'json', path })));
    const refusals = cases.filter((_, index) => verdicts[index]?.error).map(({ name }) => name);
    expect(refusals).toEqual(cases.filter(({ lenient }) => lenient).map(({ name }) => name));
  });
});

describe('mails', () => {
  it('in which we find our envelope hold it for Python too, but where the case says why not', async (context) => {
    if (!isPresent.python) return context.skip('python3 is not installed');
    const cases = [...gatewayCases, ...mimeCases].filter(({ expect: outcome }) => outcomeText(outcome) === 'accepted: the envelope');
    const paths = await Promise.all(cases.map(async ({ name, build }) => put(folder, `${name}.eml`, await build())));
    const verdicts = askPython(paths.map((path) => ({ as: 'mail', path })));
    const missing = cases.filter((_, index) => !verdicts[index]?.digests?.includes(sha256(envelope)));
    expect(missing.map(({ name }) => name)).toEqual(cases.filter(({ lenient }) => lenient).map(({ name }) => name));
  });
});
