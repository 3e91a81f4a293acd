/**
 * The only file that knows mailparser. It is handed mails reduced by mime-outline.ts, in which every leaf is an opaque attachment, so
 * that its text, charset, address and link work (and their attack surface) stay asleep; it splits and decodes. Pitfalls: mail.md L13–L15.
 */
import type { Readable } from 'node:stream';
import { MailParser } from 'mailparser';
import { ok, type Result } from '../result.ts';
import { type MessageError, refuseMessage } from './message-error.ts';

export type PartsWanted = {
  /** Decides from the first bytes of a part whether it is kept; the others are dropped while they stream by. */
  readonly isWanted: (index: number, start: Buffer) => boolean;
  /** As many bytes as `isWanted` needs. */
  readonly startBytes: number;
};

/** Decoded contents in the order of the mail, `undefined` in the place of the unwanted ones. */
export function decodeParts(framed: Buffer, wanted: PartsWanted): Promise<Result<readonly (Buffer | undefined)[], MessageError>> {
  const parser = new MailParser({ checksumAlgo: 'sha1' });
  const parts: (Buffer | undefined)[] = [];
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve(refuseMessage('unparsable', error.message.slice(0, 200)));
    parser.on('error', fail);
    parser.on('data', (part) => {
      if (part.type !== 'attachment') return;
      const { content, release } = part as StreamedPart;
      content.on('error', fail); // without a listener it would end the process
      collect({ content, release }, parts, wanted);
    });
    parser.on('end', () => resolve(ok(parts)));
    parser.end(framed);
  });
}

type StreamedPart = { readonly content: Readable; readonly release: () => void };

/** Without `release` the parser never ends (L13). */
function collect(part: StreamedPart, parts: (Buffer | undefined)[], wanted: PartsWanted): void {
  const index = parts.push(undefined) - 1;
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isKept: boolean | undefined;
  part.content.on('data', (chunk: Buffer) => {
    if (isKept === false) return;
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= wanted.startBytes) isKept ??= wanted.isWanted(index, Buffer.concat(chunks));
    if (isKept === false) chunks.length = 0;
  });
  part.content.on('end', () => {
    const content = Buffer.concat(chunks);
    if (isKept ?? wanted.isWanted(index, content)) parts[index] = content;
    part.release();
  });
}
