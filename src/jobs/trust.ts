/**
 * Which of the common site's keys a site believes (protocol §11). After a rotation every site is spoken to with the key that it is known to trust,
 * until it says that it trusts the new one; the ROTATE goes again, at most once a day, whenever the site speaks.
 */
import { rotationLetter } from '../exchange/letters.ts';
import { commonSite } from '../exchange/protocol.ts';
import { encodeRotation, type RotationBody, rotationTranscript, trustExtension } from '../exchange/rotation.ts';
import type { PublicIdentity, Signer } from '../keys/port.ts';
import type { OutgoingMail } from '../store/journal-port.ts';
import type { Site } from '../store/port.ts';
import type { Common } from './installation.ts';
import { writeMail } from './mail.ts';
import type { OpenedMail } from './opening.ts';
import { keyEvent } from './organisation.ts';
import { withdrawMails } from './withdraw.ts';

const dayMs = 86_400_000;

/** The key of ours that this site trusts; the current one when nothing else is known. */
export function commonKeyFor({ keys, org }: Pick<Common, 'keys' | 'org'>, site: Site): PublicIdentity {
  const trusted = site.trusts || org;
  return keys.previous.find(({ id }) => id === trusted) ?? keys.identity;
}

/** The site has not shown yet that it trusts our current key. */
export const isBehind = (common: Pick<Common, 'keys' | 'org'>, site: Site): boolean =>
  commonKeyFor(common, site).id !== common.keys.identity.id;

/** Signs what is said to this site. */
export function signerFor(common: Pick<Common, 'keys' | 'org'>, site: Site): Signer {
  const { id, signing } = commonKeyFor(common, site);
  return { id, signing, sign: (bytes) => common.keys.sign(bytes, id) };
}

export type Announcement = { readonly signer: Signer; readonly reason: RotationBody['reason'] };

/** ROTATE: our current keys, said to one site. Its number is the last rotation's. */
export async function writeAnnouncement(common: Common, site: Site, { signer, reason }: Announcement): Promise<OutgoingMail> {
  const { keys, settings, language, org } = common;
  const { signing, sealing } = keys.identity;
  const seq = (await common.register.organisation())?.rotation ?? 0;
  const route = { kind: 'ROTATE', org, from: commonSite, to: site.id, seq } as const;
  const proof = keys.sign(rotationTranscript({ ...route, key: signer.id, signing, sealing, reason }));
  const { mail } = await writeMail(common, {
    ...route,
    ...rotationLetter({ language, marker: settings.markerCommon, site: site.id, from: settings.name }),
    address: site.address,
    epoch: 0,
    body: encodeRotation({ signing, sealing, proof: Buffer.from(proof).toString('base64url'), reason }),
    recipient: site.sealingKey,
    signer,
  });
  return mail;
}

/** [] for a site that trusts our current key. Goes with its admission: an invitation may be older than the last rotation. */
export async function announcementsFor(common: Common, site: Site): Promise<readonly OutgoingMail[]> {
  return isBehind(common, site) ? [await writeAnnouncement(common, site, { signer: signerFor(common, site), reason: 'renewed' })] : [];
}

/** Reads from a verified mail which key of ours the site trusts; the site as it is known from now on. */
export async function noteTrust(common: Common, mail: OpenedMail, site: Site): Promise<Site> {
  const shown = mail.envelope.header.extensions[trustExtension];
  const { keys } = common;
  if (shown === undefined) return site;
  if (shown === keys.identity.id) return noteConfirmed(common, site, shown);
  const isOurs = keys.previous.some(({ id }) => id === shown);
  if (!isOurs) await common.store.trace([keyEvent(common, { kind: 'ROTATE', outcome: 'alert', reason: 'E_COMMON_KEY', peer: site.id })]);
  return announceAgain(common, { ...site, trusts: isOurs ? shown : site.trusts }, isOurs && shown !== (site.trusts || common.org));
}

async function noteConfirmed(common: Common, site: Site, trusts: string): Promise<Site> {
  const confirmed: Site = { ...site, trusts, announcedAt: '' };
  if (site.trusts === trusts && site.announcedAt === '') return site;
  await common.register.saveSite(confirmed);
  await withdrawMails(common, site.id, ['ROTATE']);
  return confirmed;
}

/** The same bytes as long as there are any: those that the recovery key signed cannot be made again. A site that went one step gets the next. */
async function announceAgain(common: Common, site: Site, isChanged: boolean): Promise<Site> {
  const dayAgo = new Date(common.now().getTime() - dayMs).toISOString();
  if (!isChanged && site.announcedAt > dayAgo) return site;
  const repeated = isChanged ? 0 : await common.store.requeueOlderThan('ROTATE', dayAgo, site.id);
  const announced: Site = { ...site, announcedAt: common.now().toISOString() };
  await common.register.saveSite(announced);
  if (repeated === 0) await common.store.enqueue(await announcementsFor(common, announced), []);
  return announced;
}
