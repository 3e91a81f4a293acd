/**
 * Settings that a person is typing and nobody saved: laid over the saved ones, checked by the same schema, and compared with what was
 * tested. Writes nothing.
 */
import { hash } from 'node:crypto';
import { defaultLimits } from '../../exchange/limits.ts';
import type { JobError } from '../../jobs/installation.ts';
import { err, ok, type Result } from '../../result.ts';
import { parseMailUrl } from '../../settings/mail-url.ts';
import { problemLine } from '../../settings/problems.ts';
import { readSettings, type Settings, type SettingsInput } from '../../settings/settings.ts';
import type { Draft, MailPlace } from '../contract/session-routes.ts';
import type { Desk } from './desk.ts';

/** What is saved, null before the first set-up. */
export type Standing = { readonly desk: Desk; readonly saved: Settings | null };

export async function standingOf(desk: Desk): Promise<Result<Standing, JobError>> {
  const saved = await desk.world.savedSettings(desk.world.home);
  if (saved.ok) return ok({ desk, saved: saved.value });
  return saved.error.kind === 'home-missing' ? ok({ desk, saved: null }) : saved;
}

const limitPrefix = 'limits.';

/**
 * The changed settings as malleposte.yaml would hold them. Role and home belong together: the role of a home that is there stays. What
 * the values are worth, the schema says.
 */
export function changedSettings({ saved }: Standing, { settings }: Draft): Partial<SettingsInput> {
  const given = Object.entries(settings).map(([key, value]) => [key, value === null ? undefined : value] as const);
  const plain = given.filter(([key]) => !key.startsWith(limitPrefix));
  const limits = given
    .filter(([key]) => key.startsWith(limitPrefix))
    .map(([key, value]) => [key.slice(limitPrefix.length), value] as const);
  const changed: Record<string, unknown> = Object.fromEntries(saved ? plain.filter(([key]) => key !== 'role') : plain);
  if (limits.length > 0) changed['limits'] = chosenLimits({ ...saved?.limits, ...Object.fromEntries(limits) });
  return changed as Partial<SettingsInput>;
}

/** Those that are the default anyway stay comments in the file. */
const chosenLimits = (limits: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(limits).filter(([key, value]) => value !== undefined && value !== Reflect.get(defaultLimits, key)));

const wholeOf = (standing: Standing, draft: Draft): Readonly<Record<string, unknown>> => ({
  ...standing.saved,
  ...changedSettings(standing, draft),
  ...(draft.tlsCa === undefined ? {} : { tlsCa: givenAuthority }),
});

/** Stands for the file that a given authority becomes when it is saved. */
const givenAuthority = 'tls-ca.pem';

/** Lines of facts (settings/problems.ts), those of the machine among them: is the folder there, is the authority one. */
export async function draftProblems(standing: Standing, draft: Draft): Promise<readonly string[]> {
  const whole = wholeOf(standing, draft);
  const read = readSettings(whole);
  const problems = read.ok ? [] : read.error.problems.map(problemLine);
  const authority = draft.tlsCa === undefined || isAuthority(draft.tlsCa) ? [] : ['tlsCa: bad-certificate'];
  return [...problems, ...authority, ...(await folderProblems(standing, draft, whole))];
}

const isAuthority = (pem: string): boolean => /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{40,}-----END CERTIFICATE-----/.test(pem);

async function folderProblems(
  { desk }: Standing,
  { settings }: Draft,
  whole: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const { dossier } = settings;
  if (whole['role'] !== 'distant' || typeof dossier !== 'string' || dossier === '') return [];
  return (await desk.world.isFolder(dossier)) ? [] : ['dossier: bad-folder'];
}

/** Undefined where the text is no mail URL, or none at all. */
export function placeOf(url: unknown): MailPlace | null {
  const read = parseMailUrl(typeof url === 'string' ? url : '');
  return read.ok ? { ...read.value } : null;
}

export const placesOf = (standing: Standing, draft: Draft): { readonly mailbox: MailPlace | null; readonly outbox: MailPlace | null } => {
  const { mailbox, outbox } = wholeOf(standing, draft);
  return { mailbox: placeOf(mailbox), outbox: placeOf(outbox) };
};

// ---------------------------------------------------------------- what was tested

/** What a connection test tries: a change of anything else needs no test. */
const triedKeys = ['mailbox', 'outbox', 'tlsCa', 'mailboxFingerprint', 'outboxFingerprint'] as const;

/** The same for the same servers, trust and passwords; salted, because passwords are in it. */
export function connectionDigest(standing: Standing, draft: Draft): string {
  const whole = wholeOf(standing, draft);
  const tried = triedKeys.map((key) => whole[key] ?? '');
  const { mailbox = '', outbox = '' } = draft.passwords;
  return hash('sha256', JSON.stringify([standing.desk.tested.salt, tried, draft.tlsCa ?? '', mailbox, outbox]), 'hex');
}

const nothingTyped: Draft = { settings: {}, passwords: {} };

export const isAsSaved = (standing: Standing, draft: Draft): boolean =>
  standing.saved !== null && connectionDigest(standing, draft) === connectionDigest(standing, nothingTyped);

export const needsTest = (standing: Standing, draft: Draft): boolean =>
  !isAsSaved(standing, draft) && !standing.desk.tested.has(connectionDigest(standing, draft));

/** Refused where the schema has something against it, or where no test has tried it and the person does not insist. */
export async function refuseDraft(standing: Standing, draft: Draft & { readonly insist: boolean }) {
  const problems = await draftProblems(standing, draft);
  if (problems.length > 0) return err({ kind: 'settings-invalid', path: '', problems, retry: 'never' } as const);
  return draft.insist || !needsTest(standing, draft) ? ok(undefined) : err({ kind: 'settings-untested' } as const);
}
