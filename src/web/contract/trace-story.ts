/**
 * One line of the trace, and the exchange that it belongs to, with codes for programs and words for people. Dates are ISO 8601, empty
 * for none; words are empty where there is nothing to say.
 */
import { z } from 'zod';

export const traceOutcomes = ['done', 'ignored', 'refused', 'quarantined', 'deferred', 'failed', 'alert'] as const;

/** A code with what it means, and what to do about it. */
export const reason = z.object({
  code: z.string().describe('as it is stored: a stable code, then facts'),
  said: z.string(),
  remedy: z.string(),
});
export type Reason = z.output<typeof reason>;

export const traceLine = z.object({
  id: z.int(),
  at: z.string(),
  direction: z.enum(['in', 'out', 'local']),
  peer: z.string().describe('site, host name of a server, or empty'),
  peerSaid: z.string(),
  kind: z.string(),
  kindSaid: z.string(),
  outcome: z.enum(traceOutcomes),
  outcomeSaid: z.string(),
  reason,
  messageId: z.string(),
  bytes: z.int(),
  durationMs: z.int(),
});
export type TraceLine = z.output<typeof traceLine>;

const receivedMail = z.object({
  at: z.string(),
  peerSaid: z.string(),
  kind: z.string(),
  kindSaid: z.string(),
  outcome: z.string(),
  outcomeSaid: z.string(),
  headerSha256: z.string().describe('what identifies it: the digest of its signed header'),
});

const sentMail = z.object({
  messageId: z.string(),
  inReplyTo: z.string(),
  kind: z.string(),
  kindSaid: z.string(),
  to: z.string(),
  volume: z.int().describe('of a parcel: which of its volumes'),
  bytes: z.int().describe('0 once its bytes are no longer kept'),
  state: z.enum(['queued', 'sent', 'refused']),
  tries: z.int(),
  createdAt: z.string(),
  lastTriedAt: z.string(),
  nextAt: z.string().describe('not tried again before'),
  lastError: reason,
  bounce: reason.describe('why it came back'),
});

const parcelResult = z.object({
  at: z.string(),
  status: z.enum(['applied', 'superseded', 'rejected']),
  reason,
  read: z.int().describe('inventories read'),
  changed: z.int().describe('assets changed'),
  problems: z.array(z.object({ path: z.string(), reason })).describe('files that could not be read'),
});

const sentParcel = z.object({
  status: z.enum(['sent', 'applied', 'superseded', 'rejected', 'dropped']),
  reason: reason.describe('what the last receipt said of it'),
  mode: z.enum(['snapshot', 'delta']),
  files: z.int(),
  bytes: z.int(),
  volumes: z.int(),
  have: z.array(z.int()).describe('volumes that the common site says it holds'),
  tries: z.int(),
  createdAt: z.string(),
  resendAt: z.string().describe('goes again then, if nothing is heard'),
});

const files = z.object({
  total: z.int(),
  rows: z
    .array(z.object({ path: z.string(), bytes: z.int(), isGone: z.boolean().describe('taken away by the parcel') }))
    .describe('the first of them'),
});

export const traceStory = z.object({
  event: traceLine,
  lines: z.array(traceLine).describe('all of this exchange, oldest first'),
  parcel: z.object({ peer: z.string(), epoch: z.int(), seq: z.int() }).nullable().describe('null: it is about no parcel'),
  received: z.array(receivedMail),
  sent: z.array(sentMail),
  results: z.array(parcelResult).describe('at a common site: what became of the parcel, newest first'),
  held: z
    .object({ of: z.int(), numbers: z.array(z.int()), bytes: z.int(), at: z.string() })
    .nullable()
    .describe('at a common site: volumes that wait for the others'),
  isReceiptDue: z.boolean().describe('at a common site: the answer is not written yet'),
  sentParcel: sentParcel.nullable().describe('at a distant site: what it knows of the parcel'),
  files: files.nullable().describe('those that the parcel brought or took away; at a distant site those of the dossier that it tells of'),
  quarantine: z.array(z.object({ id: z.string(), at: z.string(), name: z.string(), bytes: z.int(), reason })),
});
export type TraceStory = z.output<typeof traceStory>;
