/** What a company is beside its keys, which change: its lasting id, and the events of its keys in the trace. */
import { commonSite } from '../exchange/protocol.ts';
import type { TraceEvent, TraceOutcome } from '../exchange/trace.ts';
import type { Keys } from '../keys/port.ts';
import type { Organisation, Register } from '../store/port.ts';

/** The company's id is that of its first signing key (protocol §5): noted at the first opening, and the same ever after. */
export async function ensureOrganisation(register: Register, keys: Keys): Promise<Organisation> {
  const known = await register.organisation();
  if (known) return known;
  const first: Organisation = { org: keys.identity.id, recoveryKey: '', rotation: 0 };
  await register.saveOrganisation(first);
  return first;
}

type Told = { readonly kind: 'ROTATE' | 'BYE'; readonly outcome?: TraceOutcome; readonly reason: string; readonly peer?: string };

/** A line of the trace about keys and departures that no single mail tells. */
export function keyEvent({ now }: { readonly now: () => Date }, { kind, outcome = 'done', reason, peer = commonSite }: Told): TraceEvent {
  return { at: now().toISOString(), direction: 'local', peer, kind, messageId: '', outcome, reason, bytes: 0, durationMs: 0 };
}
