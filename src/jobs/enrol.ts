/** The common site's side of enrolment by a person: make a multi-site key, admit, dismiss. Posting the answer is part of it. */
import { hash } from 'node:crypto';
import { DateTime } from 'luxon';
import { encodeKey } from '../exchange/invitation.ts';
import { isSiteId } from '../exchange/protocol.ts';
import type { TraceEvent } from '../exchange/trace.ts';
import { err, ok, type Result } from '../result.ts';
import type { Site } from '../store/port.ts';
import { wordsOf, writeWelcome } from './admit.ts';
import { withName } from './audit.ts';
import type { Common, JobError } from './installation.ts';
import { ensureOrganisation } from './organisation.ts';
import { postQueued, type Unsent } from './post.ts';
import { announcementsFor, commonKeyFor } from './trust.ts';
import { withdrawMails } from './withdraw.ts';

/** Who did it, where the door knows it. */
type By = { readonly by?: string };

export type Invited = { readonly site: string; readonly key: string; readonly expires: string };

/** A single-use key for one agency. A site that is invited already, or was revoked, gets a new key and the old one is void. */
export async function invite(
  common: Common,
  options: { readonly site: string; readonly name?: string; readonly autoAccept: boolean } & By,
): Promise<Result<Invited, JobError>> {
  const { site: id, autoAccept } = options;
  if (!isSiteId(id)) return err({ kind: 'site-name-invalid', site: id, retry: 'never' });
  const known = await common.register.site(id);
  if (known && (known.state === 'admitted' || known.state === 'pending'))
    return err({ kind: 'site-exists', site: id, state: known.state, retry: 'never' });
  const now = DateTime.fromJSDate(common.now(), { zone: 'utc' });
  const expires = now.plus({ days: common.settings.invitationDays }).toJSDate().toISOString();
  const token = common.randomHex(16);
  const site: Site = {
    id,
    name: options.name ?? known?.name ?? '',
    state: 'invited',
    address: '',
    signingKey: '',
    sealingKey: '',
    host: '',
    tokenSha256: hash('sha256', token, 'hex'),
    tokenExpires: expires,
    autoAccept,
    helloSha256: '',
    invitedAt: common.now().toISOString(),
    admittedAt: '',
    revokedAt: '',
    leftAt: '',
    previousSigningKey: '',
    rotatedAt: '',
    trusts: common.keys.identity.id,
    announcedAt: '',
  };
  await common.register.saveSite(site);
  await common.store.trace([localEvent(common, id, 'invited', options)]);
  const { recoveryKey } = await ensureOrganisation(common.register, common.keys);
  return ok({ site: id, key: encodeKey({ ...invitationOf(common, id, token, expires), recovery: recoveryKey }), expires });
}

function invitationOf(common: Common, site: string, token: string, expires: string) {
  const { settings, keys } = common;
  return {
    org: common.org,
    orgName: settings.organisation || settings.name,
    site,
    commonAddress: settings.address,
    signing: keys.identity.signing,
    sealing: keys.identity.sealing,
    token,
    expires,
    everyDays: settings.everyDays,
  };
}

export type Accepted = { readonly site: string; readonly words: string; readonly unsent: readonly Unsent[] };

/**
 * Admits a site that waits, and posts its WELCOME. With `words`, those that a person compared: `words-differ` when the site that waits has
 * others.
 */
export async function accept(
  common: Common,
  options: { readonly site: string; readonly words?: string } & By,
): Promise<Result<Accepted, JobError>> {
  const site = await common.register.site(options.site);
  if (!site) return err({ kind: 'site-unknown', site: options.site, retry: 'never' });
  if (site.state !== 'pending') return err({ kind: 'site-not-pending', site: site.id, state: site.state, retry: 'never' });
  const words = wordsOf(commonKeyFor(common, site).signing, site.signingKey);
  if (options.words !== undefined && options.words !== words) return err({ kind: 'words-differ', site: site.id, retry: 'never' });
  const admitted: Site = { ...site, state: 'admitted', admittedAt: common.now().toISOString() };
  await common.register.saveSite(admitted);
  const welcome = await writeWelcome(common, admitted, '');
  await common.store.enqueue([welcome, ...(await announcementsFor(common, admitted))], [localEvent(common, site.id, 'accepted', options)]);
  const posting = await postQueued(common);
  return ok({ site: site.id, words, unsent: posting.unsent });
}

/** From now on this site's mails are refused before anything in them is opened; what it sent stays in the dossier. */
export async function revoke(
  common: Common,
  options: { readonly site: string } & By,
): Promise<Result<{ readonly site: string }, JobError>> {
  const site = await common.register.site(options.site);
  if (!site) return err({ kind: 'site-unknown', site: options.site, retry: 'never' });
  await common.register.saveSite({ ...site, state: 'revoked', revokedAt: common.now().toISOString(), announcedAt: '' });
  await withdrawMails(common, site.id, ['ROTATE', 'RECEIPT', 'WELCOME']);
  await common.store.trace([localEvent(common, site.id, 'revoked', options)]);
  return ok({ site: site.id });
}

function localEvent(common: Common, peer: string, reason: string, { by = '' }: By): TraceEvent {
  return {
    at: common.now().toISOString(),
    direction: 'local',
    peer,
    kind: 'enrolment',
    messageId: '',
    outcome: 'done',
    reason: withName(reason, by),
    bytes: 0,
    durationMs: 0,
  };
}
