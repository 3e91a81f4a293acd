/**
 * The demo: a head office and three agencies live through their first week on an embedded mail server. Everything is the real program
 * (real homes, mails, databases); only the clock is set forward. It tells what happens as values; words/ makes sentences of them.
 */
import type { EmbeddedServer } from '../embedded/port.ts';
import { keyIdOf } from '../exchange/key-id.ts';
import { commonSite } from '../exchange/protocol.ts';
import type { StoredTraceEvent } from '../exchange/trace.ts';
import type { Keys } from '../keys/port.ts';
import { err, ok, type Result } from '../result.ts';
import type { SettingsInput } from '../settings/settings.ts';
import { type Found, findings } from './demo-findings.ts';
import { invite } from './enrol.ts';
import type { CreateHome } from './home.ts';
import type { Common, Distant, JobError, OpenInstallation, ReceiveOutcome, SendOutcome } from './installation.ts';
import { join, readInvitation } from './join.ts';
import { writeMail } from './mail.ts';
import { receive } from './receive.ts';
import { send } from './send.ts';
import { commonStatus, type SiteStatus } from './status.ts';

export type Agency = { readonly site: string; readonly name: string; readonly dossier: string };

/** What the composition prepares: folders, server, clock. Each agency's `dossier` is a folder that the demo may change. */
export type Stage = {
  readonly folder: string;
  readonly server: EmbeddedServer;
  readonly agencies: readonly Agency[];
  readonly createHome: CreateHome;
  /** Opens a home as it is on the current day of the story. */
  readonly open: OpenInstallation;
  /** Opens a home as an older version of the program would. */
  readonly openOutdated: OpenInstallation;
  readonly now: () => Date;
  /** Sets the clock of the story forward. */
  readonly passDays: (days: number) => void;
  /** Puts that week's inventories into the dossier of the agency, and takes away those of machines that left. */
  readonly changeDossier: (agency: Agency, week: Week) => Promise<void>;
  readonly writePreferences: (home: string) => Promise<void>;
  /** A stranger's own keys. */
  readonly stranger: Keys;
  readonly password: string;
};

/** The weeks in which something changes. */
export type Week = 'second' | 'third';

export type DemoEvent =
  | { readonly kind: 'scene'; readonly scene: Scene }
  | { readonly kind: 'office-ready'; readonly address: string }
  | { readonly kind: 'invited'; readonly site: string; readonly keyLength: number }
  | { readonly kind: 'joined'; readonly site: string; readonly words: string }
  | { readonly kind: 'sent'; readonly site: string; readonly sent: SendOutcome }
  | { readonly kind: 'received'; readonly received: ReceiveOutcome }
  | { readonly kind: 'forged'; readonly claims: string }
  | { readonly kind: 'preferences-written'; readonly home: string }
  | { readonly kind: 'found'; readonly found: Found };

export type Scene =
  | 'office'
  | 'enrolment'
  | 'first-sending'
  | 'receipts'
  | 'preferences'
  | 'greetings'
  | 'second-week'
  | 'third-week'
  | 'forgery';

export type DemoOutcome = {
  readonly folder: string;
  readonly office: string;
  readonly sites: readonly (SiteStatus & { readonly assets: number; readonly software: number })[];
  readonly trace: readonly StoredTraceEvent[];
  readonly mails: number;
  readonly days: number;
};

type Tell = (event: DemoEvent) => void;

type Play = { readonly stage: Stage; readonly tell: Tell; readonly office: string; readonly homeOf: (site: string) => string };

/** Plays the whole story; an error would be a defect of the program and ends it. */
export async function playStory(stage: Stage, tell: Tell): Promise<Result<DemoOutcome, JobError>> {
  const office = `${stage.folder}/siege`;
  const play: Play = { stage, tell, office, homeOf: (site) => `${stage.folder}/${site}` };
  const scenes = [openOffice, enrolAgencies, firstSending, heedReceipts, writePreferences, quietEvening, secondWeek, thirdWeek, forgery];
  for (const scene of scenes) {
    const played = await scene(play);
    if (!played.ok) return played;
  }
  return ok(await summarise(play));
}

/** A day to the receipts, one to the quiet evening, a week to the second sending and to the third. */
const quietDays = 1;
const weekDays = 7;
export const storyDays = quietDays + quietDays + weekDays + weekDays;

