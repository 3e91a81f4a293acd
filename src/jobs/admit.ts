/**
 * HELLO and WELCOME: a site shows the invitation's proof and its own keys, the common site admits it or lets a person decide
 * (protocol §11). The same HELLO gets the same answer; the same token with other keys is refused and alarms.
 */
import { decodeHello, encodeBody, type HelloBody, helloTranscript } from '../exchange/bodies.ts';
import { checkBody } from '../exchange/envelope.ts';
import { fourWords, proofOf } from '../exchange/invitation.ts';
import { keyIdOf } from '../exchange/key-id.ts';
import { welcomeLetter } from '../exchange/letters.ts';
import { commonSite, isMailAddress } from '../exchange/protocol.ts';
import type { OutgoingMail } from '../store/journal-port.ts';
import type { Site } from '../store/port.ts';
import type { Common } from './installation.ts';
import { writeMail } from './mail.ts';
import type { OpenedMail } from './opening.ts';
import { announcementsFor, signerFor } from './trust.ts';
import { emptyCommit, traceOf, unkept, type Verdict } from './verdict.ts';

/** Header extension of a HELLO: its own signing key, so that the self-signature is checked before anything is opened. */
export const keyExtension = 'signing-key';

/** A HELLO carries little: keys, names and the probe. */
const maxHelloBytes = 262_144;

/** Admits, keeps for `accept`, answers again, or ignores. */
export async function admitHello(common: Common, mail: OpenedMail): Promise<Verdict> {
  const { header, signedBytes, signature } = mail.envelope;
  const claimed = header.extensions[keyExtension] ?? '';
  if (keyIdOf(claimed) !== header.key || !common.verify(claimed, signedBytes, signature)) return ignored(mail, 'bad-signature');
  const site = await common.register.site(header.from);
  if (!site) return ignored(mail, 'not-invited');
  if (site.state === 'revoked' || site.state === 'left') return ignored(mail, site.state);
  if (site.previousSigningKey === claimed) return ignored(mail, 'former-key');
  const hello = await openHello(common, mail);
  if (!hello || !agrees(hello, mail, claimed)) return ignored(mail, 'bad-hello');
  if (site.signingKey === claimed) return answerSameKeys(common, mail, site);
  if (!hasProof(hello, site)) return ignored(mail, 'bad-proof');
  if (site.signingKey !== '') return alarm(common, mail, site);
  if (common.now().toISOString() > site.tokenExpires) return ignored(mail, 'invitation-expired');
  return enrol(common, mail, site, hello);
}

const ignored = (mail: OpenedMail, reason: string): Verdict => {
  const { from, kind } = mail.envelope.header;
  return { outcome: 'ignored', peer: from, kind, isDone: false, reason };
};

async function openHello(common: Common, mail: OpenedMail): Promise<HelloBody | undefined> {
  if (mail.envelope.body.length > maxHelloBytes) return undefined;
  const body = checkBody(mail.envelope);
  const opened = body.ok ? await common.keys.open(body.value) : body;
  const hello = opened.ok ? decodeHello(opened.value) : undefined;
  return hello?.ok ? hello.value : undefined;
}

const agrees = (hello: HelloBody, mail: OpenedMail, claimed: string): boolean =>
  hello.site === mail.envelope.header.from && hello.signing === claimed && isMailAddress(hello.address);

const hasProof = (hello: HelloBody, site: Site): boolean => hello.proof === proofOf(site.tokenSha256, helloTranscript(hello));

async function enrol(common: Common, mail: OpenedMail, site: Site, hello: HelloBody): Promise<Verdict> {
  const at = common.now().toISOString();
  const known: Site = {
    ...site,
    state: site.autoAccept ? 'admitted' : 'pending',
    address: hello.address,
    name: site.name || hello.name,
    signingKey: hello.signing,
    sealingKey: hello.sealing,
    host: hello.host,
    helloSha256: mail.envelope.headerSha256,
    admittedAt: site.autoAccept ? at : '',
  };
  await common.register.saveSite(known);
  return settleHello(common, mail, known, known.state === 'admitted' ? 'enrolled' : 'pending');
}

/** The same keys again: a lost WELCOME, or a HELLO posted twice. Same answer, quoting the HELLO that asks. */
async function answerSameKeys(common: Common, mail: OpenedMail, site: Site): Promise<Verdict> {
  const asked: Site = { ...site, helloSha256: mail.envelope.headerSha256 };
  if (asked.helloSha256 !== site.helloSha256) await common.register.saveSite(asked);
  return settleHello(common, mail, asked, site.state === 'admitted' ? 'duplicate' : 'pending');
}

async function settleHello(common: Common, mail: OpenedMail, site: Site, outcome: 'enrolled' | 'duplicate' | 'pending'): Promise<Verdict> {
  const welcome = site.state === 'admitted' ? [await writeWelcome(common, site, mail.headers.messageId)] : [];
  const queue = outcome === 'enrolled' ? [...welcome, ...(await announcementsFor(common, site))] : welcome;
  const { kind } = mail.envelope.header;
  await common.store.commit({
    ...emptyCommit(common, mail, site, outcome),
    queue,
    trace: [traceOf(common, mail, { outcome: 'done', reason: outcome })],
  });
  return { outcome, peer: site.id, kind, isDone: true, reason: '' };
}

/** Somebody holds this invitation's token and other keys than the site that used it first. */
async function alarm(common: Common, mail: OpenedMail, site: Site): Promise<Verdict> {
  const reason = 'E_TOKEN_USED';
  const at = common.now().toISOString();
  const kept = await common.disk.quarantine({ name: `${site.id}-hello.eml`, bytes: mail.raw, reason, at });
  if (!kept.ok) return unkept(mail, kept.error.kind);
  await common.store.commit({
    ...emptyCommit(common, mail, site, 'quarantined'),
    trace: [traceOf(common, mail, { outcome: 'alert', reason })],
  });
  return { outcome: 'quarantined', peer: site.id, kind: 'HELLO', isDone: true, reason };
}

/** The admission, sealed for the site and quoting its HELLO. */
export async function writeWelcome(common: Common, site: Site, inReplyTo: string): Promise<OutgoingMail> {
  const { settings, language, org } = common;
  const progress = await common.store.progress(site.id);
  const body = encodeBody({
    site: site.id,
    hello: site.helloSha256,
    everyDays: settings.everyDays,
    orgName: settings.organisation || settings.name,
    epoch: (progress?.epoch ?? 0) + 1,
  });
  const { subject, text } = welcomeLetter({ language, marker: settings.markerCommon, site: site.id, from: settings.name });
  const { mail } = await writeMail(common, {
    kind: 'WELCOME',
    org,
    signer: signerFor(common, site),
    from: commonSite,
    to: site.id,
    address: site.address,
    subject,
    text,
    epoch: 0,
    seq: 0,
    body,
    recipient: site.sealingKey,
    ...(inReplyTo ? { inReplyTo } : {}),
  });
  return mail;
}

/** The four words that both screens show (protocol §11): they depend on both sites' signing keys. */
export const wordsOf = (commonSigning: string, siteSigning: string): string =>
  siteSigning === '' ? '' : fourWords(`${commonSigning} ${siteSigning}`);
