/**
 * Hooks after a cycle: which events happened, what the administrator's programs are told, and the trace of each. The document is
 * `{event, at, version, role, site, …}`; `after-receive` and `after-send` carry `outcome` (what the command answers with --json),
 * `after-merge` carries `sites` and `inventories`, `on-alert` carries `alerts: [{alert, count}]` and, of a cycle that failed, `error`.
 */
import type { HookEvent, HookRun } from '../hooks/port.ts';
import type { Result } from '../result.ts';
import type { MirrorOutcome } from './export-outcome.ts';
import type { Common, Distant, JobError, ReceiveOutcome, SendOutcome } from './installation.ts';

type Happened = { readonly event: HookEvent; readonly facts: Readonly<Record<string, unknown>> };

type Alert = { readonly alert: string; readonly count: number };

/** Runs what is due after a sending; never fails, and what hooks answer changes nothing. */
export async function hooksAfterSend(distant: Distant, sent: Result<SendOutcome, JobError>): Promise<readonly HookRun[]> {
  const site = (await distant.store.outpost())?.site ?? '';
  if (!sent.ok) return runAll(distant, { role: 'distant', site }, [failed(sent.error)]);
  const done: Happened = { event: 'after-send', facts: { outcome: sent.value } };
  return runAll(distant, { role: 'distant', site }, [done, ...alarm(alertsOfSending(sent.value))]);
}

/** The same after a polling; `after-merge` once, whatever the number of parcels. */
export function hooksAfterReceive(common: Common, received: Result<ReceiveOutcome, JobError>): Promise<readonly HookRun[]> {
  const place = { role: 'common', site: common.settings.site };
  if (!received.ok) return runAll(common, place, [failed(received.error)]);
  const outcome = received.value;
  const { merged, mergedSites, inventories } = outcome;
  const merging: Happened = { event: 'after-merge', facts: { sites: mergedSites, parcels: merged, inventories } };
  return runAll(common, place, [
    { event: 'after-receive', facts: { outcome } },
    ...(merged > 0 ? [merging] : []),
    ...alarm(alertsOfReceiving(outcome)),
  ]);
}

const failed = (error: JobError): Happened => ({ event: 'on-alert', facts: { alerts: [{ alert: error.kind, count: 1 }], error } });

const alarm = (alerts: readonly Alert[]): readonly Happened[] => {
  const raised = alerts.filter(({ count }) => count > 0);
  return raised.length === 0 ? [] : [{ event: 'on-alert', facts: { alerts: raised } }];
};

/** What makes the exit status 3, and mails that stay. */
const alertsOfReceiving = (outcome: ReceiveOutcome): readonly Alert[] => [
  { alert: 'quarantined', count: outcome.quarantined },
  { alert: 'refused', count: outcome.refused },
  { alert: 'bounces', count: outcome.bounces },
  { alert: 'pendingDisposals', count: outcome.pendingDisposals },
  { alert: 'problems', count: outcome.problems.length },
  { alert: 'pending', count: outcome.pending.length },
  { alert: 'unsent', count: outcome.unsent.length },
  { alert: 'mirror', count: outcome.mirror && isFaulty(outcome.mirror) ? 1 : 0 },
  { alert: 'push', count: outcome.pushed?.glpi.failed ?? 0 },
];

const isFaulty = ({ error, leftOut }: MirrorOutcome): boolean => error !== '' || leftOut.length > 0;

const alertsOfSending = ({ heeded, alert, alerts, unreadable, unsent }: SendOutcome): readonly Alert[] => [
  ...alerts.map((code) => ({ alert: code, count: 1 })),
  { alert: 'version', count: alert ? 1 : 0 },
  { alert: 'quarantined', count: heeded.quarantined },
  { alert: 'pendingDisposals', count: heeded.pendingDisposals },
  { alert: 'problems', count: unreadable.length },
  { alert: 'unsent', count: unsent.length },
];

type Place = { readonly role: string; readonly site: string };

async function runAll(installed: Common | Distant, place: Place, happened: readonly Happened[]): Promise<readonly HookRun[]> {
  const { hooks, settings, version, now } = installed;
  const runs: HookRun[] = [];
  for (const { event, facts } of happened) {
    const document = { event, at: now().toISOString(), version, ...place, ...facts };
    runs.push(...(await hooks.run({ event, document, timeoutMs: settings.hookSeconds * 1000 })));
  }
  if (runs.length > 0) await installed.store.trace(runs.map((run) => traced(installed, run)));
  return runs;
}

function traced({ now }: Common | Distant, { event, name, status, problem, durationMs }: HookRun) {
  const facts = `hook=${event}/${name.replaceAll(/\s/g, '_')}${status === null ? '' : ` exit=${status}`}`;
  return {
    at: now().toISOString(),
    direction: 'local',
    peer: '',
    kind: 'hook',
    messageId: '',
    outcome: problem === '' ? 'done' : 'failed',
    reason: `${facts} ${problem}`.trim(),
    bytes: 0,
    durationMs,
  } as const;
}
