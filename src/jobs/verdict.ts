/** What became of one mail at the common site, and the pieces of its commit that every kind shares. */
import type { Header } from '../exchange/protocol.ts';
import type { TraceEvent, TraceOutcome } from '../exchange/trace.ts';
import type { ParcelResult, Site, SiteProgress } from '../store/port.ts';
import type { Common } from './installation.ts';
import type { OpenedMail } from './poll.ts';

export type Verdict = {
  readonly outcome: 'merged' | 'duplicate' | 'superseded' | 'greeting' | 'test' | 'enrolled' | 'pending' | 'ignored' | 'quarantined';
  readonly peer: string;
  readonly kind: string;
  /** The mail's effect is committed: it may leave the mailbox. */
  readonly isDone: boolean;
  /** Not done, and not passed by either: the next run looks at it again. */
  readonly comesBack?: true;
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
  return {
    seen: { headerSha256, peer: site.id, kind: header.kind, epoch: header.epoch, seq: header.seq, outcome, at },
    filesPut: [],
    filesDeleted: [],
    originals: [],
    assets: [],
    assetsSeen: [],
    queue: [],
    trace: [] as readonly TraceEvent[],
    at,
  };
}

/** What every verified mail of a site tells: it lives, its program's version, the preferences it applies. */
export async function progressAfterContact(common: Common, header: Header, site: string): Promise<SiteProgress> {
  const known = await common.store.progress(site);
  const applied = Number(header.extensions['preferences']?.split(' ')[0] ?? '0');
  return {
    ...(known ?? newProgress(site)),
    lastContactAt: common.now().toISOString(),
    version: header.version,
    preferencesVersion: Number.isSafeInteger(applied) ? applied : 0,
  };
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
export type Refusal = { readonly code: string; readonly detail: string };

/** A verified mail whose content is refused: kept in quarantine with the reason, told in the next receipt, never applied. */
export async function reject(common: Common, mail: OpenedMail, site: Site, refusal: Refusal): Promise<Verdict> {
  const { code, detail } = refusal;
  const { header } = mail.envelope;
  const at = common.now().toISOString();
  const kept = await common.disk.quarantine({
    name: `${site.id}-${header.epoch}.${header.seq}.eml`,
    bytes: mail.raw,
    reason: `${code} ${detail}`,
    at,
  });
  if (!kept.ok) return unkept(mail, kept.error.kind);
  const result: ParcelResult = {
    site: site.id,
    epoch: header.epoch,
    seq: header.seq,
    status: 'rejected',
    code,
    detail,
    read: 0,
    changed: 0,
    problems: [],
    at,
  };
  await common.store.commit({
    ...emptyCommit(common, mail, site, 'quarantined'),
    progress: await progressAfterContact(common, header, site.id),
    result,
    receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },
    trace: [traceOf(common, mail, { outcome: 'quarantined', reason: `${code} ${detail}` })],
  });
  return { outcome: 'quarantined', peer: site.id, kind: header.kind, isDone: true, reason: `${code} ${detail}` };
}

/** Quarantine could not take it (a full disk): nothing is committed, the mail stays, and the next run tries again. */
export const unkept = (mail: OpenedMail, reason: string): Verdict => {
  const { from, kind } = mail.envelope.header;
  return { outcome: 'quarantined', peer: from, kind, isDone: false, comesBack: true, reason };
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
