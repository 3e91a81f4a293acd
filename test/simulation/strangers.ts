/** What comes from outside: bounces, replays of any old mail into any mailbox, and mails forged with everything but the right key. */
import type { Header } from '../../src/exchange/protocol.ts';
import { type Draft, type Writer, writeMail } from '../../src/jobs/mail.ts';
import type { Keys } from '../../src/keys/port.ts';
import { openQuickKeys, quickIdentity } from './quick-keys.ts';
import type { World } from './world.ts';

/** A delivery status notification (RFC 3464) that quotes this Message-ID. */
export function bounceOf(messageId: string, to: string, status: string): Buffer {
  const action = status.startsWith('4') ? 'delayed' : 'failed';
  const lines = [
    'From: Mail Delivery System <mailer-daemon@mail.test>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Return-Path: <>',
    `Message-ID: <${status}.${messageId.slice(11, 43)}@mail.test>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="limit"',
    '',
    '--limit',
    'Content-Type: text/plain',
    '',
    'Your mail was not delivered.',
    '--limit',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.test',
    `Original-Envelope-Id: ${messageId}`,
    '',
    'Final-Recipient: rfc822; somebody@mail.test',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${status.startsWith('4') ? '4' : '5'}50 ${status} said the server`,
    '',
    '--limit',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${messageId}>`,
    '',
    '--limit--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

export type Target = { readonly site: string; readonly address: string };

export type Victims = {
  readonly writer: Writer;
  readonly org: string;
  readonly common: { readonly address: string; readonly holder: string };
  readonly sites: readonly Target[];
};

/** One attack. `onForged` is told the digest of a header that must never have an effect. */
export async function attack(world: World, victims: Victims, onForged: (headerSha256: string) => void): Promise<void> {
  const { chance, office } = world;
  const addresses = [victims.common.address, ...victims.sites.map(({ address }) => address)];
  const old = office.history();
  const way = chance.below(4);
  if (way <= 1 && old.length > 0) {
    const mail = chance.pick(old);
    const at = chance.is(0.8) ? mail.to : chance.pick(addresses);
    world.tell(`   a stranger replays ${mail.messageId.slice(11, 19)} to ${at}`);
    world.count('replays');
    return office.deliver(at, mail.raw);
  }
  world.count('forged');
  if (way === 2 && old.length > 0) return forgeBounce(world, chance.pick(old).messageId, chance.pick(addresses));
  const forged = await forgeMail(world, victims);
  onForged(forged.headerSha256);
  office.deliver(forged.to, forged.raw);
}

/** A provider's servers know the ids of the mails that pass, and a stranger guesses. */
function forgeBounce({ chance, office, tell }: World, known: string, to: string): void {
  const messageId = chance.is(0.5) ? known : `malleposte.${chance.hex(16)}@mail.test`;
  tell(`   a stranger forges a bounce to ${to}`);
  office.deliver(to, bounceOf(messageId, to, chance.pick(['5.3.4', '5.1.1', '5.7.1'])));
}

type Forged = { readonly to: string; readonly raw: Buffer; readonly headerSha256: string };

/** Somebody else's signature, no signature, or the right one for another company. */
async function forgeMail({ chance, tell }: World, victims: Victims): Promise<Forged> {
  const { site, address } = chance.pick(victims.sites);
  const isReceipt = chance.is(0.4);
  const holder = isReceipt ? victims.common.holder : site;
  const isOtherCompany = chance.is(0.3);
  const keys = isOtherCompany ? openQuickKeys(holder, chance) : forgersKeys(openQuickKeys('a stranger', chance), holder, chance.is(0.5));
  const draft = isReceipt ? receiptDraft({ site, address }) : parcelDraft(site, victims.common.address, chance.hex(32));
  const org = isOtherCompany ? quickIdentity('another company').id : victims.org;
  const recipient = isReceipt ? quickIdentity(site).sealing : quickIdentity(victims.common.holder).sealing;
  const numbers = { epoch: chance.below(9), seq: isReceipt ? Date.UTC(2030, 0) : 1 + chance.below(20) };
  const { mail, headerSha256 } = await writeMail({ ...victims.writer, keys }, { ...draft, ...numbers, org, recipient });
  tell(`   a stranger forges ${draft.kind} as ${holder}${isOtherCompany ? ' of another company' : ''}`);
  return { to: isReceipt ? address : victims.common.address, raw: mail.raw, headerSha256 };
}

/** The forger's own key id, or the victim's with a signature that cannot be right. */
function forgersKeys(own: Keys, holder: string, isInTheirName: boolean): Keys {
  return isInTheirName ? { ...own, identity: quickIdentity(holder) } : own;
}

type Sketch = Omit<Draft, 'org' | 'recipient' | 'epoch' | 'seq'>;

const letter = { text: 'Forged.', body: Buffer.from('{}') };

const parcelDraft = (site: string, address: string, state: Header['state']): Sketch => ({
  ...letter,
  kind: 'DATA',
  from: site,
  to: 'common',
  address,
  subject: `Iparc Distant : Inventaire ${site}`,
  state,
});

const receiptDraft = ({ site, address }: Target): Sketch => ({
  ...letter,
  kind: 'RECEIPT',
  from: 'common',
  to: site,
  address,
  subject: `Iparc Commun : ${site}`,
});
