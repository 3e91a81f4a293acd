/** How things stand, at either end: what `sites` and `status` show. Silence is noticed here, too. Reads only. */
import { decideDue } from '../exchange/due.ts';
import { isTwin, weekBefore } from '../exchange/epochs.ts';
import type { Journal } from '../store/journal-port.ts';
import type { Site, SiteProgress, SiteState } from '../store/port.ts';
import { wordsOf } from './admit.ts';
import { effectiveSettings } from './effective-settings.ts';
import { type Freshness, freshnessOf } from './freshness.ts';
import type { Common, Distant, VersionAlert } from './installation.ts';
import { alertsOf, standingAlert } from './outpost-alerts.ts';
import { alarmAfterMisses } from './reach.ts';
import { commonKeyFor, isBehind } from './trust.ts';

/** How the mail server of the mailbox answered lately: "no contact" is not "no mail". */
export type MailServerStatus = {
  /** ISO 8601, '' before the first success. */
  readonly lastOkAt: string;
  /** In a row. */
  readonly failures: number;
  /** Kind of the last failure's error, '' after a success. */
  readonly failure: string;
  /** So many failures that people must be told. */
  readonly isAlarm: boolean;
};

export type SiteStatus = {
  readonly site: string;
  readonly name: string;
  readonly state: SiteState;
  readonly address: string;
  readonly words: string;
  readonly epoch: number;
  readonly seq: number;
  readonly files: number;
  readonly lastParcelAt: string;
  readonly lastContactAt: string;
  readonly version: string;
  /** The site runs another version than this one. */
  readonly isOtherVersion: boolean;
  readonly preferencesVersion: number;
  readonly invitedAt: string;
  readonly expires: string;
  readonly freshness: Freshness;
  /** Codes of the last week: `stripped`, `bounce-CAUSE`. */
  readonly notices: readonly string[];
  /** It has begun so many numberings within a week that two machines seem to be this one site. */
  readonly isDuplicated: boolean;
  readonly leftAt: string;
  /** When the site changed its keys last, '' for never. */
  readonly rotatedAt: string;
  /** The site does not trust the common site's new key yet, or has not said so. */
  readonly isRotationPending: boolean;
};

export type CommonStatus = {
  readonly sites: readonly SiteStatus[];
  readonly lastReceiveAt: string | null;
  readonly queued: number;
  readonly mailServer: MailServerStatus;
};

/** All sites that were ever invited, with what they sent last. */
export async function commonStatus(common: Common): Promise<CommonStatus> {
  const sites = await common.register.sites();
  const progress = new Map((await common.store.allProgress()).map((entry) => [entry.site, entry]));
  const polls = await common.store.traceList({ newestFirst: true, limit: 1, kind: 'connection', outcome: 'done' });
  const weekAgo = weekBefore(common.now());
  const notices = Map.groupBy(await common.store.notices(weekAgo), ({ site }) => site);
  const { everyDays } = await effectiveSettings(common);
  const statuses: SiteStatus[] = [];
  for (const site of sites) {
    const known = progress.get(site.id);
    statuses.push({
      ...factsOf(common, site, known),
      freshness: freshnessOf({ ...site, lastContactAt: known?.lastContactAt ?? '' }, { ...common.settings, everyDays, now: common.now() }),
      notices: (notices.get(site.id) ?? []).map(({ code }) => code),
      isDuplicated: isTwin(await common.store.epochsSince(site.id, weekAgo)),
    });
  }
  const queued = (await common.store.queued()).length;
  return { sites: statuses, lastReceiveAt: polls[0]?.at ?? null, queued, mailServer: await mailServerOf(common) };
}

function factsOf(common: Common, site: Site, known: SiteProgress | undefined) {
  return {
    site: site.id,
    name: site.name,
    state: site.state,
    address: site.address,
    words: wordsOf(commonKeyFor(common, site).signing, site.signingKey),
    epoch: known?.epoch ?? 0,
    seq: known?.seq ?? 0,
    files: known?.files ?? 0,
    lastParcelAt: known?.lastParcelAt ?? '',
    lastContactAt: known?.lastContactAt ?? '',
    version: known?.version ?? '',
    isOtherVersion: known !== undefined && known.version !== '' && known.version !== common.version,
    preferencesVersion: known?.preferencesVersion ?? 0,
    invitedAt: site.invitedAt,
    expires: site.state === 'invited' ? site.tokenExpires : '',
    leftAt: site.leftAt,
    rotatedAt: site.rotatedAt,
    isRotationPending: site.state === 'admitted' && isBehind(common, site),
  };
}

type Polling = { readonly store: Journal; readonly settings: { readonly mailbox: string } };

async function mailServerOf({ store, settings }: Polling): Promise<MailServerStatus> {
  const { lastOkAt = '', failures = 0, failure = '' } = (await store.contact(settings.mailbox)) ?? {};
  return { lastOkAt, failures, failure, isAlarm: failures >= alarmAfterMisses };
}

export type DistantStatus = {
  readonly site: string;
  readonly orgName: string;
  readonly state: 'unjoined' | 'waiting' | 'admitted' | 'left';
  readonly words: string;
  readonly lastSentAt: string | null;
  readonly nextDueAt: string | null;
  /** "À jour" only when what the common site applied is what was sent last (protocol §7). */
  readonly upToDate: boolean;
  readonly applied: { readonly epoch: number; readonly seq: number };
  readonly alert: VersionAlert | null;
  readonly preferencesVersion: number;
  readonly queued: number;
  /** The last receipt in code and figures; words/ makes a sentence of it. */
  readonly summary: string;
  readonly lastContactAt: string;
  /** `unanswered`, `duplicated`, `undelivered: CAUSE`. */
  readonly alerts: readonly string[];
  readonly mailServer: MailServerStatus;
  /** New keys of this site are announced and not confirmed yet. */
  readonly isRotationPending: boolean;
};

/** This agency's own standing. */
export async function distantStatus(distant: Distant): Promise<DistantStatus> {
  const outpost = await distant.store.outpost();
  const last = (await distant.store.parcels(1))[0];
  const { everyDays } = await effectiveSettings(distant);
  const unanswered = outpost?.unanswered ?? 0;
  const due = decideDue({ now: distant.now(), everyDays, last, isAsked: (outpost?.need ?? '') !== '', unanswered, force: false });
  const isApplied = last !== undefined && outpost?.applied.epoch === last.epoch && outpost.applied.seq === last.seq;
  return {
    site: outpost?.site ?? distant.settings.site,
    orgName: outpost?.orgName ?? '',
    state: outpost?.state ?? 'unjoined',
    words: outpost ? wordsOf(outpost.commonSigningKey, distant.keys.identity.signing) : '',
    lastSentAt: due.lastSentAt,
    nextDueAt: due.nextDueAt,
    upToDate: isApplied && outpost?.applied.state === last?.state && due.action === 'greeting',
    applied: outpost ? { epoch: outpost.applied.epoch, seq: outpost.applied.seq } : { epoch: 0, seq: 0 },
    alert: outpost ? standingAlert(distant, outpost) : null,
    preferencesVersion: outpost?.preferences.version ?? 0,
    queued: (await distant.store.queued()).length,
    summary: outpost?.summary ?? '',
    lastContactAt: outpost?.lastContactAt ?? '',
    alerts: outpost ? alertsOf(distant, outpost) : [],
    mailServer: await mailServerOf(distant),
    isRotationPending: (outpost?.rotatingTo ?? '') !== '',
  };
}