async function openOffice({ stage, tell, office }: Play): Promise<Result<void, JobError>> {
  tell({ kind: 'scene', scene: 'office' });
  const settings = {
    role: 'common',
    site: 'siege',
    name: 'Siège',
    organisation: 'Ateliers Réunis',
    ...mailSettings(stage, 'siege'),
  } as const;
  const created = await stage.createHome({
    home: office,
    settings,
    passwords: { mailbox: stage.password },
    passwordStore: 'file',
    tlsCa: stage.server.ca,
  });
  if (created.ok) tell({ kind: 'office-ready', address: settings.address });
  return created;
}

function mailSettings({ server }: Stage, user: string): Pick<SettingsInput, 'address' | 'mailbox' | 'outbox'> {
  const address = `${user}@demo.test`;
  const at = `${encodeURIComponent(address)}@${server.host}`;
  return { address, mailbox: `pop3s://${at}:${server.pop3sPort}`, outbox: `smtps://${at}:${server.smtpsPort}` };
}

async function enrolAgencies(play: Play): Promise<Result<void, JobError>> {
  play.tell({ kind: 'scene', scene: 'enrolment' });
  for (const agency of play.stage.agencies) {
    const invited = await asOffice(play, (common) => invite(common, { site: agency.site, name: agency.name, autoAccept: true }));
    if (!invited.ok) return invited;
    play.tell({ kind: 'invited', site: agency.site, keyLength: invited.value.key.length });
    const joined = await joinAgency(play, agency, invited.value.key);
    if (!joined.ok) return joined;
  }
  return receiveNow(play);
}

async function joinAgency(play: Play, agency: Agency, key: string): Promise<Result<void, JobError>> {
  const { stage, tell } = play;
  const invitation = readInvitation(key, stage.now());
  if (!invitation.ok) return invitation;
  const home = play.homeOf(agency.site);
  const settings = {
    role: 'distant',
    site: agency.site,
    name: agency.name,
    dossier: agency.dossier,
    ...mailSettings(stage, agency.site),
  } as const;
  const created = await stage.createHome({
    home,
    settings,
    passwords: { mailbox: stage.password },
    passwordStore: 'file',
    tlsCa: stage.server.ca,
  });
  if (!created.ok) return created;
  const joined = await asAgency(play, agency.site, (distant) => join(distant, { invitation: invitation.value }));
  if (!joined.ok) return joined;
  tell({ kind: 'joined', site: agency.site, words: joined.value.words });
  return ok(undefined);
}

async function firstSending(play: Play): Promise<Result<void, JobError>> {
  play.tell({ kind: 'scene', scene: 'first-sending' });
  return andThen(await sendAll(play), () => receiveNow(play));
}

async function heedReceipts(play: Play): Promise<Result<void, JobError>> {
  play.tell({ kind: 'scene', scene: 'receipts' });
  play.stage.passDays(quietDays);
  return sendAll(play);
}

async function writePreferences(play: Play): Promise<Result<void, JobError>> {
  play.tell({ kind: 'scene', scene: 'preferences' });
  await play.stage.writePreferences(play.office);
  play.tell({ kind: 'preferences-written', home: play.office });
  return receiveNow(play);
}

async function quietEvening(play: Play): Promise<Result<void, JobError>> {
  play.tell({ kind: 'scene', scene: 'greetings' });
  play.stage.passDays(quietDays);
  return andThen(await sendAll(play), () => receiveNow(play));
}

async function secondWeek(play: Play): Promise<Result<void, JobError>> {
  play.tell({ kind: 'scene', scene: 'second-week' });
  return liveAWeek(play, 'second');
}

/** A machine moves, one is renamed, one reinstalled, one cloned: each is still itself. */
async function thirdWeek(play: Play): Promise<Result<void, JobError>> {
  play.tell({ kind: 'scene', scene: 'third-week' });
  const since = play.stage.now().toISOString();
  return andThen(await liveAWeek(play, 'third'), () =>
    asOffice(play, async (common) => ok(play.tell({ kind: 'found', found: await findings(common, since) }))),
  );
}

