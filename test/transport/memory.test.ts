/** The faults that can be planned in the post office in memory, one by one; the contract suite tells the rest. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../src/result.ts';
import { type MemoryPostOffice, openMemoryPostOffice } from '../../src/transport/memory.ts';
import type { MailToPost, Posted, TransportError } from '../../src/transport/port.ts';
import { kindOf, must } from './contract.ts';

const mail = (text: string): MailToPost => ({
  from: 'site01@mail.test',
  to: 'common@mail.test',
  raw: Buffer.from(`Subject: ${text}\r\n\r\n${text}\r\n`),
  messageId: `<${text}@mail.test>`,
});

let office: MemoryPostOffice;
beforeEach(() => {
  office = openMemoryPostOffice({ keepsHistory: true });
  for (const address of ['common@mail.test', 'site01@mail.test']) office.addMailbox(address);
});

const post = async (posted: MailToPost): Promise<Result<Posted, TransportError>> => {
  const outbox = must(await office.openOutbox()({}));
  return outbox.post(posted);
};

const arrived = (address = 'common@mail.test'): readonly string[] =>
  office.messages(address).map((raw) => /Subject: (.*)\r/.exec(raw.toString())?.[1] ?? '');

describe('the post office in memory', () => {
  it('defers what it is told to, and takes it when asked again', async () => {
    office.setFaults({ defer: ({ raw }) => raw.includes('Subject: two') });
    expect((await post(mail('one'))).ok).toBe(true);
    expect(await post(mail('two'))).toMatchObject({ error: { kind: 'deferred', retry: 'later', code: '4.3.2' } });
    office.setFaults({});
    must(await post(mail('two')));
    expect(arrived()).toEqual(['one', 'two']);
  });

  it('delivers other bytes than those that were posted', async () => {
    office.setFaults({ corrupt: ({ raw }) => (raw.includes('two') ? Buffer.from('Subject: broken\r\n\r\n') : undefined) });
    for (const text of ['one', 'two']) must(await post(mail(text)));
    expect(arrived()).toEqual(['one', 'broken']);
  });

  it('says its limit, and takes no mail above it', async () => {
    const { raw } = mail('one');
    office.setFaults({ maxBytes: raw.length });
    expect(must(await must(await office.openOutbox()({})).maxBytes())).toBe(raw.length);
    must(await post(mail('one')));
    expect(await post(mail('three'))).toMatchObject({ error: { kind: 'too-large', bytes: raw.length + 4, limit: raw.length } });
    expect(arrived()).toEqual(['one']);
  });

  it('gives a bounce to the sender in place of a delivery', async () => {
    office.setFaults({ bounce: ({ raw }) => (raw.includes('two') ? Buffer.from('Subject: failed\r\n\r\n') : undefined) });
    for (const text of ['one', 'two']) must(await post(mail(text)));
    expect([arrived(), arrived('site01@mail.test')]).toEqual([['one'], ['failed']]);
  });

  it('remembers every accepted mail, lost ones too, only when asked to', async () => {
    office.setFaults({ lose: ({ raw }) => raw.includes('two'), refuse: ({ raw }) => raw.includes('three') });
    const outcomes = await Promise.all(['one', 'two', 'three'].map((text) => post(mail(text))));
    expect(outcomes.map(kindOf)).toEqual(['ok', 'ok', 'refused']);
    expect(office.history().map(({ messageId }) => messageId)).toEqual(['<one@mail.test>', '<two@mail.test>']);
    expect(() => openMemoryPostOffice().history()).toThrow('no history');
  });

  it('holds delayed mails back until its clock passes their time, earliest first', async () => {
    const delays: Readonly<Record<string, number>> = { late: 5_000, soon: 1_000, 'soon too': 1_000 };
    office.setFaults({ delayed: ({ raw }) => delays[/Subject: (.*)\r/.exec(raw.toString())?.[1] ?? ''] ?? 0 });
    for (const text of ['late', 'soon', 'now', 'soon too']) must(await post(mail(text)));
    expect(arrived()).toEqual(['now']);
    office.tick(new Date(10_000));
    office.tick(new Date(10_999));
    expect(arrived()).toEqual(['now']);
    office.tick(new Date(11_000));
    expect(arrived()).toEqual(['now', 'soon', 'soon too']);
    // The clock does not go back: this one counts from 11,000.
    office.tick(new Date(0));
    must(await post(mail('soon')));
    office.tick(new Date(60_000));
    expect(arrived()).toEqual(['now', 'soon', 'soon too', 'soon', 'late']);
  });

  it('keeps a mailbox of 50,000 mails usable', async () => {
    for (let at = 0; at < 50_000; at += 1) office.deliver('common@mail.test', Buffer.from(`Subject: ${at}\r\n\r\n`));
    const mailbox = must(await office.openMailbox('common@mail.test')({ readOnly: false }));
    const ids = must(await mailbox.list()).map(({ id }) => id);
    for (let at = 0; at < 50_000; at += 500) must(await mailbox.dispose(ids.slice(at, at + 500), { how: 'move', folder: 'Done' }));
    expect([office.messages('common@mail.test').length, office.messages('common@mail.test', 'Done').length]).toEqual([0, 50_000]);
  });
});
