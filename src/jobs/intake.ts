/**
 * One mail at the common site, from its envelope to a verdict. The order is the protocol's (§2): addressed to us? a site that we
 * know? its signature? Only then is anything opened. Strangers get silence; a known site gets a signed refusal in its receipt.
 */
import { checkBody, type Envelope } from '../exchange/envelope.ts';
import { commonSite, type Header } from '../exchange/protocol.ts';
import type { SeenMail } from '../store/journal-port.ts';
import type { Site } from '../store/port.ts';
import { admitHello } from './admit.ts';
import { isForgotten } from './assemble.ts';
import type { Common } from './installation.ts';
import { takeLeave } from './leave.ts';
import { mergeParcel } from './merge-parcel.ts';
import type { OpenedMail } from './opening.ts';
import { signingKeyFor, takeRotation } from './take-rotation.ts';
import { noteTrust } from './trust.ts';
import { emptyCommit, progressAfterContact, traceOf, type Verdict } from './verdict.ts';

/** Judges and, unless rehearsing, applies one mail. */
export async function takeIn(common: Common, mail: OpenedMail, isRehearsal: boolean): Promise<Verdict> {
  const { header } = mail.envelope;
  if (header.org !== common.org) return stranger(header, 'other-company');
  if (header.to !== commonSite) return stranger(header, 'not-for-us');
  if (header.kind === 'HELLO') return isRehearsal ? done('enrolled', header) : admitHello(common, mail);
  const site = await common.register.siteByKey(header.key);
  const refusal = refuseSender(common, mail.envelope, site);
  if (refusal === 'pending') return { ...stranger(header, refusal), comesBack: 'later' };
  if (refusal !== undefined || site === undefined) return stranger(header, refusal ?? 'unknown-key');
  common.reached('verified');
  const seen = await common.store.isSeen(mail.envelope.headerSha256);
  const isRetried = seen?.outcome === 'quarantined' && !mail.sighting;
  const isWanted = isRetried || (seen?.outcome === 'stored' && (await isForgotten(common, header, site)));
  if (seen && !isWanted) return isRehearsal ? done('duplicate', header) : answerAgain(common, mail, site, seen);
  return isRehearsal ? rehearse(header) : accept(common, mail, await noteTrust(common, mail, site));
}

function refuseSender(common: Common, envelope: Envelope, site: Site | undefined): string | undefined {
  if (!site || site.state === 'invited') return 'unknown-key';
  if (site.state === 'revoked') return 'revoked';
  if (site.id !== envelope.header.from) return 'wrong-name';
  if (site.state === 'left' && envelope.header.kind !== 'BYE') return 'left';
  const key = signingKeyFor(site, envelope.header, common.now());
  if (key === '') return 'former-key';
  if (!common.verify(key, envelope.signedBytes, envelope.signature)) return 'bad-signature';
  return site.state === 'pending' ? 'pending' : undefined;
}

/** A mail that waits for `accept` may come back; a stranger's is not downloaded again. */
const stranger = (header: Header, reason: string): Verdict => ({
  outcome: 'ignored',
  peer: header.from,
  kind: header.kind,
  isDone: false,
  reason,
});

const done = (outcome: Verdict['outcome'], header: Header): Verdict => ({
  outcome,
  peer: header.from,
  kind: header.kind,
  isDone: true,
  reason: '',
});

function rehearse(header: Header): Verdict {
  if (header.kind === 'DATA') return done('merged', header);
  if (header.kind === 'GREETING') return done('greeting', header);
  if (header.kind === 'ROTATE') return done('rotated', header);
  if (header.kind === 'BYE') return done('left', header);
  return done(header.kind === 'TEST' ? 'test' : 'ignored', header);
}

async function accept(common: Common, mail: OpenedMail, site: Site): Promise<Verdict> {
  const { header } = mail.envelope;
  if (header.kind === 'TEST') return { ...done('test', header), isDone: false };
  if (header.kind === 'GREETING') return greet(common, mail, site);
  if (header.kind === 'ROTATE') return takeRotation(common, mail, site);
  if (header.kind === 'BYE') return takeLeave(common, mail, site);
  if (header.kind === 'DATA') return mergeParcel(common, mail, site, checkBody(mail.envelope));
  return stranger(header, 'unexpected-kind');
}

async function greet(common: Common, mail: OpenedMail, site: Site): Promise<Verdict> {
  const at = common.now().toISOString();
  await common.store.commit({
    ...emptyCommit(common, mail, site, 'greeting'),
    progress: await progressAfterContact(common, mail.envelope.header, site.id),
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
    trace: [traceOf(common, mail, { outcome: 'done' })],
  });
  return done('greeting', mail.envelope.header);
}

/** Seen already: nothing changes, and the ordinary receipt goes out again (AS2 erratum 3055: never an error). */
async function answerAgain(common: Common, mail: OpenedMail, site: Site, known: SeenMail): Promise<Verdict> {
  const duplicate = emptyCommit(common, mail, site, 'duplicate');
  const { header } = mail.envelope;
  if (header.kind === 'TEST') return { ...done('test', header), isDone: false };
  await common.store.commit({
    ...duplicate,
    // What became of it first stays: a volume that was stored, or a mail in quarantine, may be taken in later.
    seen: { ...duplicate.seen, outcome: known.outcome },
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at: common.now().toISOString() },
    trace: [traceOf(common, mail, { outcome: 'ignored', reason: 'duplicate' })],
  });
  return done('duplicate', header);
}
