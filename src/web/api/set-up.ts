/** The first start: a multi-site key read, the home made from settings that were tested, the head office asked to admit this site. */
import type { Invitation } from '../../exchange/invitation.ts';
import { type Joined, join, readInvitation } from '../../jobs/join.ts';
import { prepareDistantHome } from '../../jobs/joining.ts';
import { err, ok, type Result } from '../../result.ts';
import type { SettingsInput } from '../../settings/settings.ts';
import { sayCode } from '../../words/codes.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Language } from '../../words/language.ts';
import type { Speech } from '../../words/speech.ts';
import type { Draft, KeyUnderstood } from '../contract/session-routes.ts';
import type { Desk } from './desk.ts';
import { changedSettings, connectionDigest, refuseDraft, standingOf } from './session-draft.ts';
import { givenAuthority, givenPasswords, noteReached, noteSettings } from './session-settings.ts';
import type { Task } from './tasks.ts';

export function understandKey({ world }: Desk, key: string): Result<KeyUnderstood, ExplainedError> {
  const invitation = readInvitation(key, world.now());
  if (!invitation.ok) return invitation;
  const { site, orgName, commonAddress, expires, everyDays, presets } = invitation.value;
  const { mailbox = '', outbox = '' } = presets ?? {};
  return ok({ site, organisation: orgName, commonAddress, expires, everyDays, mailbox, outbox });
}

export type NewHome = Draft & { readonly insist: boolean; readonly key?: string | undefined };

type Making = { readonly by: string; readonly language: Language };

type Made = { readonly role: 'common' | 'distant'; readonly site: string };

/** `home-exists` where something is set up already; nothing is half made. */
export async function makeHome(desk: Desk, given: NewHome, { by, language }: Making): Promise<Result<Made, ExplainedError>> {
  const { world } = desk;
  const role = await world.homeRole(world.home);
  if (role !== null) return err({ kind: 'home-exists', home: world.home, role });
  const invitation = given.key === undefined ? ok(undefined) : readInvitation(given.key, world.now());
  if (!invitation.ok) return invitation;
  const draft = withKey(given, invitation.value, language);
  const standing = await standingOf(desk);
  if (!standing.ok) return standing;
  const refused = await refuseDraft(standing.value, draft);
  if (!refused.ok) return refused;
  const isReached = desk.tested.has(connectionDigest(standing.value, draft));
  const settings = changedSettings(standing.value, draft);
  const whole = { home: world.home, passwords: givenPasswords(draft), passwordStore: 'auto', ...givenAuthority(draft) } as const;
  // The schema has taken them just now: nothing that must be given lacks.
  const made = invitation.value
    ? await prepareDistantHome(world, { ...whole, settings }, invitation.value)
    : await world.createHome({ ...whole, settings: settings as SettingsInput });
  if (!made.ok) return made;
  if (isReached) await noteReached(desk);
  await noteSettings(desk, { changed: Object.keys(draft.settings), by });
  return ok({ role: settings.role ?? 'common', site: settings.site ?? '' });
}

/** Mails and screens speak the language of the person who sets the site up; a key says the role and the site. */
function withKey(given: NewHome, invitation: Invitation | undefined, language: Language): NewHome {
  const of = invitation ? { role: 'distant', site: invitation.site } : {};
  return { ...given, settings: { language, ...given.settings, ...of } };
}

/** A task whose outcome holds the four words to compare. */
export function startJoin(desk: Desk, key: string, by: string): Result<Task, ExplainedError> {
  const invitation = readInvitation(key, desk.world.now());
  if (!invitation.ok) return invitation;
  return desk.tasks.start('join', by, ({ stop }) =>
    desk.hold(
      async (installation) => {
        if (installation.role !== 'distant') return err({ kind: 'wrong-role', role: 'common', needed: 'distant', retry: 'never' });
        const joined = await join(installation.distant, { invitation: invitation.value });
        if (!joined.ok) return joined;
        return ok({
          outcome: joined.value,
          isNotable: joined.value.unsent.length > 0,
          tell: (speech) => tellJoined(joined.value, speech),
        });
      },
      { stop },
    ),
  );
}

function tellJoined({ site, orgName, words, unsent }: Joined, { reports, codes }: Speech): readonly string[] {
  const { enrolment } = reports;
  const refusals = unsent.map(({ error }) => reports.unsent(1, sayCode(codes.transport, error)));
  return [enrolment.joined(site, orgName), enrolment.words(words), enrolment.compare, ...refusals];
}
