/**
 * The few plain lines before TLS takes over: STLS (RFC 2595 §4), STARTTLS in SMTP (RFC 3207) and IMAP (RFC 9051 §6.2.1).
 * Ignores everything that a server says there but the offer itself: nothing of it is believed afterwards.
 */
import { ok, type Result } from '../result.ts';
import { busy, deferred, type Failed, misspoken, noTls, type Place, refused, timedOut, unreachable } from './failures.ts';
import type { TransportError } from './port.ts';
import type { Wire, WireFault } from './wire.ts';

export type Preamble = {
  readonly place: Place;
  readonly wire: Wire;
  /** For each answer. */
  readonly timeoutMs: number;
  /** How we name ourselves to SMTP servers. */
  readonly ehloName: string;
};

/** The server's greeting, raw, when it agreed to start TLS now. Bytes behind its agreement are an attack (CVE-2011-0411) and refused. */
export async function askForTls(protocol: 'imap' | 'pop3' | 'smtp', preamble: Preamble): Promise<Result<string, TransportError>> {
  const agreed = await dialogues[protocol](preamble);
  if (!agreed.ok || !preamble.wire.hasUnread()) return agreed;
  return misspoken(preamble.place, 'STARTTLS', 'bytes came in before TLS');
}

const dialogues = { pop3: askPop3, smtp: askSmtp, imap: askImap } as const;

async function askPop3({ place, wire, timeoutMs }: Preamble): Promise<Result<string, TransportError>> {
  const greeting = await readLine({ place, wire, timeoutMs }, 'greeting');
  if (!greeting.ok) return greeting;
  if (!greeting.value.startsWith('+OK')) return refusedGreeting(place, greeting.value);
  wire.send('STLS');
  const answer = await readLine({ place, wire, timeoutMs }, 'STLS');
  if (!answer.ok) return answer;
  return answer.value.startsWith('+OK') ? greeting : noTls(place);
}

/** RFC 1939 knows no refusal in a greeting; servers use it when they are full, locked or have banned us for a while. */
export function refusedGreeting(place: Place, greeting: string): Failed {
  if (/^-ERR/i.test(greeting)) return busy(place, greeting.replace(/^-ERR\s*/i, ''));
  return misspoken(place, 'greeting', greeting.slice(0, 200));
}

async function askSmtp({ place, wire, timeoutMs, ehloName }: Preamble): Promise<Result<string, TransportError>> {
  const greeting = await readReply({ place, wire, timeoutMs }, 'greeting');
  if (!greeting.ok) return greeting;
  if (!greeting.value.startsWith('220')) return refusedService(place, 'greeting', greeting.value);
  wire.send(`EHLO ${ehloName}`);
  const offer = await readReply({ place, wire, timeoutMs }, 'EHLO');
  if (!offer.ok) return offer;
  if (/^[45]/.test(offer.value)) return refusedService(place, 'EHLO', offer.value);
  if (!/^250[ -]STARTTLS\b/im.test(offer.value)) return noTls(place);
  wire.send('STARTTLS');
  const answer = await readReply({ place, wire, timeoutMs }, 'STARTTLS');
  if (!answer.ok) return answer;
  if (answer.value.startsWith('220')) return greeting;
  return answer.value.startsWith('4') ? refusedService(place, 'STARTTLS', answer.value) : noTls(place);
}

/** A reply to no mail in particular: the server itself turns us away (RFC 5321 §3.1, §4.2.1). */
export function refusedService(place: Place, command: string, reply: string): Failed {
  const answer = reply.trim().replaceAll(/\r?\n/g, ' ');
  if (answer.startsWith('421')) return unreachable(place, answer);
  if (answer.startsWith('4')) return deferred(place, statusOf(answer), answer);
  if (answer.startsWith('5')) return refused(place, statusOf(answer), answer);
  return misspoken(place, command, answer.slice(0, 200));
}

/** The enhanced status (RFC 3463) when there is one, else the three digits. */
export const statusOf = (reply: string): string => /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? reply.slice(0, 3);

async function askImap({ place, wire, timeoutMs }: Preamble): Promise<Result<string, TransportError>> {
  const greeting = await readLine({ place, wire, timeoutMs }, 'greeting');
  if (!greeting.ok) return greeting;
  if (/^\* BYE/i.test(greeting.value)) return busy(place, greeting.value.slice(6));
  if (!/^\* OK/i.test(greeting.value)) return misspoken(place, 'greeting', greeting.value.slice(0, 200));
  wire.send('a STARTTLS');
  for (let lines = 0; lines < maxReplyLines; lines += 1) {
    const answer = await readLine({ place, wire, timeoutMs }, 'STARTTLS');
    if (!answer.ok) return answer;
    if (/^a OK/i.test(answer.value)) return greeting;
    if (/^a /i.test(answer.value)) return noTls(place);
  }
  return misspoken(place, 'STARTTLS', 'too many lines');
}

const maxReplyLines = 100;

type Asking = Pick<Preamble, 'place' | 'wire' | 'timeoutMs'>;

/** One SMTP reply with all its lines (RFC 5321 §4.2.1), CRLF kept. */
async function readReply(asking: Asking, command: string): Promise<Result<string, TransportError>> {
  let reply = '';
  for (let lines = 0; lines < maxReplyLines; lines += 1) {
    const line = await readLine(asking, command);
    if (!line.ok) return line;
    reply += `${line.value}\r\n`;
    if (!/^\d{3}-/.test(line.value)) return ok(reply);
  }
  return misspoken(asking.place, command, 'too many lines');
}

async function readLine({ place, wire, timeoutMs }: Asking, command: string): Promise<Result<string, TransportError>> {
  const line = await wire.line(timeoutMs);
  return line.ok ? line : asFailure(place, command, line.error);
}

/** What a fault of the wire means while `command` was waiting for its answer. */
export function asFailure(place: Place, command: string, { fault, detail }: WireFault): Failed {
  if (fault === 'silent') return timedOut(place, command);
  return fault === 'closed' ? unreachable(place, `${command}: ${detail}`) : misspoken(place, command, detail);
}