async function liveAWeek(play: Play, week: Week): Promise<Result<void, JobError>> {
  play.stage.passDays(weekDays);
  for (const agency of play.stage.agencies) await play.stage.changeDossier(agency, week);
  return andThen(await sendAll(play), () => receiveNow(play));
}

/** A stranger writes in the name of an agency: right subject, right header down to the key's id, wrong signature. */
async function forgery(play: Play): Promise<Result<void, JobError>> {
  const { stage, tell } = play;
  const victim = stage.agencies[0]?.site ?? '';
  tell({ kind: 'scene', scene: 'forgery' });
  const forged = await asOffice(play, async (common) => {
    const { org, settings } = common;
    const known = await common.register.site(victim);
    const identity = { ...stage.stranger.identity, id: keyIdOf(known?.signingKey ?? '') };
    const subject = `${settings.markerDistant} : Inventaire ${victim} 9.99 1/1`;
    const draft = {
      kind: 'DATA',
      org,
      from: victim,
      to: commonSite,
      address: settings.address,
      subject,
      text: '…',
    } as const;
    const sealed = { epoch: 9, seq: 99, body: Buffer.alloc(0), recipient: '' };
    return ok(await writeMail({ ...common, keys: { ...stage.stranger, identity } }, { ...draft, ...sealed }));
  });
  if (!forged.ok) return forged;
  stage.server.deliver('siege@demo.test', forged.value.mail.raw);
  tell({ kind: 'forged', claims: victim });
  return receiveNow(play);
}

async function sendAll(play: Play): Promise<Result<void, JobError>> {
  for (const agency of play.stage.agencies) {
    const sent = await asAgency(play, agency.site, (distant) => send(distant, { force: false, dryRun: false }));
    if (!sent.ok) return sent;
    play.tell({ kind: 'sent', site: agency.site, sent: sent.value });
  }
  return ok(undefined);
}

async function receiveNow(play: Play): Promise<Result<void, JobError>> {
  const received = await asOffice(play, (common) => receive(common, { dryRun: false }));
  if (!received.ok) return received;
  play.tell({ kind: 'received', received: received.value });
  return ok(undefined);
}

const andThen = async (
  before: Result<void, JobError>,
  next: () => Result<void, JobError> | Promise<Result<void, JobError>>,
): Promise<Result<void, JobError>> => (before.ok ? next() : before);

async function asOffice<T>(play: Play, act: (common: Common) => Promise<Result<T, JobError>>): Promise<Result<T, JobError>> {
  const opened = await play.stage.open({ home: play.office, lock: true });
  if (!opened.ok) return opened;
  try {
    if (opened.value.role !== 'common') return err({ kind: 'wrong-role', role: 'distant', needed: 'common', retry: 'never' });
    return await act(opened.value.common);
  } finally {
    await opened.value.close();
  }
}

/** The last agency runs an older version, so that the version alert can be seen. */
async function asAgency<T>(
  play: Play,
  site: string,
  act: (distant: Distant) => Promise<Result<T, JobError>>,
): Promise<Result<T, JobError>> {
  const isOutdated = site === play.stage.agencies.at(-1)?.site;
  const open = isOutdated ? play.stage.openOutdated : play.stage.open;
  const opened = await open({ home: play.homeOf(site), lock: true });
  if (!opened.ok) return opened;
  try {
    if (opened.value.role !== 'distant') return err({ kind: 'wrong-role', role: 'common', needed: 'distant', retry: 'never' });
    return await act(opened.value.distant);
  } finally {
    await opened.value.close();
  }
}

async function summarise(play: Play): Promise<DemoOutcome> {
  const opened = await play.stage.open({ home: play.office, lock: false });
  if (!opened.ok || opened.value.role !== 'common') throw new Error('the office of the demo does not open any more');
  const { common } = opened.value;
  const { sites } = await commonStatus(common);
  const assets = await common.store.assets({});
  const trace = await common.store.traceList({ newestFirst: true, limit: 200 });
  await opened.value.close();
  const counted = sites.map((site) => {
    const own = assets.filter((asset) => asset.site === site.site);
    return { ...site, assets: own.length, software: own.reduce((sum, asset) => sum + asset.softwareCount, 0) };
  });
  const mails = trace.filter((event) => event.messageId !== '').length;
  return { folder: play.stage.folder, office: play.office, sites: counted, trace, mails, days: storyDays };
}
