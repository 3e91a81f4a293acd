/** Long lists in pages: by offset, for tables in which people jump about, or by cursor, for programs that want all of it. */
import { z } from 'zod';

export const siteRef = z.object({ id: z.string(), name: z.string() });

/** Of every query that answers a page. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).default(0).describe('rows passed over; ignored where a cursor is given'),
  cursor: z.string().optional().describe('`next` of the page before: no row comes twice and none is left out, whatever arrives meanwhile'),
};

export const pageOf = <R extends z.ZodType>(row: R) =>
  z.object({
    rows: z.array(row),
    total: z.int().describe('of all that match'),
    isMore: z.boolean().describe('there are more than `total`: counting stopped there'),
    next: z.string().describe('cursor of the next page; empty at the end. Good for the same order and direction'),
  });

export const direction = z.enum(['asc', 'desc']);

/** Of queries that answer a file. */
export const shownColumns = z.string().optional().describe('names of columns with commas between, in their order; all unless given');
