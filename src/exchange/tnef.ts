/**
 * The attachments in a `winmail.dat`, into which Outlook and Exchange put a mail that they take for rich text (MS-OXTNEF). Only what leads to
 * contents is read: attributes, and of an attachment's MAPI properties the one with its data. Names, bodies and checksums are ignored: our
 * envelope is known by its first bytes and judged by its signature.
 */

const signature = 0x223e9f78;
/** The signature and a 16-bit key. */
const headerBytes = 6;

export const beginsWithTnef = (bytes: Buffer): boolean => bytes.length >= headerBytes && bytes.readUInt32LE(0) === signature;

/**
 * The content of each attachment, a view; that of a message in the message is TNEF itself. Where the blob breaks off or lies about a length,
 * what came before was handed out. One linear pass, no recursion.
 */
export function* tnefContents(blob: Buffer): Generator<Buffer, void, undefined> {
  let attribute = attributeAt(blob, headerBytes);
  while (attribute) {
    if (attribute.id === attributeId.data) yield attribute.content;
    if (attribute.id === attributeId.properties) yield* propertyContents(attribute.content);
    attribute = attributeAt(blob, attribute.end);
  }
}

/** attAttachData and attAttachment (MS-OXTNEF 2.1.3.2). */
const attributeId = { data: 0x0006800f, properties: 0x00069005 } as const;

type Attribute = { readonly id: number; readonly content: Buffer; readonly end: number };

/** Level, id, length, content, checksum; undefined when it is not whole. */
function attributeAt(blob: Buffer, at: number): Attribute | undefined {
  const start = at + 9;
  if (start > blob.length || (blob[at] !== 1 && blob[at] !== 2)) return undefined;
  const contentEnd = start + blob.readUInt32LE(at + 5);
  if (contentEnd > blob.length) return undefined;
  return { id: blob.readUInt32LE(at + 1), content: blob.subarray(start, contentEnd), end: contentEnd + 2 };
}

// ---------------------------------------------------------------- MAPI properties (MS-OXTNEF 2.1.3.4)

/** PidTagAttachDataBinary and PidTagAttachDataObject have the same id. */
const attachData = 0x3701;

const valueType = { binary: 0x0102, object: 0x000d, text: 0x001e, wideText: 0x001f, several: 0x1000 } as const;

/** Bytes on the wire by type, padding included; the types of any length are not among them. */
const fixedBytes: ReadonlyMap<number, number> = new Map([
  [0x0002, 4],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 4],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
]);

/** In front of an embedded object: the interface that it speaks. */
const interfaceBytes = 16;

function* propertyContents(list: Buffer): Generator<Buffer, void, undefined> {
  let at = 4;
  while (at + 4 <= list.length) {
    const [type, id] = [list.readUInt16LE(at), list.readUInt16LE(at + 2)];
    const start = afterName(list, at + 4, id);
    const end = start === undefined ? undefined : afterValues(list, start, type);
    if (start === undefined || end === undefined) return;
    if (id === attachData && type === valueType.binary) yield firstValue(list, start);
    if (id === attachData && type === valueType.object) yield firstValue(list, start).subarray(interfaceBytes);
    at = end;
  }
}

/** Ids from 0x8000 on are followed by a GUID and a number or a name. */
function afterName(list: Buffer, at: number, id: number): number | undefined {
  if (id < 0x8000) return at;
  const kind = at + 16;
  if (kind + 8 > list.length) return undefined;
  const length = list.readUInt32LE(kind + 4);
  return list.readUInt32LE(kind) === 0 ? kind + 8 : kind + 8 + padded(length);
}

/** Where the value or the values end; undefined beyond the list, and for a type that nobody defined. */
function afterValues(list: Buffer, at: number, type: number): number | undefined {
  const width = fixedBytes.get(type & ~valueType.several);
  const isCounted = width === undefined || (type & valueType.several) !== 0;
  if (isCounted && at + 4 > list.length) return undefined;
  const count = isCounted ? list.readUInt32LE(at) : 1;
  const start = isCounted ? at + 4 : at;
  const end = width === undefined ? afterSized(list, start, { type, count }) : start + width * count;
  return end !== undefined && end <= list.length ? end : undefined;
}

const sizedTypes: ReadonlySet<number> = new Set([valueType.binary, valueType.object, valueType.text, valueType.wideText]);

function afterSized(list: Buffer, start: number, values: { readonly type: number; readonly count: number }): number | undefined {
  if (!sizedTypes.has(values.type & ~valueType.several)) return undefined;
  let at = start;
  for (let index = 0; index < values.count; index++) {
    if (at + 4 > list.length) return undefined;
    at += 4 + padded(list.readUInt32LE(at));
  }
  return at;
}

/** Behind the count: length, content. */
function firstValue(list: Buffer, at: number): Buffer {
  const isThere = list.readUInt32LE(at) > 0 && at + 8 <= list.length;
  return isThere ? list.subarray(at + 8, at + 8 + list.readUInt32LE(at + 4)) : Buffer.alloc(0);
}

const padded = (bytes: number): number => bytes + ((4 - (bytes % 4)) % 4);
