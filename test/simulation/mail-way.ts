/**
 * The way of mails in a schedule: the post office in memory with the faults of the weather, and what it cannot do itself: sessions that
 * end badly, answers that never come, a way that takes no large mail, and a watch over every mail that is taken out of a mailbox.
 */
import { err, ok, type Result } from '../../src/result.ts';
import type { MemoryFaults } from '../../src/transport/memory-office.ts';
import type { Mailbox, MailToPost, OpenMailbox, OpenOutbox, Outbox, Posted, TransportError } from '../../src/transport/port.ts';
import { bounceOf } from './strangers.ts';
import type { World } from './world.ts';

export const commonAddress = 'common@mail.test';

/** Lets the weather loose on the post office. */
export function letFaultsLoose(world: World): void {
  const { chance, weather, office } = world;
  const counted = (figure: 'lost' | 'doubled', probability: number) => (): boolean => {
    const strikes = world.strikes(probability);
    if (strikes) world.count(figure);
    return strikes;
  };
  const faults: MemoryFaults = {
    lose: counted('lost', weather.lose),
    duplicate: counted('doubled', weather.duplicate),
    refuse: () => world.strikes(weather.refuse),
    defer: () => world.strikes(weather.defer),
    corrupt: (mail) => (world.strikes(weather.corrupt) ? corrupted(world, mail.raw) : undefined),
    delayed: () => (world.strikes(0.6) ? chance.below(weather.longestDelayHours * 3_600_000) : 0),
    bounce: (mail) => (world.strikes(weather.bounce) ? bounced(world, mail) : undefined),
    busy: () => world.strikes(weather.busy),
    refuseDisposal: () => world.strikes(weather.disposalRefused),
  };
  office.setFaults(faults);
}

/** A byte changed, the end cut off, or a line more, as gateways do. */
function corrupted({ chance, count }: World, raw: Buffer): Buffer {
  count('corrupted');
  const at = chance.below(raw.length);
  const way = chance.below(3);
  if (way === 0) return raw.subarray(0, at);
  if (way === 1) return Buffer.concat([raw, Buffer.from('\r\nScanned by the gateway.\r\n')]);
  const altered = Buffer.from(raw);
  altered[at] = (altered[at] ?? 0) ^ (1 + chance.below(255));
  return altered;
}

const causes = ['5.1.1', '4.2.2', '5.3.4', '5.7.1', '5.0.0', '4.4.7'];

function bounced({ chance, count }: World, mail: MailToPost): Buffer {
  count('bounces');
  return bounceOf(mail.messageId, mail.from, chance.pick(causes));
}

// ---------------------------------------------------------------- mailboxes

export type Poller = {
  readonly address: string;
  /** Deletes only when the session ends well. */
  readonly isPop3: boolean;
  /** Told each mail before it is taken out of the mailbox. */
  readonly onTaken: (raw: Buffer) => Promise<void>;
};

/** The mailbox of one machine. */
export const openWatchedMailbox =
  (world: World, poller: Poller): OpenMailbox =>
  async (options) => {
    const opened = await world.office.openMailbox(poller.address)(options);
    return opened.ok ? ok(watched(world, poller, opened.value)) : opened;
  };

const cut: TransportError = { kind: 'unreachable', host: 'memory', port: 0, cause: 'ECONNRESET', retry: 'later' };

function watched(world: World, poller: Poller, mailbox: Mailbox): Mailbox {
  const toDelete: Parameters<Mailbox['dispose']>[] = [];
  const dispose: Mailbox['dispose'] = async (ids, disposal) => {
    for await (const fetched of mailbox.fetch(ids, Number.POSITIVE_INFINITY)) if (fetched.ok) await poller.onTaken(fetched.value.raw);
    return mailbox.dispose(ids, disposal);
  };
  return {
    list: mailbox.list,
    fetch: mailbox.fetch,
    dispose: async (ids, disposal) => {
      if (!poller.isPop3) return dispose(ids, disposal);
      toDelete.push([ids, disposal]);
      return ok(undefined);
    },
    close: async () => {
      if (world.strikes(world.weather.cutAtClose)) return err(cut);
      for (const [ids, disposal] of toDelete) {
        const disposed = await dispose(ids, disposal);
        if (!disposed.ok) return disposed;
      }
      return mailbox.close();
    },
  };
}

// ---------------------------------------------------------------- outboxes

/** The outbox of every machine. */
export const openWatchedOutbox =
  (world: World): OpenOutbox =>
  async (options) => {
    const opened = await world.office.openOutbox()(options);
    return opened.ok ? ok({ ...opened.value, post: (mail) => post(world, opened.value, mail) }) : opened;
  };

async function post(world: World, outbox: Outbox, mail: MailToPost): Promise<Result<Posted, TransportError>> {
  const { weather, figures } = world;
  if (mail.to === commonAddress && mail.raw.length > weather.wayBytes) return refuseForSize(world, mail);
  const posted = await outbox.post(mail);
  if (posted.ok) figures.mails += 1;
  if (!posted.ok || !world.strikes(weather.answerLost)) return posted;
  return err({ kind: 'timeout', host: 'memory', command: 'DATA', retry: 'later' });
}

function refuseForSize({ weather, office, tell }: World, mail: MailToPost): Result<Posted, TransportError> {
  tell(`   ${mail.raw.length} bytes are too many for the way`);
  if (weather.isSizeToldAtOnce)
    return err({ kind: 'refused', host: 'memory', code: '5.3.4', answer: '552 5.3.4 message too big', retry: 'never' });
  office.deliver(mail.from, bounceOf(mail.messageId, mail.from, '5.3.4'));
  return ok({ answer: 'accepted' });
}
