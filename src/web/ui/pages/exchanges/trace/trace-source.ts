/** Where the lines of the trace, their files and their stories are: addresses and questions. */
import type { Api } from '../../../../contract/api.ts';
import type { QueryFor } from '../../../../contract/route.ts';
import type { TraceLine } from '../../../../contract/trace-story.ts';
import { addressOf, ask } from '../../../client.ts';
import type { Filters, Load } from '../../../parts/table/table-types.ts';

/** The seeds' three first. */
export const traceFormats = ['xml', 'docx', 'xlsx', 'csv', 'json'] as const;

type Question = QueryFor<Api['GET /api/trace']>;

/** The address is anybody's to write: what is no filter of the API is refused by it, with its reason. */
export const choiceOf = (filters: Filters): Question => filters as Question;

export const loadTrace: Load<TraceLine> = ({ filters, direction, offset, limit }, signal) =>
  ask('GET /api/trace', { signal, query: { ...choiceOf(filters), direction, offset, limit } });

export const fileAddress = (query: QueryFor<Api['GET /api/trace/file']> | Filters): string => addressOf('GET /api/trace/file', {}, query);

const page = '/exchanges/trace';

/** `search`: the view behind the story. */
export const storyAddress = (search: string, event: number): string =>
  `${page}?${new URLSearchParams([...new URLSearchParams(search), ['event', String(event)]])}`;

export const listAddress = (search: string): string => (search === '' ? page : `${page}?${search}`);
