/**
 * Receipts: rebuilt from the database when they are posted, cumulative, at most one per site and poll, 24 a day (protocol §7).
 * Losing, doubling or reordering them does no harm; none of them is ever answered.
 */

import type { PreferenceFile } from '../disk/port.ts';
import { encodeBody, preferencesDigest, type ReceiptBody } from '../exchange/bodies.ts';
import { weekBefore } from '../exchange/epochs.ts';
import { receiptLetter } from '../exchange/letters.ts';
import { commonSite } from '../exchange/protocol.ts';
import { isBefore } from '../exchange/receipt-effect.ts';
import type { HeldParcel, NumberedReceipt, ParcelResult, PreferencesVersion, ReceiptDue, Site, SiteProgress } from '../store/port.ts';
import type { Common } from './installation.ts';
import { standingOf } from './leave.ts';
import { writeMail } from './mail.ts';
import { signerFor } from './trust.ts';

const receiptsPerDay = 24;
const resultsPerReceipt = 10;

/** Written in one transaction. */
const receiptsTogether = 50;

/** The preferences as they stand: their version rises whenever their content differs from the last one noted. */
export type CurrentPreferences = { readonly version: number; readonly sha256: string; readonly files: readonly PreferenceFile[] };

/** Reads the preferences folder and notes a new version when its content changed. */
export async function currentPreferences(common: Common): Promise<CurrentPreferences> {
  const read = await common.disk.readPreferences();
  const known = await common.register.preferences();
  if (!read.ok) return unchanged(common, known, read.error.kind);
  if (read.value.length === 0 && !known) return { version: 0, sha256: '', files: [] };
  const sha256 = preferencesDigest(read.value);
  if (known?.sha256 === sha256) return { version: known.version, sha256, files: read.value };
  const next: PreferencesVersion = { version: (known?.version ?? 0) + 1, sha256, at: common.now().toISOString() };
  await common.register.savePreferences(next);
  return { version: next.version, sha256, files: read.value };
}

/** Preferences that cannot be read are not sent; the sites keep what they have. */
async function unchanged(common: Common, known: PreferencesVersion | undefined, reason: string): Promise<CurrentPreferences> {
  const event = {
    at: common.now().toISOString(),
    direction: 'local',
    peer: '',
    kind: 'preferences',
    messageId: '',
    outcome: 'failed',
    reason,
    bytes: 0,
    durationMs: 0,
  } as const;
  await common.store.trace([event]);
  return { version: known?.version ?? 0, sha256: known?.sha256 ?? '', files: [] };
}

