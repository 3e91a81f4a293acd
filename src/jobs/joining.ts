/**
 * Setting up a distant site by its multi-site key, for every door: what the key proposes, whether this home may take it, and the home made
 * or changed. Asking a person for the rest, and the enrolment itself (join.ts), come from elsewhere.
 */
import type { Invitation } from '../exchange/invitation.ts';
import { err, ok, type Result } from '../result.ts';
import type { SettingsInput } from '../settings/settings.ts';
import type { ChangeHome, CreateHome, HomeToMake } from './home.ts';
import type { Distant, JobError, OpenInstallation } from './installation.ts';

export type JoinDraft = {
  readonly settings: Partial<SettingsInput> & { readonly role: 'distant'; readonly site: string };
  /** URLs of the mail servers, to propose to the person; never taken unasked. */
  readonly presets: { readonly mailbox?: string; readonly outbox?: string };
};

/** Site, company and period as the head office wrote them into the key. */
export function joinDraft({ site, orgName, everyDays, presets }: Invitation): JoinDraft {
  const period = everyDays >= 1 && everyDays <= 365 ? { everyDays: Math.trunc(everyDays) } : {};
  const company = orgName === '' ? {} : { organisation: orgName };
  return {
    settings: { ...company, ...period, role: 'distant', site },
    presets: { ...(presets?.mailbox ? { mailbox: presets.mailbox } : {}), ...(presets?.outbox ? { outbox: presets.outbox } : {}) },
  };
}

/** What the composition does with homes. */
export type Homes = {
  readonly homeRole: (home: string) => Promise<'common' | 'distant' | null>;
  readonly createHome: CreateHome;
  readonly changeHome: ChangeHome;
  readonly openInstallation: OpenInstallation;
};

/** Another site's home is left alone: `already-joined`. The same site may join again, with a newer key. */
export async function checkInvitation(
  { store }: Pick<Distant, 'store'>,
  { org, site }: Pick<Invitation, 'org' | 'site'>,
): Promise<Result<void, JobError>> {
  const known = await store.outpost();
  const isOther = known !== undefined && (known.org !== org || known.site !== site);
  return isOther ? err({ kind: 'already-joined', site: known.site, retry: 'never' }) : ok(undefined);
}

/**
 * May this key be used at this home: `new` where there is none, `known` at a home that waits or that has not joined yet; `wrong-role` at
 * a common site, `already-joined` at another site's. Changes nothing.
 */
export async function lookAtHome(homes: Homes, home: string, invitation: Invitation): Promise<Result<'new' | 'known', JobError>> {
  const role = await homes.homeRole(home);
  if (role === null) return ok('new');
  if (role === 'common') return err({ kind: 'wrong-role', role, needed: 'distant', retry: 'never' });
  const opened = await homes.openInstallation({ home, lock: false });
  if (!opened.ok) return opened;
  try {
    const checked = opened.value.role === 'distant' ? await checkInvitation(opened.value.distant, invitation) : ok(undefined);
    return checked.ok ? ok('known') : checked;
  } finally {
    await opened.value.close();
  }
}

export type HomeToJoin = Omit<HomeToMake, 'settings'> & {
  /** Over what the key proposes; a new home needs at least the account and the dossier. */
  readonly settings: Partial<SettingsInput>;
};

/**
 * Makes the home of the key's site, or changes one that is there: what is given, and the site of the key. `settings-invalid` names what
 * a new home still lacks; nothing is half made.
 */
export async function prepareDistantHome(
  homes: Homes,
  given: HomeToJoin,
  invitation: Invitation,
): Promise<Result<'created' | 'changed', JobError>> {
  const looked = await lookAtHome(homes, given.home, invitation);
  if (!looked.ok) return looked;
  const { role: _role, ...settings } = given.settings;
  const { site } = invitation;
  if (looked.value === 'new') {
    const whole = { ...joinDraft(invitation).settings, ...settings, role: 'distant', site };
    // What a person has not given yet is told by createHome, all at once.
    const created = await homes.createHome({ ...given, settings: whole as SettingsInput });
    return created.ok ? ok('created') : created;
  }
  const changed = await homes.changeHome({ ...given, settings: { ...settings, site } });
  return changed.ok ? ok('changed') : changed;
}
