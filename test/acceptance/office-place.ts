/**
 * A place whose head office has its mailbox somewhere else (a real server, a scripted one) while the agencies and their posting stay in
 * memory: what was posted to the head office is carried there before it looks.
 */

import type { MemoryPostOffice } from '../../src/transport/memory.ts';
import { memoryPlace, type Place } from '../journeys/place.ts';

export type OfficeMailbox = {
  readonly url: string;
  readonly ca?: string;
  deliver(raw: Buffer): Promise<void> | void;
  messages(): Promise<readonly Buffer[]>;
};

export type OfficePlace = Place & { readonly postOffice: MemoryPostOffice };

/** `box` is the head office's mailbox, in memory when absent; `outboxes` names the users whose outbox is elsewhere, too. */
export function officePlace(box?: OfficeMailbox, outboxes: Readonly<Record<string, string>> = {}): OfficePlace {
  const { postOffice, ...memory } = memoryPlace();
  if (postOffice === undefined) throw new Error('the memory place has a post office');
  const elsewhere = {
    ...memory,
    postOffice,
    name: 'a head office elsewhere',
    outbox: (user: string) => outboxes[user] ?? memory.outbox(user),
    password: (user: string) => `${user}-pw`,
  };
  if (!box) return elsewhere;
  const office = memory.address('common');
  return {
    ...elsewhere,
    ca: box.ca ?? '',
    mailbox: (user) => (user === 'common' ? box.url : memory.mailbox(user)),
    deliver: async (user, raw) => (user === 'common' ? box.deliver(raw) : memory.deliver(user, raw)),
    messages: (user) => (user === 'common' ? box.messages() : memory.messages(user)),
    settled: async () => {
      const posted = postOffice.messages(office);
      postOffice.empty(office);
      for (const raw of posted) await box.deliver(raw);
    },
  };
}
