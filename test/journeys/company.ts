/** A company for stories: homes in a temporary folder, a clock that can be set forward, and the people's actions by name. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '../../src/composition.ts';
import { type Invited, invite } from '../../src/jobs/enrol.ts';
import type { Common, Distant, JobError, ReceiveOutcome, SendOutcome } from '../../src/jobs/installation.ts';
import { type Joined, join as joinCompany, readInvitation } from '../../src/jobs/join.ts';
import { receive } from '../../src/jobs/receive.ts';
import { type SendOptions, send } from '../../src/jobs/send.ts';
import { openReading } from '../../src/reading/pool.ts';
import type { Reading } from '../../src/reading/port.ts';
import type { Result } from '../../src/result.ts';
import type { Place } from './place.ts';

export type Company = {
  readonly folder: string;
  readonly office: string;
  homeOf(site: string): string;
  dossierOf(site: string): string;
  passDays(days: number): void;
  asOffice<T>(act: (common: Common) => Promise<T>): Promise<T>;
  asAgency<T>(site: string, act: (distant: Distant) => Promise<T>, version?: string): Promise<T>;
  invite(site: string, autoAccept?: boolean): Promise<Invited>;
  join(site: string, user: string, key: string): Promise<Result<Joined, JobError>>;
  /** Invitation, HELLO, WELCOME: the agency is ready to send. */
  enrol(site: string, user: string): Promise<void>;
  receive(): Promise<ReceiveOutcome>;
  send(site: string, options?: Partial<SendOptions> & { readonly version?: string }): Promise<SendOutcome>;
  trySend(site: string, options?: Partial<SendOptions>): Promise<Result<SendOutcome, JobError>>;
  writeDossierFile(site: string, path: string, content: string | Buffer): Promise<void>;
  writePreferences(content: string): Promise<void>;
  close(): Promise<void>;
};

export const currentVersion = '1.4.0';

const inventories = fileURLToPath(new URL('../../fixtures/company/', import.meta.url));

/** The value of a Result that the story needs; anything else fails the test with the error's facts. */
export function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`unexpected: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** One process reads for all stories of a file: starting it for each run would take longer than the story. It ends with the file. */
const { close: _, ...reader } = openReading();
const reading: Reading = { ...reader, close: async () => undefined };

/** A head office at this place; agencies come by `enrol`. */
export async function openCompany(place: Place): Promise<Company> {
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-story-'));
  const office = join(folder, 'siege');
  let offsetMs = 0;
  const now = (): Date => new Date(Date.now() + offsetMs);
  const composed = (version: string) =>
    compose({
      version,
      now,
      language: 'fr',
      timeZone: 'Europe/Paris',
      host: 'story',
      reading,
      ...(place.postOffice ? { postOffice: place.postOffice } : {}),
    });
  const current = composed(currentVersion);
  const accounts = (user: string) => ({ address: place.address(user), mailbox: place.mailbox(user), outbox: place.outbox(user) });
  const security = (user: string) => ({
    passwords: { mailbox: place.password(user) },
    passwordStore: 'file' as const,
    ...(place.ca ? { tlsCa: place.ca } : {}),
  });
  expectOk(
    await current.createHome({
      home: office,
      settings: { role: 'common', site: 'siege', name: 'Siège', ...accounts('common') },
      ...security('common'),
    }),
  );

  const company: Company = {
    folder,
    office,
    homeOf: (site) => join(folder, site),
    dossierOf: (site) => join(folder, 'dossiers', site),
    passDays: (days) => {
      offsetMs += days * 86_400_000;
    },
    asOffice: async (act) => {
      const opened = expectOk(await current.openInstallation({ home: office, lock: true }));
      if (opened.role !== 'common') throw new Error('the office is not a common site');
      await place.settled();
      return act(opened.common).finally(() => opened.close());
    },
    asAgency: async (site, act, version = currentVersion) => {
      const opened = expectOk(await composed(version).openInstallation({ home: join(folder, site), lock: true }));
      if (opened.role !== 'distant') throw new Error(`${site} is not a distant site`);
      await place.settled();
      return act(opened.distant).finally(() => opened.close());
    },
    invite: async (site, autoAccept = true) => company.asOffice(async (common) => expectOk(await invite(common, { site, autoAccept }))),
    join: async (site, user, key) => {
      const invitation = expectOk(readInvitation(key, now()));
      await settleDossier(company.dossierOf(site), site);
      const settings = { role: 'distant' as const, site: invitation.site, name: site, dossier: company.dossierOf(site), ...accounts(user) };
      expectOk(await current.createHome({ home: join(folder, site), settings, ...security(user) }));
      return company.asAgency(site, (distant) => joinCompany(distant, { invitation }));
    },
    enrol: async (site, user) => {
      const { key } = await company.invite(site);
      expectOk(await company.join(site, user, key));
      await company.receive();
    },
    receive: () => company.asOffice(async (common) => expectOk(await receive(common, { dryRun: false }))),
    send: async (site, { version, ...options } = {}) =>
      company.asAgency(site, async (distant) => expectOk(await send(distant, { force: false, dryRun: false, ...options })), version),
    trySend: (site, options = {}) => company.asAgency(site, (distant) => send(distant, { force: false, dryRun: false, ...options })),
    writeDossierFile: async (site, path, content) => {
      const target = join(company.dossierOf(site), path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    },
    writePreferences: async (content) => {
      await mkdir(join(office, 'preferences'), { recursive: true });
      await writeFile(join(office, 'preferences', 'preferences.yaml'), content);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
  return company;
}

async function settleDossier(dossier: string, site: string): Promise<void> {
  await cp(join(inventories, ['lyon', 'nord', 'ouest'].includes(site) ? site : 'lyon'), dossier, { recursive: true });
}

/** The whole text of a file that a story wants to look at. */
export const readText = (path: string): Promise<string> => readFile(path, 'utf8');
