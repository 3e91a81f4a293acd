/** What waits for a person: the quarantine. */
import { droppable, dropQuarantined, listQuarantine, type QuarantineEntry, showQuarantined } from '../../jobs/quarantine.ts';
import { ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { upkeepRoutes } from '../contract/upkeep-routes.ts';
import { beginTask } from './begin-task.ts';
import type { Acts } from './call.ts';
import { type Desk, portsOf } from './desk.ts';
import { retryWork } from './upkeep-tasks.ts';
import { viewEntry, viewItem } from './upkeep-view.ts';

type Routes = typeof upkeepRoutes;

export const upkeepActs: Acts<Routes> = {
  'GET /api/quarantine': async ({ installed, speech }) => {
    const entries = await listQuarantine(installed);
    return entries.ok ? ok(entries.value.map((entry) => viewEntry(entry, speech))) : entries;
  },
  'GET /api/quarantine/:id': async ({ installed, parameters: { id = '' }, speech }) => {
    const found = await showQuarantined(installed, id);
    return found.ok ? ok(viewItem(found.value, speech)) : found;
  },
  'GET /api/quarantine/:id/bytes': async ({ installed, parameters: { id = '' } }) => {
    const found = await showQuarantined(installed, id);
    if (!found.ok) return found;
    const { name, raw } = found.value;
    return ok({ name: nameOf(id, name), mediaType: 'application/octet-stream', bytes: raw });
  },
  'POST /api/quarantine/retry': async (call) => beginTask(call, 'quarantine-retry', retryWork(call.desk, call.body.ids)),
  'POST /api/quarantine/drop': async ({ desk, body: { ids } }) => drop(desk, ids),
};

/** A browser opens nothing by itself that ends in `.bin`. */
const nameOf = (id: string, name: string): string => `${(id.startsWith('file:') ? name : id).split('/').at(-1) ?? 'quarantine'}.bin`;

/** All or nothing: the ids are looked at before the first one goes. */
const drop = (desk: Desk, ids: readonly string[]): Promise<Result<{ readonly dropped: number }, ExplainedError>> =>
  desk.hold(async (installation) => {
    const installed = portsOf(installation);
    const entries: QuarantineEntry[] = [];
    for (const id of new Set(ids)) {
      const found = await droppable(installed, { id });
      if (!found.ok) return found;
      entries.push(...found.value);
    }
    const dropped = await dropQuarantined(installed, entries);
    return dropped.ok ? ok({ dropped: dropped.value }) : dropped;
  });
