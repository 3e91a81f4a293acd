/** Where the mails of the queue and their files are: questions and addresses. */
import type { Api } from '../../../contract/api.ts';
import type { MailRow } from '../../../contract/queue-routes.ts';
import type { AnswerOf, QueryFor } from '../../../contract/route.ts';
import { addressOf, ask } from '../../client.ts';
import type { FileAsked, FileFormat, Load } from '../../parts/table/table-types.ts';

export type QueueValues = AnswerOf<Api['GET /api/queue/values']>;

type Question = QueryFor<Api['GET /api/queue']>;

/** The address is anybody's to write: what is no filter or order of the API is refused by it, with its reason. */
export const loadMails: Load<MailRow> = ({ filters, ...asked }, signal) =>
  ask('GET /api/queue', { signal, query: { ...filters, ...asked } as Question });

export const fileOf = (format: FileFormat, { filters, ...asked }: FileAsked): string =>
  addressOf(format === 'csv' ? 'GET /api/queue.csv' : 'GET /api/queue.xlsx', {}, { ...asked, ...filters });
