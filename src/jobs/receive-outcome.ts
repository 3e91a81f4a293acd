/** What a finished reception says to whoever tells of it: by site, and whether a person should look. Ignores words and layout. */
import type { Progress, ReceiveOutcome } from './installation.ts';

/** What came of the mails of one site, in the order of the columns. */
export type SiteLine = {
  readonly site: string;
  readonly merged: number;
  readonly greetings: number;
  readonly other: number;
  readonly quarantined: number;
};

export type MailProgress = Extract<Progress, { readonly step: 'mail' }>;

/** Strangers, whose names prove nothing, share the last line. */
export function countBySite(mails: readonly Pick<MailProgress, 'peer' | 'outcome'>[]): readonly SiteLine[] {
  const lines = new Map<string, SiteLine>();
  for (const { peer, outcome } of mails) {
    const site = outcome === 'ignored' ? '' : peer;
    const line = lines.get(site) ?? { site, merged: 0, greetings: 0, other: 0, quarantined: 0 };
    const column =
      outcome === 'merged' ? 'merged' : outcome === 'greeting' ? 'greetings' : outcome === 'quarantined' ? 'quarantined' : 'other';
    lines.set(site, { ...line, [column]: line[column] + 1 });
  }
  return [...lines.values()].sort((a, b) => (a.site === '' ? 1 : b.site === '' ? -1 : a.site.localeCompare(b.site)));
}

/** Quarantine, refusals, returns, unreadable inventories, mails that cannot be put away and sites that wait for a person need a look. */
export function isWorthALook({ mirror, pushed, ...counts }: ReceiveOutcome): boolean {
  const { quarantined, refused, bounces, pendingDisposals, problems, pending } = counts;
  const isNotable = quarantined + refused + bounces + pendingDisposals + problems.length + pending.length > 0;
  const isMirrorFaulty = mirror !== null && (mirror.error !== '' || mirror.leftOut.length > 0);
  return isNotable || isMirrorFaulty || (pushed?.glpi.failed ?? 0) > 0;
}
