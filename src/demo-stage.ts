/**
 * The stage of the demo: a folder for four homes, an embedded mail server, the agencies' first inventories, and a clock that can
 * be set forward. Beside the composition, because it opens adapters; the story itself is jobs/demo.ts.
 */
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from './composition.ts';
import { openEmbeddedServer } from './embedded/server.ts';
import type { Agency, Stage } from './jobs/demo.ts';
import { createKeys } from './keys/keys.ts';

export type StageOptions = { readonly keep?: string; readonly language: 'fr' | 'en'; readonly version: string };

/** An earlier release, so that the demo can show a version alert. */
const outdatedVersion = '0.0.9';

const password = 'demo';

const company = fileURLToPath(new URL('../fixtures/company/', import.meta.url));

const sites = [
  { site: 'lyon', name: 'Agence de Lyon' },
  { site: 'nord', name: 'Agence du Nord' },
  { site: 'ouest', name: 'Agence de l’Ouest' },
];

/** Sets the stage; `close` takes the mail server down and leaves the folder. */
export async function setStage(options: StageOptions): Promise<Stage & { close(): Promise<void> }> {
  const folder = options.keep ? resolve(options.keep) : await mkdtemp(join(tmpdir(), 'malleposte-demo-'));
  await mkdir(folder, { recursive: true });
  const agencies = await Promise.all(sites.map((site) => settle(folder, site)));
  const users = ['siege', ...sites.map(({ site }) => site)].map((name) => ({ name, password, address: `${name}@demo.test` }));
  const server = await openEmbeddedServer({ users, tls: true });
  let offsetMs = 0;
  const now = (): Date => new Date(Date.now() + offsetMs);
  const circumstances = { now, language: options.language, timeZone: 'Europe/Paris' };
  const current = compose({ ...circumstances, version: options.version });
  const outdated = compose({ ...circumstances, version: outdatedVersion });
  const stranger = await createKeys(await mkdtemp(join(tmpdir(), 'malleposte-stranger-')));
  return {
    folder,
    server,
    agencies,
    stranger,
    password,
    now,
    createHome: current.createHome,
    open: current.openInstallation,
    openOutdated: outdated.openInstallation,
    passDays: (days) => {
      offsetMs += days * 86_400_000;
    },
    changeDossier: (agency) => cp(join(company, 'day2', agency.site), agency.dossier, { recursive: true }),
    writePreferences,
    close: () => server.close(),
  };
}

/** The agency's inventory folder, as its agents have filled it. */
async function settle(folder: string, site: { readonly site: string; readonly name: string }): Promise<Agency> {
  const dossier = join(folder, 'dossiers', site.site);
  await cp(join(company, site.site), dossier, { recursive: true });
  return { ...site, dossier };
}

async function writePreferences(home: string): Promise<void> {
  await mkdir(join(home, 'preferences'), { recursive: true });
  const content = [
    'period: 7',
    'keySoftware:',
    '  - Firefox',
    '  - LibreOffice',
    'strip:',
    '  - ENVS',
    '  - PROCESSES',
    'exclude:',
    '  - "\\\\.tmp$"',
    '',
  ];
  await writeFile(join(home, 'preferences', 'preferences.yaml'), content.join('\n'));
}
