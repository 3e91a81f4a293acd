/**
 * The whole of an exchange: what the store knows of it, the files of its parcel, and what of it lies in quarantine. A mail in quarantine is
 * known again by its Message-ID.
 */
import type { QuarantinedItem } from '../disk/port.ts';
import { readHeaders } from '../exchange/headers.ts';
import type { StoredTraceEvent } from '../exchange/trace.ts';
import { ok, type Result } from '../result.ts';
import type { Exchange } from '../store/journal-port.ts';
import type { CommonStory, OutpostStory } from '../store/port.ts';
import type { Common, Distant, JobError } from './installation.ts';

/** `isGone`: taken away by the parcel. */
export type StoryFile = { readonly path: string; readonly bytes: number; readonly isGone: boolean };

export type ExchangeStory = Exchange & {
  /** At a common site. */
  readonly received: Pick<CommonStory, 'results' | 'held' | 'isReceiptDue'> | null;
  /** At a distant site: the parcel as it knows it. */
  readonly sent: OutpostStory['sent'];
  /** The first of them, and how many there are; null where nothing is known of any. */
  readonly files: { readonly total: number; readonly first: readonly StoryFile[] } | null;
  readonly quarantined: readonly QuarantinedItem[];
};

/** `event`: the id of a line of the trace; undefined where there is no such line. */
export async function tellExchange(installed: Common | Distant, event: number): Promise<Result<ExchangeStory | undefined, JobError>> {
  const told = 'register' in installed ? await tellReceived(installed, event) : await tellSent(installed, event);
  if (!told) return ok(undefined);
  const quarantined = await quarantinedOf(installed, told.events);
  return quarantined.ok ? ok({ ...told, quarantined: quarantined.value }) : quarantined;
}

type Told = Omit<ExchangeStory, 'quarantined'>;

async function tellReceived({ store }: Common, event: number): Promise<Told | undefined> {
  const story = await store.story(event);
  if (!story) return undefined;
  const { results, held, isReceiptDue, files, ...exchange } = story;
  const first = files.first.map(({ path, bytes, sha256 }) => ({ path, bytes, isGone: sha256 === '' }));
  const isApplied = results.some(({ status }) => status === 'applied');
  return { ...exchange, received: { results, held, isReceiptDue }, sent: null, files: isApplied ? { total: files.total, first } : null };
}

const mostFiles = 1_000;

async function tellSent({ store }: Distant, event: number): Promise<Told | undefined> {
  const story = await store.story(event);
  if (!story) return undefined;
  const { sent, ...exchange } = story;
  const listed = sent ? await store.listing(sent.epoch, sent.seq) : undefined;
  const first = listed?.slice(0, mostFiles).map(({ path, size }) => ({ path, bytes: size, isGone: false }));
  return { ...exchange, received: null, sent, files: listed && first ? { total: listed.length, first } : null };
}

const maxHeaderBytes = 65_536;
/** Looked into, those first that came at the time of the line: an exchange is a handful of mails. */
const mostOpened = 20;

async function quarantinedOf(
  { disk }: Common | Distant,
  events: readonly StoredTraceEvent[],
): Promise<Result<readonly QuarantinedItem[], JobError>> {
  const [line] = events.filter(({ outcome }) => outcome === 'quarantined');
  if (!line) return ok([]);
  const messageIds = new Set(events.map(({ messageId }) => messageId).filter((messageId) => messageId !== ''));
  const items = await disk.quarantined();
  if (!items.ok) return items;
  const apart = ({ at }: QuarantinedItem): number => Math.abs(Date.parse(at) - Date.parse(line.at));
  const found: QuarantinedItem[] = [];
  for (const item of items.value.toSorted((a, b) => apart(a) - apart(b)).slice(0, mostOpened)) {
    const raw = await disk.readQuarantined(item.id);
    // One that was altered is no mail of this exchange any more.
    if (raw.ok && messageIds.has(readHeaders(raw.value.subarray(0, maxHeaderBytes)).messageId)) found.push(item);
  }
  return ok(found);
}
