/** What waits for a person: the quarantine. */
import type { Common, Distant } from '../../jobs/installation.ts';
import { droppable, dropQuarantined, type QuarantineEntry, showQuarantined } from '../../jobs/quarantine.ts';
import { ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Speech } from '../../words/speech.ts';
import type { BodyOf } from '../contract/route.ts';
import type { upkeepRoutes } from '../contract/upkeep-routes.ts';
import { beginTask } from './begin-task.ts';
import type { Acts } from './call.ts';
import { portsOf } from './desk.ts';
import { found, pagingOf } from './paging.ts';
import { chosenEntries, entryPager, exportEntries } from './quarantine-list.ts';
import { retryWork } from './upkeep-tasks.ts';
import { viewItem } from './upkeep-view.ts';

type Routes = typeof upkeepRoutes;

export const upkeepActs: Acts<Routes> = {
  'GET /api/quarantine': async ({ installed, speech, query }) => {
    const pager = await entryPager(installed, query, speech);
    if (!pager.ok) return pager;
    const page = found(pager.value(pagingOf(query)));
    return page.ok ? ok({ ...page.value, rows: [...page.value.rows] }) : page;
  },
  'GET /api/quarantine.csv': (call) => exportEntries(call, 'csv'),
  'GET /api/quarantine.xlsx': (call) => exportEntries(call, 'xlsx'),
  'GET /api/quarantine/:id': async ({ installed, parameters: { id = '' }, speech }) => {
    const shown = await showQuarantined(installed, id);
    return shown.ok ? ok(viewItem(shown.value, speech)) : shown;
  },
  'GET /api/quarantine/:id/bytes': async ({ installed, parameters: { id = '' } }) => {
    const shown = await showQuarantined(installed, id);
    if (!shown.ok) return shown;
    const { name, raw } = shown.value;
    return ok({ name: nameOf(id, name), mediaType: 'application/octet-stream', bytes: raw });
  },
  'POST /api/quarantine/retry': async (call) => {
    const { desk, speech, body } = call;
    return beginTask(
      call,
      'quarantine-retry',
      retryWork(desk, (installed) => toRetry(installed, body, speech)),
    );
  },
  'POST /api/quarantine/drop': ({ desk, speech, body }) =>
    desk.hold(async (installation) => {
      const installed = portsOf(installation);
      const entries = await toDrop(installed, body, speech);
      if (!entries.ok) return entries;
      const dropped = await dropQuarantined(installed, entries.value);
      return dropped.ok ? ok({ dropped: dropped.value }) : dropped;
    }),
};

/** A browser opens nothing by itself that ends in `.bin`. */
const nameOf = (id: string, name: string): string => `${(id.startsWith('file:') ? name : id).split('/').at(-1) ?? 'quarantine'}.bin`;

async function toRetry(
  installed: Common | Distant,
  { ids, matching }: BodyOf<Routes['POST /api/quarantine/retry']>,
  speech: Speech,
): Promise<Result<readonly string[] | 'all', ExplainedError>> {
  if (!matching) return ok(ids ?? []);
  const entries = await chosenEntries(installed, matching, speech);
  return entries.ok ? ok(entries.value.map(({ id }) => id)) : entries;
}

/** Ids are all meant, or none is dropped; of what matches, the mails that were there when somebody looked. */
async function toDrop(
  installed: Common | Distant,
  { ids, matching }: BodyOf<Routes['POST /api/quarantine/drop']>,
  speech: Speech,
): Promise<Result<readonly QuarantineEntry[], ExplainedError>> {
  if (!matching) return droppable(installed, { ids: ids ?? [] });
  const entries = await chosenEntries(installed, matching, speech);
  const latest = Date.parse(matching.upTo);
  return entries.ok ? ok(entries.value.filter(({ isDroppable, at }) => isDroppable && Date.parse(at) <= latest)) : entries;
}
