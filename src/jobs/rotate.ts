/**
 * New keys for the common site (protocol §11): prepared, put to use, and announced to every site by the key that it trusts, or by the recovery key
 * when that one is in other hands. Nothing is announced before it is in use; what a kill leaves unannounced is announced when a site speaks.
 */
import { decodeRecoverySecret } from '../exchange/recovery-secret.ts';
import type { Signer } from '../keys/port.ts';
import { err, ok, type Result } from '../result.ts';
import type { OutgoingMail } from '../store/journal-port.ts';
import type { Site } from '../store/port.ts';
import type { Common, JobError } from './installation.ts';
import { ensureOrganisation, keyEvent } from './organisation.ts';
import { postQueued, type Unsent } from './post.ts';
import { signerFor, writeAnnouncement } from './trust.ts';

export type CommonRotation = {
  /** Id of the key in use from now on. */
  readonly key: string;
  /** The sites that are told. */
  readonly told: readonly string[];
  /** Invitations that hold a stolen key and are void now. */
  readonly voided: readonly string[];
  readonly unsent: readonly Unsent[];
};

/** `recoverySecret`: the known keys are stolen, and the secret of `recovery create` says so in their place. */
export async function rotateCommon(
  common: Common,
  options: { readonly recoverySecret?: string },
): Promise<Result<CommonRotation, JobError>> {
  const recovery = options.recoverySecret === undefined ? ok(undefined) : await openRecovery(common, options.recoverySecret);
  if (!recovery.ok) return recovery;
  await replaceKeys(common);
  const voided = recovery.value ? await voidInvitations(common) : [];
  const told = (await common.register.sites()).filter(({ state }) => state === 'admitted' || state === 'pending');
  await announceTo(common, told, recovery.value);
  const posting = await postQueued(common);
  return ok({ key: common.keys.identity.id, told: told.map(({ id }) => id), voided, unsent: posting.unsent });
}

async function openRecovery(common: Common, secret: string): Promise<Result<Signer, JobError>> {
  const seed = decodeRecoverySecret(secret);
  if (!seed.ok) return seed;
  const signer = common.keys.signerOfSeed(seed.value);
  const { recoveryKey } = await ensureOrganisation(common.register, common.keys);
  return signer.signing === recoveryKey ? ok(signer) : err({ kind: 'recovery-other', isMade: recoveryKey !== '', retry: 'never' });
}

async function replaceKeys(common: Common): Promise<void> {
  const organisation = await ensureOrganisation(common.register, common.keys);
  await common.register.saveOrganisation({ ...organisation, rotation: Math.max(organisation.rotation + 1, common.now().getTime()) });
  // One that a run left behind may have been copied with the keys that are to be replaced; nobody was told of it.
  await common.keys.prepare({ isFresh: true });
  await common.keys.promote();
}

/** Whoever holds the stolen keys could answer a site that enrols by them. */
async function voidInvitations(common: Common): Promise<readonly string[]> {
  const now = common.now().toISOString();
  const open = (await common.register.sites()).filter(({ state, tokenExpires }) => state === 'invited' && tokenExpires > now);
  for (const site of open) await common.register.saveSite({ ...site, tokenExpires: now });
  return open.map(({ id }) => id);
}

async function announceTo(common: Common, sites: readonly Site[], recovery: Signer | undefined): Promise<void> {
  const mails: OutgoingMail[] = [];
  for (const site of sites) {
    mails.push(
      await writeAnnouncement(common, site, { signer: recovery ?? signerFor(common, site), reason: recovery ? 'stolen' : 'renewed' }),
    );
  }
  const reason = recovery ? 'recovery-key' : 'new-key';
  await common.store.enqueue(mails, [keyEvent(common, { kind: 'ROTATE', reason })]);
  const announcedAt = common.now().toISOString();
  for (const site of sites) await common.register.saveSite({ ...site, announcedAt });
}
