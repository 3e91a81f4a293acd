/** What opening a mail consists of, wherever it runs: the envelope is found, then its header read. No deadline here. */
import { type Envelope, type EnvelopeError, parseEnvelope } from '../exchange/envelope.ts';
import type { Limits } from '../exchange/limits.ts';
import { type FoundEnvelope, findEnvelope, findOwnEnvelope } from '../exchange/message.ts';
import type { MessageError } from '../exchange/message-error.ts';
import { ok, type Result } from '../result.ts';
import type { MailProblem, OpenedEnvelope } from './port.ts';

/** Any mail; a MIME library may be asked. */
export async function openAnyMail(raw: Buffer, limits: Limits): Promise<Result<OpenedEnvelope, MailProblem>> {
  return withEnvelope(await findEnvelope(raw, limits));
}

/**
 * A mail exactly as we write them, and one that is too large to be looked at; undefined for the others. Linear in the mail's size and
 * without a library, so that it may run anywhere.
 */
export function openOwnMail(raw: Buffer, limits: Limits): Result<OpenedEnvelope, MailProblem> | undefined {
  const found = findOwnEnvelope(raw, limits);
  return found && withEnvelope(found);
}

function withEnvelope(found: Result<FoundEnvelope, MessageError>): Result<OpenedEnvelope, MailProblem> {
  if (!found.ok) return found;
  const envelope: Result<Envelope, EnvelopeError> = parseEnvelope(found.value.bytes);
  return envelope.ok ? ok({ headers: found.value.headers, envelope: envelope.value }) : envelope;
}