/** Queues a receipt for every site that is due one. */
export async function queueReceipts(common: Common): Promise<void> {
  const due = await common.store.receiptsDue();
  if (due.length === 0) return;
  const preferences = await currentPreferences(common);
  let batch: NumberedReceipt[] = [];
  for (const receipt of due) {
    const site = await common.register.site(receipt.site);
    if (!site || !['admitted', 'left'].includes(site.state) || (await isTooOften(common, receipt.site))) continue;
    const written = await writeReceipt(common, site, { due: receipt, preferences });
    if (written) batch.push(written);
    if (batch.length >= receiptsTogether) {
      await common.store.queueReceipts(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await common.store.queueReceipts(batch);
}

async function isTooOften(common: Common, site: string): Promise<boolean> {
  const now = common.now();
  const since = new Date(now.getTime() - 86_400_000).toISOString();
  const sent = await common.store.traceList({
    newestFirst: true,
    limit: receiptsPerDay,
    peer: site,
    kind: 'RECEIPT',
    outcome: 'done',
    since,
  });
  // What a clock that was wrong dated in the future is not of this day.
  return sent.filter(({ at }) => at <= now.toISOString()).length >= receiptsPerDay;
}

type Occasion = { readonly due: ReceiptDue; readonly preferences: CurrentPreferences };

async function writeReceipt(common: Common, site: Site, { due, preferences }: Occasion): Promise<NumberedReceipt | undefined> {
  const progress = await common.store.progress(site.id);
  if (!progress) return undefined;
  const results = await common.store.results(site.id, resultsPerReceipt);
  const held = await common.store.heldParcels(site.id);
  const number = Math.max(progress.lastReceipt + 1, common.now().getTime());
  const sent = preferencesFor(common, progress, preferences);
  const alert = common.settings.alertNewVersion && progress.version !== '' && progress.version !== common.version;
  const notices = (await common.store.notices(weekBefore(common.now()))).filter((notice) => notice.site === site.id);
  const facts = { progress, results, held, number, sent, alert, notices: notices.map(({ code }) => code).filter(isForSites) };
  const standing = standingOf(site, await common.register.organisation());
  const body = encodeBody({ ...receiptBody(common, facts), ...standing });
  const { subject, text } = letterOf(common, site, facts);
  const { mail } = await writeMail(common, {
    kind: 'RECEIPT',
    org: common.org,
    signer: signerFor(common, site),
    from: commonSite,
    to: site.id,
    address: site.address,
    subject,
    text,
    epoch: progress.epoch,
    seq: number,
    body,
    recipient: site.sealingKey,
    ...(due.inReplyTo ? { inReplyTo: due.inReplyTo } : {}),
  });
  return { site: site.id, number, mail };
}

/** What came of our answers to it is the administrator's business here. */
const isForSites = (code: string): boolean => !code.startsWith('bounce-');

type SentPreferences = CurrentPreferences & { readonly isSent: boolean };

type Facts = {
  readonly progress: SiteProgress;
  readonly results: readonly ParcelResult[];
  readonly held: readonly HeldParcel[];
  readonly number: number;
  readonly sent: SentPreferences;
  readonly alert: boolean;
  readonly notices: readonly string[];
};

function preferencesFor(common: Common, progress: SiteProgress, current: CurrentPreferences): SentPreferences {
  const isSent = common.settings.propagatePreferences && current.version > 0 && progress.preferencesVersion !== current.version;
  return { ...current, isSent };
}

function receiptBody(common: Common, { progress, results, held, number, sent, alert, notices }: Facts): ReceiptBody {
  const { site, epoch, seq, state, version } = progress;
  const last = results[0];
  return {
    number,
    site,
    epoch,
    applied: { epoch, seq, state },
    have: Object.fromEntries(held.map(({ parcel, numbers }) => [parcel, [...numbers]])),
    results: results.map((result) => ({
      epoch: result.epoch,
      seq: result.seq,
      status: result.status,
      code: result.code,
      detail: result.detail.slice(0, 300),
    })),
    files: [...(last?.problems ?? [])].slice(0, 500),
    need: last?.status !== 'rejected' ? null : last.code === 'E_EPOCH' ? 'epoch' : 'snapshot',
    preferences: { version: sent.version, sha256: sent.sha256, files: sent.isSent ? [...sent.files] : null },
    version: { common: common.version, yours: version, alert },
    time: common.now().toISOString(),
    summary: { read: last?.read ?? 0, changed: last?.changed ?? 0, unreadable: last?.problems.length ?? 0 },
    ...(notices.length > 0 ? { notices: [...notices] } : {}),
  };
}

function letterOf(common: Common, site: Site, { progress, results, held, sent, alert, notices }: Facts): { subject: string; text: string } {
  const last = results[0];
  const isPart = held.some((parcel) => isBefore(progress, parcel));
  return receiptLetter({
    language: common.language,
    marker: common.settings.markerCommon,
    site: site.id,
    from: common.settings.name,
    applied: { epoch: progress.epoch, seq: progress.seq },
    status: isPart ? 'stored' : (last?.status ?? 'greeting'),
    code: last?.code ?? '',
    read: last?.read ?? 0,
    changed: last?.changed ?? 0,
    problems: last?.problems ?? [],
    versionAlert: alert ? { common: common.version, yours: progress.version } : null,
    preferences: sent.isSent ? sent.version : null,
    isStripped: notices.includes('stripped'),
  });
}
