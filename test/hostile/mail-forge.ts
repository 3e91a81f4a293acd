/** Pieces of mails, written by hand: multiparts, parts, encodings. */

export const crlf = '\r\n';

/** A multipart of the given parts, each with its headers. */
export function multipart(
  parts: readonly string[],
  options: { readonly type?: string; readonly boundary?: string; readonly headers?: string } = {},
): string {
  const { type = 'multipart/mixed', boundary = 'outer-1', headers = '' } = options;
  const body = parts.map((part) => `--${boundary}${crlf}${part}${crlf}`).join('');
  return `${headers}MIME-Version: 1.0${crlf}Content-Type: ${type}; boundary="${boundary}"${crlf}${crlf}${body}--${boundary}--${crlf}`;
}

export const topHeaders = ['From: <lyon@mail.test>', 'Subject: Iparc Distant : Inventaire lyon', 'Message-ID: <1@mail.test>', ''].join(
  crlf,
);

export const wrappedAt =
  (width: number, end = crlf) =>
  (content: Buffer): string =>
    content.toString('base64').replace(new RegExp(`.{1,${width}}`, 'g'), `$&${end}`);

/** Every byte but letters and punctuation escaped, soft line ends only: what keeps a file as it is. */
export function quotedPrintable(content: Buffer): string {
  const encoded = [...content].map((byte) =>
    byte > 32 && byte < 127 && byte !== 61 ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  const lines: string[] = [''];
  for (const token of encoded) {
    if ((lines.at(-1) ?? '').length + token.length > 75) lines.push('');
    lines[lines.length - 1] += token;
  }
  return lines.join(`=${crlf}`);
}

export const attachmentPart = (content: Buffer, headers = 'Content-Type: application/octet-stream; name=01234567-1.malle'): string =>
  `${headers}${crlf}Content-Transfer-Encoding: base64${crlf}${crlf}${wrappedAt(76)(content)}`;

export const textPart = `Content-Type: text/plain; charset=iso-8859-1${crlf}${crlf}Bonjour, \u00e9t\u00e9.${crlf}`;

export const htmlPart = `Content-Type: text/html; charset=utf-8${crlf}${crlf}<html><a href="http://x">lien</a></html>${crlf}`;

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A mail of these parts. */
export const mailOf = (...parts: readonly string[]): Buffer => latin1(topHeaders + multipart(parts));

/** A part with these headers around bytes as they are. */
export const rawPart = (headers: string, content: Buffer): string => `${headers}${crlf}${crlf}${content.toString('latin1')}`;

/** POSIX uuencode, without `begin` and `end`. */
export function uuencoded(content: Buffer): string {
  const letter = (bits: number): string => String.fromCharCode(bits === 0 ? 0x60 : bits + 0x20);
  const lines: string[] = [];
  for (let at = 0; at < content.length; at += 45) {
    const line = content.subarray(at, at + 45);
    const whole = Buffer.concat([line, Buffer.alloc((3 - (line.length % 3)) % 3)]);
    const groups = whole.toString('base64').replace(/./g, (digit) => letter(base64Letters.indexOf(digit)));
    lines.push(letter(line.length) + groups);
  }
  return [...lines, '`'].join(crlf);
}

const base64Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
