/** Mails that an admitted agency signs, with any content: what a broken or a broken-into site can write; and what a receipt says of them. */
import { hash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeReceipt, type ReceiptBody } from '../../src/exchange/bodies.ts';
import { checkBody, parseEnvelope } from '../../src/exchange/envelope.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { findEnvelope } from '../../src/exchange/message.ts';
import { packParcel } from '../../src/exchange/parcel.ts';
import { commonSite, type Header } from '../../src/exchange/protocol.ts';
import type { Common, Distant } from '../../src/jobs/installation.ts';
import { writeVolume } from '../../src/jobs/mail.ts';
import { expectOk } from '../journeys/company.ts';

export type Handmade = {
  readonly epoch?: number;
  readonly seq: number;
  /** The body, not sealed. */
  readonly zip: Buffer;
  readonly state?: string;
  readonly mode?: Header['mode'];
  readonly base?: string;
};

/** A DATA mail of one volume, signed by this agency. */
export async function dataMail(agency: Distant, { epoch = 1, seq, zip, state = 'a'.repeat(64), mode, base }: Handmade): Promise<Buffer> {
  const outpost = await agency.store.outpost();
  if (!outpost) throw new Error('not joined');
  const draft = {
    kind: 'DATA',
    org: outpost.org,
    from: outpost.site,
    to: commonSite,
    address: outpost.commonAddress,
    subject: `Iparc Distant : Inventaire ${outpost.site} ${epoch}.${seq} 1/1`,
    text: '',
    epoch,
    seq,
    state,
    ...(mode ? { mode } : {}),
    ...(base ? { base } : {}),
  } as const;
  const piece = { sealed: zip, isSealed: false, parcel: hash('sha256', zip, 'hex'), number: 1, of: 1 };
  return (await writeVolume(agency, draft, piece)).mail.raw;
}

/** A parcel as this agency would pack it, with its manifest: the snapshot of these files under this number. */
export async function packFor(agency: Distant, seq: number, files: readonly { readonly path: string; readonly content: Buffer }[]) {
  const org = (await agency.store.outpost())?.org ?? '';
  const facts = { org, from: 'lyon', to: commonSite, epoch: 1, seq, mode: 'snapshot', created: agency.now().toISOString() } as const;
  const about = { program: { version: agency.version, host: agency.host }, timeZone: agency.timeZone, preferences: null, lastReceipt: 0 };
  return packParcel(
    { ...facts, ...about },
    files.map((file) => ({ ...file, modified: '2026-11-20T08:15:31.000Z' })),
  );
}

/** One character of the attachment's last full base64 line becomes another. */
export function alterBody(raw: Buffer): Buffer {
  const lines = raw.toString('latin1').split('\r\n');
  const index = lines.findLastIndex((line) => /^[A-Za-z0-9+/]{76}$/.test(line));
  const line = lines[index] ?? '';
  lines[index] = `${line.slice(0, 40)}${line[40] === 'A' ? 'B' : 'A'}${line.slice(41)}`;
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** The same mail as a server would bring it that gives Message-IDs of its own. */
export const withMessageId = (raw: Buffer, messageId: string): Buffer =>
  Buffer.from(raw.toString('latin1').replace(/^Message-ID: .*$/im, `Message-ID: <${messageId}>`), 'latin1');

/** The envelope in one of our mails. */
export async function envelopeIn(raw: Buffer): Promise<Buffer> {
  return expectOk(await findEnvelope(raw, defaultLimits)).bytes;
}

/** What a receipt says, opened with the agency's own key. */
export async function readReceipt(agency: Pick<Distant, 'keys'>, raw: Buffer): Promise<ReceiptBody> {
  const envelope = expectOk(parseEnvelope(await envelopeIn(raw)));
  return expectOk(decodeReceipt(expectOk(await agency.keys.open(expectOk(checkBody(envelope))))));
}

/** One more line in the settings of a home. */
export const setting = (home: string, line: string): Promise<void> => appendFile(join(home, 'malleposte.yaml'), `\n${line}\n`);

/** All that the head office believes: assets and files of every site, and what each site reached. */
export async function beliefOf({ store }: Pick<Common, 'store'>): Promise<object> {
  const progress = await store.allProgress();
  const files = await Promise.all(progress.map(async ({ site }) => [site, [...(await store.files(site))]] as const));
  const reached = progress.map(({ site, epoch, seq, state }) => ({ site, epoch, seq, state }));
  return { assets: await store.assets({}), files, reached };
}
