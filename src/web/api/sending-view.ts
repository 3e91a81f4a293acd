/** A distant site's standing and what it would send, as the page shows them: words for codes, long lists cut with their total. */
import type { FolderListing } from '../../disk/port.ts';
import type { Invitation } from '../../exchange/invitation.ts';
import { imposedPreferences } from '../../jobs/effective-settings.ts';
import type { Distant } from '../../jobs/installation.ts';
import type { ParcelPreview } from '../../jobs/preview-parcel.ts';
import { type DistantStatus, distantStatus } from '../../jobs/status.ts';
import type { ParcelRecord } from '../../store/port.ts';
import { sayReason } from '../../words/codes.ts';
import { sayAlert } from '../../words/sending.ts';
import type { Speech } from '../../words/speech.ts';
import type { FolderView, InvitationView, PreviewView, SendingView } from '../contract/sending-routes.ts';

export async function viewSending(distant: Distant, speech: Speech, revision: string): Promise<SendingView> {
  const status = await distantStatus(distant);
  const outpost = await distant.store.outpost();
  const [last] = await distant.store.parcels(1);
  const { dossier, everyDays, include, exclude, strip } = distant.settings;
  return {
    ...{ state: status.state, site: status.site, words: status.words, lastSentAt: status.lastSentAt, nextDueAt: status.nextDueAt },
    organisation: status.orgName || distant.settings.organisation,
    commonAddress: outpost?.commonAddress ?? '',
    joinedAt: outpost?.joinedAt ?? '',
    admittedAt: outpost?.admittedAt ?? '',
    settings: { dossier, everyDays, include: [...include], exclude: [...exclude], strip: [...strip] },
    revision,
    imposed: await viewImposed(distant),
    preferences: { version: status.preferencesVersion, appliedAt: outpost?.preferences.appliedAt ?? '' },
    freshness: freshnessOf(status, distant.now()),
    parcel: last ? viewParcel(last, speech) : null,
    answer: sayReason(speech.codes, status.summary),
    lastContactAt: status.lastContactAt,
    alerts: status.alerts.map((code) => {
      const [what, remedy] = sayAlert(speech, code);
      return { what, remedy };
    }),
    isRotationPending: status.isRotationPending,
    queued: status.queued,
  };
}

async function viewImposed(distant: Distant): Promise<SendingView['imposed']> {
  const { period, include, exclude, strip } = (await imposedPreferences(distant)) ?? {};
  return {
    ...(period === undefined ? {} : { everyDays: period }),
    ...(include === undefined ? {} : { include: [...include] }),
    ...(exclude === undefined ? {} : { exclude: [...exclude] }),
    ...(strip === undefined ? {} : { strip: [...strip] }),
  };
}

function freshnessOf({ upToDate, lastSentAt, nextDueAt }: DistantStatus, now: Date): SendingView['freshness'] {
  if (lastSentAt === null) return 'never';
  if (upToDate) return 'up-to-date';
  return nextDueAt !== null && Date.parse(nextDueAt) <= now.getTime() ? 'due' : 'awaiting';
}

const viewParcel = (record: ParcelRecord, { codes }: Speech): NonNullable<SendingView['parcel']> => ({
  ...{ number: `${record.epoch}.${record.seq}`, mode: record.mode, files: record.files, bytes: record.bytes, volumes: record.volumes },
  ...{ volumesThere: record.have.length, createdAt: record.createdAt, status: record.status, tries: record.tries },
  detail: sayReason(codes, record.detail),
  resendAt: record.status === 'sent' ? record.resendAt : '',
});

export const viewInvitation = ({ site, orgName, commonAddress, expires, everyDays, presets }: Invitation): InvitationView => ({
  ...{ site, organisation: orgName, commonAddress, expires, everyDays },
  mailbox: presets?.mailbox ?? '',
  outbox: presets?.outbox ?? '',
});

export const viewFolders = ({ folders, roots, ...listing }: FolderListing): FolderView => ({
  ...listing,
  roots: [...roots],
  folders: folders.map((folder) => ({ ...folder })),
});

/** So many lines say enough of a list; its total is told. */
const maxListed = 500;

export function viewPreview({ parcel, due, dossier, bytes, ...lists }: ParcelPreview, speech: Speech): PreviewView {
  const explain = ({ path, reason }: { readonly path: string; readonly reason: string }) => ({
    ...{ path, reason },
    explanation: sayReason(speech.codes, reason),
  });
  return {
    ...{ dossier, bytes, parcel },
    files: bounded(lists.files, (file) => ({ ...file })),
    leftOut: bounded(lists.leftOut, explain),
    leftOutReasons: countReasons(lists.leftOut.map((file) => explain(file).explanation)),
    unreadable: bounded(lists.unreadable, explain),
    due: due === null ? '' : sayReason(speech.codes, due.reason),
    isParcelDue: due !== null && due.action !== 'greeting',
  };
}

const bounded = <T, U>(items: readonly T[], view: (item: T) => U): { items: U[]; total: number } => ({
  items: items.slice(0, maxListed).map(view),
  total: items.length,
});

function countReasons(explanations: readonly string[]): PreviewView['leftOutReasons'] {
  const counts = new Map<string, number>();
  for (const explanation of explanations) counts.set(explanation, (counts.get(explanation) ?? 0) + 1);
  return [...counts].map(([explanation, count]) => ({ explanation, count })).toSorted((a, b) => b.count - a.count);
}
