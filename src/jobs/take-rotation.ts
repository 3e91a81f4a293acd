/**
 * A site's new keys arrive at the common site (protocol §11): signed by the known key, proved by the new one. The known key then verifies late mails for
 * thirty days, and nothing else: it can name no other keys.
 */
import { checkBody } from '../exchange/envelope.ts';
import { keyIdOf } from '../exchange/key-id.ts';
import type { Header } from '../exchange/protocol.ts';
import { decodeRotation, type RotationBody, rotationTranscript } from '../exchange/rotation.ts';
import { err, ok, type Result } from '../result.ts';
import type { Site } from '../store/port.ts';
import type { Common } from './installation.ts';
import type { OpenedMail } from './opening.ts';
import { emptyCommit, progressAfterContact, traceOf, unkept, type Verdict } from './verdict.ts';

const lateDays = 30;

/** The public key that must have signed this mail of the site; '' when it names a former key whose time is over. */
export function signingKeyFor(site: Site, { key, kind }: Header, now: Date): string {
  if (site.signingKey !== '' && keyIdOf(site.signingKey) === key) return site.signingKey;
  const isLate = now.getTime() - Date.parse(site.rotatedAt) > lateDays * 86_400_000;
  // A ROTATE that comes again changes nothing, and its answer is what the site waits for.
  return isLate && kind !== 'ROTATE' ? '' : site.previousSigningKey;
}

/** Judges a ROTATE of a known site, whose signature is verified. */
export async function takeRotation(common: Common, mail: OpenedMail, site: Site): Promise<Verdict> {
  const body = await openRotation(common, mail);
  if (!body.ok) return refuse(common, mail, site, body.error);
  const { signing, sealing } = body.value;
  if (signing === site.signingKey) return settle(common, mail, site, 'duplicate');
  const doubt = await doubtOf(common, mail, site, signing);
  if (doubt) return refuse(common, mail, site, doubt);
  const rotatedAt = common.now().toISOString();
  const rotated: Site = { ...site, signingKey: signing, sealingKey: sealing, previousSigningKey: site.signingKey, rotatedAt };
  await common.register.saveSite(rotated);
  return settle(common, mail, rotated, 'rotated');
}

type Doubt = 'altered' | 'cannot-open' | 'bad-body' | 'bad-proof' | 'former-key' | 'key-in-use';

async function openRotation(common: Common, mail: OpenedMail): Promise<Result<RotationBody, Doubt>> {
  const sealed = checkBody(mail.envelope);
  if (!sealed.ok) return err('altered');
  const plain = await common.keys.open(sealed.value);
  if (!plain.ok) return err('cannot-open');
  const body = decodeRotation(plain.value);
  if (!body.ok) return err('bad-body');
  const { signing, proof } = body.value;
  const transcript = rotationTranscript({ ...mail.envelope.header, ...body.value });
  return common.verify(signing, transcript, Buffer.from(proof, 'base64url')) ? ok(body.value) : err('bad-proof');
}

async function doubtOf(common: Common, mail: OpenedMail, site: Site, signing: string): Promise<Doubt | undefined> {
  if (mail.envelope.header.key !== keyIdOf(site.signingKey)) return 'former-key';
  const holder = await common.register.siteByKey(keyIdOf(signing));
  return holder ? 'key-in-use' : undefined;
}

/** The receipt says which key is on file, sealed for the key that the site has now. */
async function settle(common: Common, mail: OpenedMail, site: Site, outcome: 'rotated' | 'duplicate'): Promise<Verdict> {
  const at = common.now().toISOString();
  await common.store.commit({
    ...emptyCommit(common, mail, site, outcome),
    progress: await progressAfterContact(common, mail.envelope.header, site.id),
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
    trace: [
      traceOf(common, mail, outcome === 'rotated' ? { outcome: 'done', reason: 'new-key' } : { outcome: 'ignored', reason: outcome }),
    ],
  });
  return { outcome, peer: site.id, kind: 'ROTATE', isDone: true, reason: '' };
}

/** Kept for a person, answered by an ordinary receipt that shows the key on file: the site goes on with the one it has. */
async function refuse(common: Common, mail: OpenedMail, site: Site, doubt: Doubt): Promise<Verdict> {
  const reason = `E_ROTATE ${doubt}`;
  const at = common.now().toISOString();
  const kept = await common.disk.quarantine({ name: `${site.id}-rotate.eml`, bytes: mail.raw, reason, at });
  if (!kept.ok) return unkept(mail, kept.error.kind);
  await common.store.commit({
    ...emptyCommit(common, mail, site, 'quarantined'),
    progress: await progressAfterContact(common, mail.envelope.header, site.id),
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
    trace: [traceOf(common, mail, { outcome: 'alert', reason })],
  });
  return { outcome: 'quarantined', peer: site.id, kind: 'ROTATE', isDone: true, reason };
}
