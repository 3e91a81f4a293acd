/** What became of one mail at the common site, and the pieces of its commit that every kind shares. */
import type { Header } from '../exchange/protocol.ts';
import type { TraceEvent, TraceOutcome } from '../exchange/trace.ts';
import type { Site, SiteProgress } from '../store/port.ts';
import type { Common } from './installation.ts';
import type { OpenedMail } from './opening.ts';
import { doneWith } from './sighting.ts';

export type Verdict = {
  readonly outcome:
    | 'merged'
    | 'stored'
    | 'duplicate'
    | 'superseded'
    | 'greeting'
    | 'test'
    | 'enrolled'
    | 'pending'
    | 'rotated'
    | 'left'
    | 'ignored'
    | 'refused'
    | 'quarantined'
    | 'bounce';
  readonly peer: string;
  readonly kind: string;
  /** The mail's effect is committed: it may leave the mailbox. */
  readonly isDone: boolean;
  /** Not done, and not passed by either: the next run looks at it again. A `failure` counts towards the three attempts. */
  readonly comesBack?: 'later' | 'failure';
  /** Why, as in the trace; '' on success. */
  readonly reason: string;
  readonly read?: number;
  readonly changed?: number;
  readonly problems?: readonly { readonly path: string; readonly problem: string }[];
};

/** The commit of a mail that changes nothing but the ledgers; callers add what it does change. */
export function emptyCommit(common: Common, mail: OpenedMail, site: Site, outcome: string) {
  const { header, headerSha256 } = mail.envelope;
  const at = common.now().toISOString();
  const arrival = mail.sighting && doneWith(mail.sighting, disposalFor(common, outcome), at);
  return {
    seen: { headerSha256, peer: site.id, kind: header.kind, epoch: header.epoch, seq: header.seq, outcome, at },
    ...(arrival ? { arrival } : {}),
    ...emptyChange(at),
  };
}

/** A commit that changes nothing. */
export const emptyChange = (at: string) => ({
  filesPut: [],
  filesDeleted: [],
  originals: [],
  queue: [],
  trace: [] as readonly TraceEvent[],
  at,
});

/** What the settings say about mails with this outcome. */
export function disposalFor({ settings }: Pick<Common, 'settings'>, outcome: string): string {
  if (outcome === 'quarantined') return settings.afterQuarantined;
  return outcome === 'refused' ? settings.afterRefused : settings.afterMerged;
}

/** What every verified mail of a site tells: it lives, its program's version, the preferences it applies. */
export async function progressAfterContact(common: Common, header: Header, site: string): Promise<SiteProgress> {
  const known = await common.store.progress(site);
  const applied = Number(header.extensions['preferences']?.split(' ')[0] ?? '0');
  const standing = known ?? newProgress(site);
  return {
    ...standing,
    lastReceipt: Math.max(standing.lastReceipt, receiptSeen(header)),
    lastContactAt: common.now().toISOString(),
    version: header.version,
    preferencesVersion: Number.isSafeInteger(applied) ? applied : 0,
  };
}

const mostReceipts = 2 ** 52;

/** The number of the last receipt that the site heeded: after a restore here, with the clock set back, ours must still be above it. */
function receiptSeen({ extensions }: Header): number {
  const number = Number(extensions['receipt'] ?? '0');
  return Number.isSafeInteger(number) && number > 0 && number < mostReceipts ? number : 0;
}

const newProgress = (site: string): SiteProgress => ({
  site,
  epoch: 0,
  seq: 0,
  state: '-',
  files: 0,
  lastParcelAt: '',
  lastContactAt: '',
  version: '',
  preferencesVersion: 0,
  lastReceipt: 0,
  timeZone: 'UTC',
});

/** Why content is refused: a code of docs/protocol.md §7 and what was found. */
export type Refusal = { readonly code: string; readonly detail: string; readonly parcelsForgotten?: readonly string[] };

/** A verified mail whose content is refused: kept in quarantine with the reason, told in the next receipt, never applied. */
export async function reject(common: Common, mail: OpenedMail, site: Site, refusal: Refusal): Promise<Verdict> {
  const { header } = mail.envelope;
  const kept = await common.disk.quarantine({
    name: `${site.id}-${header.epoch}.${header.seq}-${header.volume.number}.eml`,
    bytes: mail.raw,
    reason: `${refusal.code} ${refusal.detail}`.trim(),
    at: common.now().toISOString(),
  });
  return kept.ok ? commitRefusal(common, mail, site, { ...refusal, outcome: 'quarantined' }) : unkept(mail, kept.error.kind);
}

/** Nothing is wrong with it but that it does not fit what is known here: told in the next receipt, and nothing to look at. */
export const refuse = (common: Common, mail: OpenedMail, site: Site, refusal: Refusal): Promise<Verdict> =>
  commitRefusal(common, mail, site, { ...refusal, outcome: 'refused' });

type Refused = Refusal & { readonly outcome: 'quarantined' | 'refused'; readonly parcelsForgotten?: readonly string[] };

async function commitRefusal(common: Common, mail: OpenedMail, site: Site, refused: Refused): Promise<Verdict> {
  const { code, detail, outcome } = refused;
  const { epoch, seq, kind } = mail.envelope.header;
  const at = common.now().toISOString();
  const reason = `${code} ${detail}`.trim();
  const told = { site: site.id, epoch, seq, status: 'rejected', code, detail } as const;
  await common.store.commit({
    ...emptyCommit(common, mail, site, outcome),
    progress: await progressAfterContact(common, mail.envelope.header, site.id),
    result: { ...told, read: 0, changed: 0, problems: [], at },
    parcelsForgotten: refused.parcelsForgotten ?? [],
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
    trace: [traceOf(common, mail, { outcome, reason })],
  });
  return { outcome, peer: site.id, kind, isDone: true, reason };
}

/** Quarantine could not take it (a full disk): nothing is committed, the mail stays, and the next run tries again. */
export const unkept = (mail: OpenedMail, reason: string): Verdict => {
  const { from, kind } = mail.envelope.header;
  return { outcome: 'quarantined', peer: from, kind, isDone: false, comesBack: 'later', reason };
};

type Told = { readonly outcome: TraceOutcome; readonly reason?: string; readonly startedAt?: Date };

/** The line of the trace for this mail. */
export function traceOf(common: Common, mail: OpenedMail, { outcome, reason = '', startedAt }: Told): TraceEvent {
  const at = startedAt ?? common.now();
  return {
    at: at.toISOString(),
    direction: 'in',
    peer: mail.envelope.header.from,
    kind: mail.envelope.header.kind,
    messageId: mail.headers.messageId,
    outcome,
    reason,
    bytes: mail.raw.length,
    durationMs: startedAt ? common.now().getTime() - startedAt.getTime() : 0,
  };
}
