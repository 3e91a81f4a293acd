/**
 * The stage of the demo: a folder for four homes, an embedded mail server, the agencies' first inventories, and a clock that can
 * be set forward. Beside the composition, because it opens adapters; the story itself is jobs/demo.ts.
 */
import { cp, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from './composition.ts';
import { openEmbeddedServer } from './embedded/server.ts';
import { type Agency, type Stage, storyDays } from './jobs/demo.ts';
import { createKeys } from './keys/keys.ts';
import type { Keys } from './keys/port.ts';

export type StageOptions = { readonly keep?: string; readonly language: 'fr' | 'en'; readonly version: string };

/** An earlier release, so that the demo can show a version alert. */
const outdatedVersion = '0.0.9';

const password = 'demo';

const dayMs = 86_400_000;

const company = fileURLToPath(new URL('../fixtures/company/', import.meta.url));

const sites = [
  { site: 'lyon', name: 'Agence de Lyon' },
  { site: 'nord', name: 'Agence du Nord' },
  { site: 'ouest', name: 'Agence de l’Ouest' },
];

/** Inventories that the third week takes away: of a machine that left, and of an agent that was installed anew. */
const left: ReadonlyMap<string, readonly string[]> = new Map([
  ['lyon', ['LYON-PORT-02-2024-10-01-14-00-05.xml']],
  ['nord', ['NORD-ATELIER-01-2022-05-16-07-45-00.ocs']],
]);

/** Sets the stage; `close` takes the mail server down and leaves the folder. */
export async function setStage(options: StageOptions): Promise<Stage & { close(): Promise<void> }> {
  const folder = options.keep ? resolve(options.keep) : await mkdtemp(join(tmpdir(), 'malleposte-demo-'));
  await mkdir(folder, { recursive: true });
  const agencies: readonly Agency[] = sites.map((site) => ({ ...site, dossier: join(folder, 'dossiers', site.site) }));
  const users = ['siege', ...sites.map(({ site }) => site)].map((name) => ({ name, password, address: `${name}@demo.test` }));
  const server = await openEmbeddedServer({ users, tls: true });
  let offsetMs = -storyDays * dayMs; // the story ends today
  const now = (): Date => new Date(Date.now() + offsetMs);
  for (const agency of agencies) await fill(agency.dossier, join(company, agency.site), now());
  const circumstances = { now, language: options.language, timeZone: 'Europe/Paris' };
  const current = compose({ ...circumstances, version: options.version });
  const outdated = compose({ ...circumstances, version: outdatedVersion });
  return {
    folder,
    server,
    agencies,
    stranger: await strangerKeys(),
    password,
    now,
    createHome: current.createHome,
    open: current.openInstallation,
    openOutdated: outdated.openInstallation,
    passDays: (days) => {
      offsetMs += days * dayMs;
    },
    changeDossier: async (agency, week) => {
      await fill(agency.dossier, join(company, week === 'second' ? 'day2' : 'day3', agency.site), now());
      for (const name of week === 'third' ? (left.get(agency.site) ?? []) : []) await rm(join(agency.dossier, name), { force: true });
    },
    writePreferences,
    close: () => server.close(),
  };
}

/** Keys that nobody admitted; their folder is not kept. */
async function strangerKeys(): Promise<Keys> {
  const home = await mkdtemp(join(tmpdir(), 'malleposte-stranger-'));
  const keys = await createKeys(home);
  await rm(home, { recursive: true });
  return keys;
}

/** Copies inventories as if the agents had written them on that day of the story. */
async function fill(dossier: string, from: string, day: Date): Promise<void> {
  await cp(from, dossier, { recursive: true });
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(dossier, relative(from, entry.parentPath), entry.name));
  await Promise.all(files.map((file) => utimes(file, day, day)));
}

async function writePreferences(home: string): Promise<void> {
  await mkdir(join(home, 'preferences'), { recursive: true });
  const content = [
    'period: 7',
    'keySoftware:',
    '  - Firefox >= 131',
    '  - LibreOffice',
    '  - "!TeamViewer"',
    'strip:',
    '  - ENVS',
    '  - PROCESSES',
    'exclude:',
    '  - "\\\\.tmp$"',
    '',
  ];
  await writeFile(join(home, 'preferences', 'preferences.yaml'), content.join('\n'));
}
