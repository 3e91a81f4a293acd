/**
 * npm run bench:size: what merging a parcel of ten changed inventories costs, and what questions cost, while the common dossier grows
 * from 1,000 to 10,000 and 100,000 assets with 150 software each. Nothing is asserted: the ratios to the first row are to be read.
 * Options: --sizes 1000,10000.
 */
import { hash } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compose } from '../../src/composition.ts';
import type { ReadFile } from '../../src/exchange/files.ts';
import { factsOf } from '../../src/inventory/facts.ts';
import type { AssetReport, SectionMap } from '../../src/inventory/report.ts';
import type { Common } from '../../src/jobs/installation.ts';
import { contentOf } from '../../src/jobs/merged-content.ts';
import { settleDossier } from '../../src/jobs/settle-dossier.ts';
import { emptyChange } from '../../src/jobs/verdict.ts';
import { ok } from '../../src/result.ts';

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '1000,10000,100000' } } });
const sizes = values.sizes.split(',').map(Number);
const [softwareOfEach, catalogue, machinesOfSite, machinesOfParcel, rounds] = [150, 5_000, 200, 10, 30];

async function openOffice(folder: string): Promise<Common> {
  const home = join(folder, 'siege');
  const { createHome, openInstallation } = compose({ version: '1.0.0', now: () => new Date('2026-11-22T12:00:00Z'), language: 'en' });
  const mail = { mailbox: `maildir:${join(folder, 'in')}`, outbox: `maildir:${join(folder, 'out')}` };
  const settings = { role: 'common', site: 'siege', name: 'Siège', address: 'common@mail.test', ...mail } as const;
  const created = await createHome({ home, settings, passwords: {}, passwordStore: 'file' });
  if (!created.ok) throw new Error(JSON.stringify(created.error));
  const opened = await openInstallation({ home, lock: true });
  if (!opened.ok || opened.value.role !== 'common') throw new Error('the bench office does not open');
  return opened.value.common;
}

async function measureAll(common: Common, folder: string): Promise<void> {
  let known = 0;
  let first: readonly number[] | undefined;
  console.log('assets   merge of 10 (ms, median)   CPU (ms)   new 10 (ms)   assets by software (ms)   megabytes');
  for (const size of sizes) {
    for (; known < size; known += 100) await merge(common, Math.floor(known / machinesOfSite), files(known, 100, 0));
    const changed = await median((round) =>
      merge(common, round % Math.max(1, Math.floor(known / machinesOfSite)), changedFiles(known, round)),
    );
    const added = await median((round) => merge(common, 10_000 + round, files(known * 1_000 + round * 100, machinesOfParcel, 0)));
    const asked = await median(() => common.store.assets({ software: 'logiciel 4999' }), 3);
    const { size: bytes } = await stat(join(folder, 'siege', 'dossier', 'dossier.db'));
    const figures = [changed.wall, changed.cpu, added.wall, asked.wall];
    first ??= figures;
    const cells = figures.map((ms, index) => `${ms.toFixed(1)} (×${(ms / (first?.[index] ?? ms)).toFixed(2)})`);
    console.log(`${String(size).padStart(7)}   ${cells.join('   ')}   ${Math.round(bytes / 1e6)}`);
  }
}

async function median(work: (round: number) => Promise<unknown>, times = rounds): Promise<{ wall: number; cpu: number }> {
  const taken: { wall: number; cpu: number }[] = [];
  for (let round = 0; round < times; round += 1) {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await work(round);
    const { user, system } = process.cpuUsage(cpu);
    taken.push({ wall: performance.now() - began, cpu: (user + system) / 1000 });
  }
  const middle = (key: 'wall' | 'cpu'): number => taken.map((one) => one[key]).sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
  return { wall: middle('wall'), cpu: middle('cpu') };
}

let commits = 0;

/** As a parcel is merged, but for its mail. */
async function merge(common: Common, site: number, changed: readonly ReadFile[]): Promise<void> {
  const name = `site-${site}`;
  const settled = await settleDossier(common, { site: name, timeZone: 'Europe/Paris', files: changed });
  const { filesPut, dossier } = contentOf(settled, { changed, known: [], after: [] });
  const at = common.now().toISOString();
  commits += 1;
  const seen = { headerSha256: hash('sha256', String(commits)), peer: name, kind: 'DATA', epoch: 1, seq: commits, outcome: 'applied', at };
  await common.store.commit({ ...emptyChange(at), seen, filesPut, dossier });
}

const files = (from: number, count: number, version: number): readonly ReadFile[] =>
  Array.from({ length: count }, (_, index) => fileOf(from + index, version));

/** Ten machines of one site, each with one software upgraded. */
const changedFiles = (known: number, round: number): readonly ReadFile[] => {
  const sites = Math.max(1, Math.floor(known / machinesOfSite));
  return files((round % sites) * machinesOfSite + Math.floor(round / sites) * machinesOfParcel, machinesOfParcel, round + known);
};

function fileOf(machine: number, version: number): ReadFile {
  const day = version === 0 ? '2026-11-01' : '2026-11-02';
  const report = reportOf(machine, version, `${day}T08:00:${String(version % 60).padStart(2, '0')}`);
  const sha256 = hash('sha256', `${machine} ${version}`);
  const path = `PC-${machine}.ocs`;
  return { path, sha256, bytes: 100_000, modified: `${day}T09:00:00.000Z`, content: ok([report]) };
}

function reportOf(machine: number, version: number, logdate: string): AssetReport {
  const digits = String(machine).padStart(12, '0');
  const sections: SectionMap = {
    accesslog: [{ logdate }],
    hardware: [{ name: `PC-${machine}`, uuid: `4C4C4544-0034-3010-8048-${digits}`, osname: 'Microsoft Windows 11 Pro', memory: '16384' }],
    bios: [{ smanufacturer: 'Dell Inc.', smodel: 'Latitude 5420', ssn: `S${digits}` }],
    networks: [{ macaddr: `00:1b:${digits.slice(4).replace(/(..)(?=.)/g, '$1:')}`, ipaddress: `10.${machine % 250}.1.${machine % 199}` }],
    drives: [{ letter: 'C:', total: '476000', free: String(200_000 - version) }],
  };
  const facts = factsOf({ deviceId: `PC-${machine}-2026-01-01-08-00-00`, kind: 'computer', agent: 'bench', tag: '' }, sections);
  const software = Array.from({ length: softwareOfEach }, (_, slot) => ({
    name: `Logiciel ${(machine * 7 + slot * 31) % catalogue}`,
    version: slot === 0 ? `${version}.0` : '1.0',
    publisher: 'Éditeur',
  }));
  return { ...facts, sections, software, partial: false };
}

const folder = await mkdtemp(join(tmpdir(), 'malleposte-size-'));
try {
  await measureAll(await openOffice(folder), folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
