/** What the tests of this room are made of: a plausible header, arbitrary headers, a mail, a dossier. */
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { assembleEnvelope } from '../../src/exchange/envelope.ts';
import { composeMessage, type OutgoingMessage } from '../../src/exchange/message.ts';
import type { FileToSend } from '../../src/exchange/parcel.ts';
import { type Header, kinds } from '../../src/exchange/protocol.ts';

export const signature = Buffer.alloc(64, 7);

export const headerFor = (body: Buffer, changes: Partial<Header> = {}): Header => ({
  kind: 'DATA',
  org: '0123456789abcdef',
  from: 'lyon',
  to: 'common',
  key: 'fedcba9876543210',
  epoch: 3,
  seq: 42,
  mode: 'snapshot',
  base: '-',
  state: 'a'.repeat(64),
  parcel: hash('sha256', body, 'hex'),
  volume: { number: 1, of: 1 },
  length: body.length,
  sha256: hash('sha256', body, 'hex'),
  enc: 'age-x25519',
  created: '2026-11-22T02:00:00.000Z',
  version: '1.4.0',
  extensions: { preferences: '3 abc', receipt: '17' },
  ...changes,
});

export const envelopeOf = (body: Buffer, changes: Partial<Header> = {}): Buffer =>
  assembleEnvelope(headerFor(body, changes), signature, body);

const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const digestOrNone = fc.oneof(fc.constant('-'), hex(64));
const siteId = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,47}$/).filter((site) => site !== 'common');
const text = fc.stringMatching(/^[!-~]([ -~]{0,60}[!-~])?$/);

export const anyHeader: fc.Arbitrary<Header> = fc.record({
  kind: fc.constantFrom(...kinds),
  org: hex(16),
  from: fc.oneof(siteId, fc.constant('common')),
  to: fc.oneof(siteId, fc.constant('common')),
  key: hex(16),
  epoch: fc.maxSafeNat(),
  seq: fc.maxSafeNat(),
  mode: fc.constantFrom('snapshot', 'delta'),
  base: digestOrNone,
  state: digestOrNone,
  parcel: digestOrNone,
  volume: fc
    .tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }))
    .map(([a, b]) => ({ number: Math.min(a, b), of: Math.max(a, b) })),
  length: fc.constant(0),
  sha256: hex(64),
  enc: fc.constantFrom('age-x25519', 'none'),
  created: fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
  version: fc.stringMatching(/^[0-9]\.[0-9]{1,3}\.[0-9](-[a-z0-9.+]{1,20})?$/),
  extensions: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), text, { maxKeys: 8, noNullPrototype: true }),
});

const messageWith = (content: Buffer, changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  messageId: 'malleposte.00112233445566778899aabbccddeeff@mail.test',
  from: { name: 'Agence de Lyon', address: 'lyon@mail.test' },
  to: 'commun@mail.test',
  subject: 'Iparc Distant : Inventaire lyon 3.42 1/1',
  text: 'Inventaires du site « lyon » : 12 fichiers.\n\nMessage automatique : ne pas répondre.\n',
  date: new Date('2026-11-22T02:00:00Z'),
  auto: 'generated',
  attachment: { name: '01234567-1.malle', content },
  ...changes,
});

export const mailWith = (content: Buffer, changes: Partial<OutgoingMessage> = {}): Promise<Buffer> =>
  composeMessage(messageWith(content, changes));

/** Text that compresses about 5:1, like inventories do; the same for the same seed. */
export function inventoryLike(bytes: number, seed: number): Buffer {
  const lines: string[] = ['<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST><CONTENT>\n'];
  let state = seed + 1;
  let length = lines[0]?.length ?? 0;
  while (length < bytes) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const line = `<SOFTWARES><NAME>Logiciel ${state % 9973}</NAME><VERSION>${state % 97}.${(state >>> 8) % 997}</VERSION><GUID>{${(state * 7919).toString(16)}-${state.toString(16)}}</GUID></SOFTWARES>\n`;
    lines.push(line);
    length += line.length;
  }
  return Buffer.from(`${lines.join('')}</CONTENT></REQUEST>\n`);
}

export const dossier: readonly FileToSend[] = [
  { path: 'PC-12 été.ocs', content: inventoryLike(20_000, 1), modified: '2026-11-20T08:15:31.000Z' },
  { path: 'Siège/Éléments à vérifier.xml', content: inventoryLike(9_000, 2), modified: '2026-11-21T08:15:30.000Z' },
  { path: 'photos/poste.jpg', content: Buffer.from(hash('sha512', 'noise', 'hex').repeat(9), 'hex'), modified: '2020-01-01T00:00:00.000Z' },
  { path: 'vide.txt', content: Buffer.alloc(0), modified: '1975-01-01T00:00:00.000Z' },
];
