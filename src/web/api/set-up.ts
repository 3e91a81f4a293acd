/** The first start: the home made from settings that were tested, and from a multi-site key where there is one. */
import type { Invitation } from '../../exchange/invitation.ts';
import { readInvitation } from '../../jobs/join.ts';
import { prepareDistantHome } from '../../jobs/joining.ts';
import { err, ok, type Result } from '../../result.ts';
import type { SettingsInput } from '../../settings/settings.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Language } from '../../words/language.ts';
import type { Draft } from '../contract/session-routes.ts';
import type { Desk } from './desk.ts';
import { changedSettings, connectionDigest, refuseDraft, standingOf } from './session-draft.ts';
import { givenAuthority, givenPasswords, noteReached, noteSettings } from './session-settings.ts';

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
