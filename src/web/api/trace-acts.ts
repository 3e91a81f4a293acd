/** The journal of exchanges: listed, told whole, deleted, exported. */
import { tellExchange } from '../../jobs/exchange-story.ts';
import { deleteTrace } from '../../jobs/trace-deletion.ts';
import { traceBounds, traceRows } from '../../jobs/trace-rows.ts';
import { err, ok } from '../../result.ts';
import type { TraceFilter } from '../../store/journal-port.ts';
import { tableFormats, writeTable } from '../../tables/formats.ts';
import { sayCode } from '../../words/codes.ts';
import { traceTable } from '../../words/trace-table.ts';
import type { TraceChoice, traceRoutes } from '../contract/trace-routes.ts';
import { traceOutcomes } from '../contract/trace-story.ts';
import type { Acts } from './call.ts';
import { portsOf } from './desk.ts';
import { found, pagingOf } from './paging.ts';
import { lineOf, sayPeer, storyView } from './trace-story.ts';

export const traceActs: Acts<typeof traceRoutes> = {
  'GET /api/trace': async ({ installed, speech, query }) => {
    const filter = filterOf(query, installed.timeZone);
    const page = found(await installed.store.tracePage({ ...filter, ...pagingOf(query), newestFirst: query.direction === 'desc' }));
    return page.ok ? ok({ ...page.value, rows: page.value.rows.map((event) => lineOf(speech, event)) }) : page;
  },
  'GET /api/trace/values': async ({ installed, speech: { codes, reports } }) => {
    const { peers, kinds } = await installed.store.traceValues();
    const { directions } = reports.trace.file;
    return ok({
      peers: peers.filter((peer) => peer !== '').map((code) => ({ code, said: sayPeer(codes, code) })),
      kinds: kinds.map((code) => ({ code, said: sayCode(codes.traceKinds, code) })),
      outcomes: traceOutcomes.map((code) => ({ code, said: sayCode(codes.traceOutcomes, code) })),
      ways: (['in', 'out', 'local'] as const).map((code) => ({ code, said: directions[code] })),
    });
  },
  'GET /api/trace/file': async ({ desk, installed, speech, query }) => {
    const { format, ids, direction } = query;
    const span = { ...filterOf(query, installed.timeZone), newestFirst: direction === 'desc' };
    const chosen = ids === undefined ? span : { ...span, ids: ids.split(',').map(Number) };
    const at = desk.world.now().toISOString();
    const name = `trace-${installed.settings.site}-${at.slice(0, 10)}.${format}`;
    const bytes = writeTable(format, traceTable(speech, traceRows(installed, chosen), at));
    return ok({ name, mediaType: tableFormats[format].mediaType, bytes });
  },
  'GET /api/trace/:id': async ({ installed, speech, parameters: { id = '' } }) => {
    const told = /^\d{1,15}$/.test(id) ? await tellExchange(installed, Number(id)) : ok(undefined);
    if (!told.ok) return told;
    return told.value ? ok(storyView(speech, told.value)) : err({ kind: 'thing-unknown', thing: 'exchange', id });
  },
  'POST /api/trace/delete': ({ desk, session, body: { ids, matching } }) =>
    desk.hold(async (installation) => {
      const installed = portsOf(installation);
      const filter = matching ? { ...filterOf(matching, installed.timeZone), upTo: matching.upTo } : { ids: ids ?? [] };
      return ok({ deleted: await deleteTrace(installed, filter, session?.by ?? '') });
    }),
};

function filterOf({ peer, kind, outcome, way, since, until, text }: TraceChoice, timeZone: string): TraceFilter {
  return {
    ...(peer === undefined ? {} : { peer }),
    ...(kind === undefined ? {} : { kind }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(way === undefined ? {} : { direction: way }),
    ...(text === undefined || text === '' ? {} : { text }),
    ...traceBounds({ since, until }, timeZone),
  };
}
