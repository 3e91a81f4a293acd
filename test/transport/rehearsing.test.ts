/** Dry runs over the memory post office, whose faults are shown here too. */
import { describe, expect, it } from 'vitest';
import { type MemoryFaults, openMemoryPostOffice } from '../../src/transport/memory.ts';
import { rehearsingMailbox, rehearsingOutbox } from '../../src/transport/rehearsing.ts';
import { collect, kindOf, limit, must } from './contract.ts';
import { mailOf } from './samples.ts';

const address = 'common@mail.test';
const letter = { from: 'a@mail.test', to: address, raw: mailOf('letter', 'x\r\n'), messageId: '<a@mail.test>' };

const office = (): ReturnType<typeof openMemoryPostOffice> => {
  const opened = openMemoryPostOffice();
  opened.addMailbox(address);
  return opened;
};

describe('a dry run', () => {
  it('lists and fetches, and discards nothing', async () => {
    const post = office();
    post.deliver(address, letter.raw);
    const mailbox = must(await rehearsingMailbox(post.openMailbox(address))({ readOnly: false }));
    const ids = must(await mailbox.list()).map(({ id }) => id);
    expect((await collect(mailbox.fetch(ids, limit))).map((mail) => must(mail).raw)).toEqual([letter.raw]);
    must(await mailbox.discard(ids));
    must(await mailbox.close());
    expect(post.messages(address).length).toBe(1);
  });

  it('posts nothing', async () => {
    const post = office();
    const outbox = must(await rehearsingOutbox(post.openOutbox())({}));
    must(await outbox.post(letter));
    expect(post.messages(address)).toEqual([]);
  });
});

describe('the memory post office', () => {
  const copiesWith = async (faults: MemoryFaults): Promise<number> => {
    const post = office();
    post.setFaults(faults);
    const outbox = must(await post.openOutbox()({}));
    const outcome = await outbox.post(letter);
    return outcome.ok ? post.messages(address).length : -1;
  };

  it('loses, doubles or refuses what it is told to', async () => {
    expect(await copiesWith({})).toBe(1);
    expect(await copiesWith({ lose: () => true })).toBe(0);
    expect(await copiesWith({ duplicate: ({ to }) => to === address })).toBe(2);
    expect(await copiesWith({ refuse: () => true })).toBe(-1);
  });

  it('refuses unknown recipients, and a busy mailbox says so', async () => {
    const post = office();
    const outbox = must(await post.openOutbox()({}));
    expect(kindOf(await outbox.post({ ...letter, to: 'nobody@mail.test' }))).toBe('refused');
    post.setFaults({ busy: () => true });
    expect(await post.openMailbox(address)({ readOnly: true })).toMatchObject({ error: { kind: 'busy', retry: 'later' } });
    expect(kindOf(await post.openMailbox('nobody@mail.test')({ readOnly: true }))).toBe('no-such-folder');
  });
});
