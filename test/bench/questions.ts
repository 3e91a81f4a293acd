/**
 * npm run bench:questions: what questions, and pages of tables (tables.ts), cost of a dossier of 100,000 assets with 150 software each and a year of changes, written
 * straight into the store. Nothing is asserted: the times are to be read. Options: --assets N, --rounds N (the fastest and the median
 * of them are told).
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ageClassBegins } from '../../src/inventory/figures.ts';
import type { Change } from '../../src/inventory/history/timeline.ts';
import { parseQuestion } from '../../src/inventory/questions.ts';
import type { Software } from '../../src/inventory/report.ts';
import type { DossierChange } from '../../src/store/dossier-port.ts';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonStore } from '../../src/store/port.ts';
import { asset, commit, dossier, progress, software } from '../store/samples.ts';
import { drawFrom, times } from './draw.ts';
import { measureTables } from './tables.ts';

const { values } = parseArgs({ options: { assets: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' } } });
const [count, rounds] = [Number(values.assets), Number(values.rounds)];
const [softwareOfEach, catalogue, machinesOfSite, batch, changesOfEach] = [150, 5_000, 200, 500, 12];
const now = Date.parse('2026-11-22T12:00:00Z');
const systems = ['Microsoft Windows 11 Professionnel', 'Microsoft Windows 10 Professionnel', 'Debian GNU/Linux', 'macOS'];
const people = ['Camille Lefèvre', 'Dominique Martin', 'Claude Bernard', 'Zoé Garnier', 'Maxime Roux'];

async function fill(store: CommonStore): Promise<void> {
  for (let from = 0; from < count; from += batch) {
    const site = `site-${Math.floor(from / machinesOfSite)}`;
    const assets = times(Math.min(batch, count - from), (index) => machine(from + index));
    const written = dossier(assets);
    const changes: DossierChange = {
      ...written,
      assets: written.assets.map((write, index) => ({ ...write, changes: changesOf(from + index, write.state.site) })),
    };
    await store.commit(commit(`batch ${from}`, { progress: progress(site), dossier: changes }));
  }
}

function machine(number: number) {
  const draw = drawFrom(number * 7_919 + 13);
  const digits = String(number).padStart(6, '0');
  const mac = `00:1b:21:${digits.replace(/(..)(?=.)/g, '$1:')}`;
  return asset(`site-${Math.floor(number / machinesOfSite)}`, `PC-${digits}`, {
    os: systems[number % systems.length] ?? '',
    user: people[Math.floor(draw.fraction() * people.length)] ?? '',
    macs: [mac],
    ips: [`10.${number % 250}.${Math.floor(number / 250) % 250}.${1 + (number % 199)}`],
    software: [software('Mozilla Firefox', `${110 + Math.floor(draw.fraction() * 30)}.0`, 'Mozilla'), ...othersOf(number)],
  });
}

const othersOf = (number: number): readonly Software[] =>
  times(softwareOfEach - 1, (slot) => {
    const title = (number * 7 + slot * 31) % catalogue;
    return software(title < 50 ? `Microsoft Produit ${title}` : `Logiciel ${title}`, `${1 + (number % 5)}.0`);
  });

const changesOf = (number: number, site: string): readonly Change[] =>
  times(changesOfEach, (index) => {
    const minutes = (number * 977 + index * 43_800) % 525_600;
    const date = new Date(now - minutes * 60_000).toISOString().replace('.000', '');
    const upgraded = { kind: 'software-upgraded', subject: 'Mozilla Firefox', before: '127.0', after: '128.0' } as const;
    return { date, site, ...upgraded, sha256: `${number}` };
  });

async function tell(name: string, ask: () => Promise<number>): Promise<void> {
  const taken: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    found = await ask();
    taken.push(performance.now() - began);
  }
  taken.sort((a, b) => a - b);
  const ms = (value: number | undefined): string => (value ?? 0).toFixed(0).padStart(6);
  console.log(`${ms(taken[0])} ${ms(taken[Math.floor(rounds / 2)])} ${ms(taken.at(-1))}   ${String(found).padStart(7)}   ${name}`);
}

const questions = [
  'lefevre',
  'pc-0421',
  'windows 10',
  '10.17.4',
  'firefox < 128',
  '-firefox < 128',
  'site:site-17 os:"windows 10"',
  'name:421 -user:roux',
  'serial:0421',
  'software:microsoft',
  'kind:computer lefevre firefox >= 130 missing:no',
];

async function measureAll(store: CommonStore): Promise<void> {
  console.log('   min median    max ms   found   question (a page of 100)');
  for (const question of questions) {
    const parsed = parseQuestion(question);
    if (!parsed.ok) throw new Error(parsed.error.code);
    await tell(question, async () => (await store.search(parsed.value, { offset: 0, limit: 100 })).total);
  }
  const since = new Date(now - 7 * 86_400_000).toISOString().replace('.000', '');
  await measureTables(store, tell);
  await measureOverview(store);
  await tell('changes of a week', async () => (await store.dossier.changes({ since, limit: 100_000 })).length);
  await tell('changes, the newest 1000', async () => (await store.dossier.changes({ limit: 1000 })).length);
  await tell('changes of one site', async () => (await store.dossier.changes({ site: 'site-17', limit: 1000 })).length);
}

/** What the overview and the page of lifecycles count of all machines. */
async function measureOverview({ listing, figures: { lifecycle } }: CommonStore): Promise<void> {
  const begins = ageClassBegins('2026-11-22');
  await tell('overview: systems', async () => (await listing.systems([])).length);
  await tell('overview: software installed most', async () => (await listing.mostInstalled(6)).length);
  for (const column of ['site', 'kind', 'os', 'biosDate', 'memoryMb', 'disks'] as const)
    await tell(`overview: by ${column}`, async () => (await listing.countBy(column, [])).length);
  await tell('lifecycle: systems', async () => (await lifecycle.systems({ without: [] })).length);
  await tell('lifecycle: ages', async () => (await lifecycle.ages({ without: [], today: '2026-11-22', begins })).length);
}

const folder = await mkdtemp(join(tmpdir(), 'malleposte-questions-'));
try {
  const path = join(folder, 'dossier.db');
  const store = await openCommonStore(path);
  const began = performance.now();
  await fill(store);
  const seconds = (performance.now() - began) / 1000;
  console.log(`${count} assets written in ${seconds.toFixed(0)} s, ${Math.round((await stat(path)).size / 1e6)} MB`);
  await measureAll(store);
  await store.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
