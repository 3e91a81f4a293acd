/** BYE (protocol §11): a site leaves by itself. It sends nothing more; what it sent stays in the common dossier, and it may be invited again. */
import type { ReceiptBody } from '../exchange/bodies.ts';
import { keyIdOf } from '../exchange/key-id.ts';
import { leaveLetter } from '../exchange/letters.ts';
import { commonSite } from '../exchange/protocol.ts';
import { err, ok, type Result } from '../result.ts';
import type { Organisation, Site } from '../store/port.ts';
import { withName } from './audit.ts';
import { routeOf } from './contact.ts';
import type { Common, Distant, JobError } from './installation.ts';
import { writeMail } from './mail.ts';
import type { OpenedMail } from './opening.ts';
import { keyEvent } from './organisation.ts';
import { postQueued, type Unsent } from './post.ts';
import { emptyCommit, progressAfterContact, traceOf, type Verdict } from './verdict.ts';
import { withdrawMails } from './withdraw.ts';

export type Left = { readonly site: string; readonly orgName: string; readonly unsent: readonly Unsent[] };

/** Says BYE and stays away. A site that is only waiting for its admission has nothing to leave. `by`: who did it, where the door knows it. */
export async function leave(distant: Distant, { by = '' }: { readonly by?: string } = {}): Promise<Result<Left, JobError>> {
  const outpost = await distant.store.outpost();
  if (!outpost) return err({ kind: 'not-joined', retry: 'never' });
  if (outpost.state !== 'admitted') return err({ kind: 'not-admitted', state: outpost.state, retry: 'never' });
  const { settings, language } = distant;
  const letter = leaveLetter({ language, marker: settings.markerDistant, site: outpost.site, from: settings.name });
  const draft = { kind: 'BYE' as const, ...routeOf(outpost), ...letter, body: Buffer.alloc(0), recipient: '' };
  const { mail } = await writeMail(distant, draft);
  await withdrawMails(distant, commonSite, ['DATA', 'GREETING', 'ROTATE']);
  const trace = [keyEvent(distant, { kind: 'BYE', reason: withName('left', by) })];
  await distant.store.commit({ outpost: { ...outpost, state: 'left' }, parcels: [], queue: [mail], trace });
  const { unsent } = await postQueued(distant);
  return ok({ site: outpost.site, orgName: outpost.orgName, unsent });
}

/** The last receipt: BYE has arrived and need not go again. */
export async function settleLeave(distant: Distant, receipt: ReceiptBody): Promise<void> {
  if (receipt.left) await withdrawMails(distant, commonSite, ['BYE']);
}

/** The site's BYE at the common site, signature verified: from now on nothing of it is taken, and it gets one last receipt. */
export async function takeLeave(common: Common, mail: OpenedMail, site: Site): Promise<Verdict> {
  const at = common.now().toISOString();
  await common.register.saveSite({ ...site, state: 'left', leftAt: site.leftAt || at, announcedAt: '' });
  await withdrawMails(common, site.id, ['ROTATE', 'WELCOME']);
  await common.store.commit({
    ...emptyCommit(common, mail, site, 'left'),
    progress: await progressAfterContact(common, mail.envelope.header, site.id),
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
    trace: [traceOf(common, mail, { outcome: 'done', reason: 'left' })],
  });
  return { outcome: 'left', peer: site.id, kind: 'BYE', isDone: true, reason: '' };
}

/** What every receipt says of keys and of leaving. */
export const standingOf = (site: Site, organisation: Organisation | undefined): Pick<ReceiptBody, 'key' | 'recovery' | 'left'> => ({
  key: keyIdOf(site.signingKey),
  ...(organisation?.recoveryKey ? { recovery: organisation.recoveryKey } : {}),
  ...(site.state === 'left' ? { left: true } : {}),
});
