/** winmail.dat as Outlook writes it (MS-OXTNEF), every length of which can lie. Shares nothing with the reader under test. */

export type TnefAttribute = { readonly level: 1 | 2; readonly id: number; readonly content: Buffer; readonly length?: number };

const header = Buffer.from('789f3e22' + '0100', 'hex');

/** The checksum behind each attribute is the sum of its bytes. */
export const tnef = (attributes: readonly TnefAttribute[]): Buffer => Buffer.concat([header, ...attributes.map(attributeBytes)]);

function attributeBytes({ level, id, content, length = content.length }: TnefAttribute): Buffer {
  const start = Buffer.alloc(9);
  start[0] = level;
  start.writeUInt32LE(id, 1);
  start.writeUInt32LE(length, 5);
  const checksum = Buffer.alloc(2);
  checksum.writeUInt16LE(content.reduce((sum, byte) => (sum + byte) & 0xffff, 0));
  return Buffer.concat([start, content, checksum]);
}

/** What stands in front of the attachments: version, class and code page of the message. */
export const messageAttributes: readonly TnefAttribute[] = [
  { level: 1, id: 0x00089006, content: Buffer.from('00000100', 'hex') },
  { level: 1, id: 0x00078008, content: Buffer.from('IPM.Microsoft Mail.Note\0') },
  { level: 1, id: 0x00069007, content: Buffer.from('e404000000000000', 'hex') },
];

const rendering: TnefAttribute = { level: 2, id: 0x00069002, content: Buffer.from(`0100ffffffff${'00'.repeat(8)}`, 'hex') };

export const attachmentData = (content: Buffer, length = content.length): TnefAttribute => ({ level: 2, id: 0x0006800f, content, length });

/** An attachment: rendering, 8.3 name, data, MAPI properties. */
export const attachment = (content: Buffer): readonly TnefAttribute[] => [
  rendering,
  { level: 2, id: 0x00018010, content: Buffer.from('012345~1.MAL\0') },
  attachmentData(content),
  properties([wideText(0x3707, '01234567-1.malle'), long(0x3705, 1), namedProperty, severalTexts]),
];

/** An attachment whose content stands among its MAPI properties: as bytes, or as an embedded object. */
export const attachmentInProperties = (content: Buffer, type: 0x0102 | 0x000d): readonly TnefAttribute[] => [
  rendering,
  properties([
    wideText(0x3707, 'été.malle'),
    namedProperty,
    sized(type, 0x3701, type === 0x000d ? Buffer.concat([Buffer.alloc(16, 7), content]) : content),
    long(0x3705, 5),
  ]),
];

export const properties = (list: readonly Buffer[], count = list.length): TnefAttribute => {
  const start = Buffer.alloc(4);
  start.writeUInt32LE(count);
  return { level: 2, id: 0x00069005, content: Buffer.concat([start, ...list]) };
};

const tag = (type: number, id: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(type, 0);
  bytes.writeUInt16LE(id, 2);
  return bytes;
};

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const padded = (content: Buffer): Buffer => Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)]);

const long = (id: number, value: number): Buffer => Buffer.concat([tag(0x0003, id), number(value)]);

/** A count of one, the length, the content. */
export const sized = (type: number, id: number, content: Buffer, length = content.length): Buffer =>
  Buffer.concat([tag(type, id), number(1), number(length), padded(content)]);

const wideText = (id: number, text: string): Buffer => sized(0x001f, id, Buffer.from(`${text}\0`, 'utf16le'));

/** Named by a text, not by a number. */
const namedProperty = Buffer.concat([
  tag(0x0003, 0x8001),
  Buffer.alloc(16, 3),
  number(1),
  number(10),
  padded(Buffer.from('abcd\0', 'utf16le')),
  number(7),
]);

const severalTexts = Buffer.concat([
  tag(0x101e, 0x8002),
  Buffer.alloc(16, 3),
  number(0),
  number(9),
  number(2),
  number(3),
  padded(Buffer.from('ab\0')),
  number(5),
  padded(Buffer.from('abcd\0')),
]);
