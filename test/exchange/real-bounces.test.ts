/** Bounces as a real Exim writes them, of mails posted by our own outbox. Skipped, with the reason, where Exim is not installed. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { isAutomatic, mayBeBounce, readBounce } from '../../src/exchange/bounce.ts';
import { readHeaders } from '../../src/exchange/headers.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { composeMessage } from '../../src/exchange/message.ts';
import { openOutboxAt } from '../../src/transport/open.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import { must } from '../transport/contract.ts';
import { urlOf } from '../transport/urls.ts';

const messageId = 'malleposte.0123456789abcdef0123456789abcdef@mail.test';

const mailTo = (to: string, bytes: number): Promise<Buffer> =>
  composeMessage({
    messageId,
    from: { name: 'Lyon', address: 'site01@mail.test' },
    to,
    subject: 'Iparc Distant : Inventaire lyon 3.42 1/1',
    text: 'Inventaire automatique.\n',
    date: new Date('2026-11-22T02:00:00Z'),
    auto: 'generated',
    attachment: { name: '01234567-1.malle', content: Buffer.alloc(bytes, 'MALLEPOSTE/1\n') },
  });

/** Posts as site01, as `jobs` do, and waits for what comes back. */
async function bounceOf(host: Mailhost, to: string, bytes: number): Promise<Buffer> {
  await host.empty('site01');
  const open = openOutboxAt(urlOf(`smtps://site01@127.0.0.1:${host.ports.smtps}`), {
    credentials: { user: 'site01', type: 'password', password: 'site01-pw' },
    trust: { ca: host.ca },
    timeoutMs: 10_000,
  });
  const outbox = must(await open({}));
  must(await outbox.post({ from: 'site01@mail.test', to, raw: await mailTo(to, bytes), messageId }));
  await outbox.close();
  return firstMail(host);
}

/** Posts word by word, for what our outbox never asks. */
async function bounceOfDialogue(host: Mailhost, to: { readonly recipient: string; readonly from: string }): Promise<Buffer> {
  await host.empty('site01');
  const socket = connect(host.ports.smtp, '127.0.0.1');
  const body = (await mailTo('gone@mail.test', 100)).toString('latin1');
  const commands = ['EHLO test', `MAIL FROM:<site01@mail.test>${to.from}`, `RCPT TO:${to.recipient}`, 'DATA', `${body}\r\n.`, 'QUIT'];
  for (const command of commands) {
    await replyOf(socket);
    socket.write(`${command}\r\n`);
  }
  await replyOf(socket);
  socket.destroy();
  return firstMail(host);
}

/** All lines of one reply; this host never refuses here. */
async function replyOf(socket: Socket): Promise<void> {
  for (let reply = ''; !/^\d{3} [^\n]*\n/m.test(reply); ) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    reply += chunk.toString('latin1');
    if (/^[45]/.test(reply)) throw new Error(reply);
  }
}

async function firstMail(host: Mailhost): Promise<Buffer> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const [mail] = await host.messages('site01');
    if (mail) return mail.raw;
    await setTimeout(100);
  }
  throw new Error('no bounce came within ten seconds');
}

describeWithMailhost('a bounce of Exim', (host) => {
  it('says that the user is unknown, and names the mail by its ENVID', async () => {
    const raw = await bounceOf(host(), 'gone@mail.test', 100);
    expect(raw.toString('latin1')).toMatch(/^Original-Envelope-Id: /im);
    expect(mayBeBounce(readHeaders(raw))).toBe(true);
    expect(isAutomatic(readHeaders(raw))).toBe(true);
    expect(readBounce(raw, defaultLimits)).toMatchObject({ messageIds: [messageId], cause: 'bad-address', isStrict: true });
  });

  it('says that the mail was too large', async () => {
    const raw = await bounceOf(host(), 'small@mail.test', 100_000);
    expect(readBounce(raw, defaultLimits)).toMatchObject({ messageIds: [messageId], cause: 'too-large', isStrict: true });
  });

  it('is read when the whole mail comes back and nobody asked for a report', async () => {
    const raw = await bounceOfDialogue(host(), { recipient: '<gone@mail.test>', from: '' });
    expect(raw.toString('latin1')).toContain('Content-type: message/rfc822');
    expect(raw.toString('latin1')).not.toMatch(/^Original-Envelope-Id: /im);
    expect(readBounce(raw, defaultLimits)).toMatchObject({ messageIds: [messageId], cause: 'bad-address' });
  });

  it('is none when it reports that a mail arrived', async () => {
    const asked = { recipient: '<common@mail.test> NOTIFY=SUCCESS', from: ` RET=HDRS ENVID=${messageId.replace('@', '+40')}` };
    const raw = await bounceOfDialogue(host(), asked);
    expect(raw.toString('latin1')).toMatch(/^Action: (?:delivered|relayed)/m);
    expect(raw.toString('latin1')).toContain(messageId);
    expect(readBounce(raw, defaultLimits)).toBeUndefined();
  });
});
