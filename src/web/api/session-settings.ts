/** The settings of the session on their way in and out: shown without any secret, tested before they are saved, saved with a line in the trace. */
import { noteChange } from '../../jobs/audit.ts';
import type { JobError } from '../../jobs/installation.ts';
import { unknownCertificate } from '../../jobs/pinning.ts';
import { noteConnected, testConnection } from '../../jobs/probe.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Settings } from '../../settings/settings.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Draft, SessionSettings } from '../contract/session-routes.ts';
import { type Desk, portsOf } from './desk.ts';
import {
  changedSettings,
  connectionDigest,
  draftProblems,
  isAsSaved,
  placeOf,
  refuseDraft,
  type Standing,
  standingOf,
} from './session-draft.ts';
import type { Doing, Task, Told } from './tasks.ts';

/** `not-set-up` before the first set-up. */
export async function showSettings({ world }: Desk): Promise<Result<SessionSettings, ExplainedError>> {
  const revision = await world.settingsRevision(world.home);
  if (!revision.ok) return revision.error.kind === 'home-missing' ? err({ kind: 'not-set-up', home: world.home }) : revision;
  const saved = await world.savedSettings(world.home);
  if (!saved.ok) return saved;
  const passwords = await world.storedPasswords(world.home);
  const { mailbox, outbox } = saved.value;
  return ok({
    revision: revision.value,
    values: flat(saved.value),
    mailbox: placeOf(mailbox),
    outbox: placeOf(outbox),
    passwords,
    passwordsGiven: world.givenPasswords,
  });
}

const flat = ({ limits, ...plain }: Settings): Readonly<Record<string, unknown>> => ({
  ...plain,
  ...Object.fromEntries(Object.entries(limits).map(([key, value]) => [`limits.${key}`, value])),
});

// ---------------------------------------------------------------- test

/** What a test looks at: whatever else is unfinished or wrong does not keep anybody from trying the servers. */
const tried = ['role', 'address', 'mailbox', 'outbox', 'tlsCa', 'mailboxFingerprint', 'outboxFingerprint'];
const disposals = ['afterMerged', 'afterRefused', 'afterQuarantined'];

const triedOf = (draft: Draft): Draft => ({
  ...draft,
  settings: Object.fromEntries(Object.entries(draft.settings).filter(([key]) => [...tried, ...disposals].includes(key))),
});

/** `settings-invalid` before anything is dialled; else a task that ends as the connection does. */
export async function startTest(desk: Desk, whole: Draft, by: string): Promise<Result<Task, ExplainedError>> {
  const standing = await standingOf(desk);
  if (!standing.ok) return standing;
  const draft = triedOf(whole);
  const problems = (await draftProblems(standing.value, draft)).filter((line) => !line.startsWith('dossier: '));
  if (problems.length > 0) return err({ kind: 'settings-invalid', path: '', problems, retry: 'never' });
  return desk.tasks.start('test-connection', by, (doing) => test(standing.value, draft, doing));
}

type Connected = { readonly steps: readonly { readonly step: string; readonly detail: string }[] };

async function test(standing: Standing, draft: Draft, { tell }: Doing): Promise<Result<Told<Connected>, ExplainedError>> {
  const { desk, saved } = standing;
  const reach = await desk.world.openReach({
    ...(saved ? { home: desk.world.home } : {}),
    settings: changedSettings(standing, draft),
    passwords: givenPasswords(draft),
    ...givenAuthority(draft),
  });
  if (!reach.ok) return reach;
  const tested = await testConnection(reach.value, (step) => tell({ fact: 'test', step }));
  if (!tested.ok) return err(withPins(reach.value.settings, tested.error));
  desk.tested.add(connectionDigest(standing, draft));
  if (isAsSaved(standing, draft)) await noteReached(desk);
  return ok({ outcome: tested.value, isNotable: false, tell: ({ reports }) => [reports.test.connected] });
}

/** Of a certificate that nobody vouches for: which settings would pin it, among the facts of the error. */
function withPins(settings: Settings, error: JobError): JobError {
  const unknown = unknownCertificate(settings, error);
  return unknown ? Object.assign({ pins: unknown.settings }, error) : error;
}

/** The state shown at the top: the servers of the saved settings answered just now. */
export async function noteReached(desk: Desk): Promise<void> {
  const looked = await desk.look();
  if (looked.ok) await noteConnected(portsOf(looked.value));
}

/** An empty field means the password that is stored. */
export const givenPasswords = ({ passwords: { mailbox, outbox } }: Draft) => ({
  ...(mailbox ? { mailbox } : {}),
  ...(outbox ? { outbox } : {}),
});

export const givenAuthority = ({ tlsCa }: Draft) => (tlsCa === undefined ? {} : { tlsCa });

// ---------------------------------------------------------------- save

export type Saving = Draft & { readonly revision: string; readonly insist: boolean };

/** Answers the new revision. Nothing is written where anything is refused. */
export async function saveSettings(desk: Desk, draft: Saving, by: string): Promise<Result<string, ExplainedError>> {
  const { world, tested } = desk;
  const standing = await standingOf(desk);
  if (!standing.ok) return standing;
  if (!standing.value.saved) return err({ kind: 'not-set-up', home: world.home });
  const revision = await world.settingsRevision(world.home);
  if (!revision.ok) return revision;
  if (revision.value !== draft.revision) return err({ kind: 'settings-changed', retry: 'never' });
  const refused = await refuseDraft(standing.value, draft);
  if (!refused.ok) return refused;
  const isReached = tested.has(connectionDigest(standing.value, draft));
  const changed = await world.changeHome({
    home: world.home,
    settings: changedSettings(standing.value, draft),
    passwords: givenPasswords(draft),
    passwordStore: 'auto',
    ...givenAuthority(draft),
    expectedRevision: draft.revision,
  });
  if (!changed.ok) return changed;
  if (isReached) await noteReached(desk);
  await noteSettings(desk, { changed: changedNames(draft), by });
  return world.settingsRevision(world.home);
}

/** Names only: a value may be anything, a password is never told. */
const changedNames = ({ settings, passwords, tlsCa }: Draft): readonly string[] => [
  ...Object.keys(settings),
  ...(passwords.mailbox ? ['mailbox-password'] : []),
  ...(passwords.outbox ? ['outbox-password'] : []),
  ...(tlsCa === undefined ? [] : ['tlsCa']),
];

/** One line of the trace: which settings, and who changed them. */
export async function noteSettings(
  desk: Desk,
  { changed, by }: { readonly changed: readonly string[]; readonly by: string },
): Promise<void> {
  const looked = await desk.look();
  // Settings that cannot be opened are told by every page; the change itself is made.
  if (!looked.ok) return;
  await noteChange(portsOf(looked.value), { kind: 'settings', reason: `settings-changed fields=${[...new Set(changed)].join(',')}`, by });
}
