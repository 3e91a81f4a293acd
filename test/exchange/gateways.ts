/** What mail servers, scanners and lists do to our mails on their way: each alteration leaves the envelope findable. */

const crlf = '\r\n';

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

function quotedPrintable(content: Buffer): string {
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

const htmlPart = `Content-Type: text/html; charset=utf-8${crlf}${crlf}<html><a href="http://x">lien</a></html>${crlf}`;

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** `raw` is a mail as composed, `content` its envelope. */
export type Alteration = (raw: Buffer, content: Buffer) => Buffer;

const inText =
  (change: (text: string, content: Buffer) => string): Alteration =>
  (raw, content) =>
    latin1(change(raw.toString('latin1'), content));

/** Our base64 part wrapped otherwise; the rest stays as composed. */
const rewrapped = (width: number, end = crlf): Alteration =>
  inText((text, content) => {
    const start = text.lastIndexOf(`${crlf}${crlf}`) + 4;
    const close = text.indexOf('--=_malleposte', start);
    return `${text.slice(0, start)}${wrappedAt(width, end)(content)}${text.slice(close)}`;
  });

const rebuilt =
  (build: (content: Buffer) => string): Alteration =>
  (_, content) =>
    latin1(topHeaders + build(content));

export const alterations: Readonly<Record<string, Alteration>> = {
  nothing: (raw) => raw,
  'base64 wrapped at 64': rewrapped(64),
  'base64 wrapped at 60, bare LF': rewrapped(60, '\n'),
  'base64 on one line': rewrapped(10_000_000),
  'base64 with spaces at the ends of lines': rewrapped(76, ` ${crlf}`),
  'trace headers on top': inText(
    (text) =>
      `Return-Path: <lyon@mail.test>${crlf}Received: from a${crlf}\tby b; Sun, 22 Nov 2026 02:00:00 +0000${crlf}X-Spam-Status: No, score=-1${crlf}${text}`,
  ),
  'all line ends bare LF': inText((text) => text.replaceAll(crlf, '\n')),
  'empty lines at the end': inText((text) => `${text}${crlf}${crlf}`),
  'a footer behind the last boundary': inText((text) => `${text}${crlf}-- ${crlf}Scanned by a gateway${crlf}`),
  'a preamble': inText((text) => text.replace(`${crlf}${crlf}--`, `${crlf}${crlf}This is a multi-part message.${crlf}--`)),
  'headers refolded and renamed in case': inText((text) =>
    text.replace('Content-Type: multipart/mixed; boundary', `CONTENT-TYPE: multipart/mixed;${crlf}\tboundary`),
  ),
  'spaces behind the delimiters': inText((text) => text.replace(/^(--=_malleposte.*)\r$/gm, '$1 \t\r')),
  'a disclaimer as a further part': rebuilt((content) => multipart([textPart, attachmentPart(content), htmlPart])),
  'wrapped in one more multipart by a list': rebuilt((content) =>
    multipart([multipart([textPart, attachmentPart(content)], { boundary: 'inner' }), textPart]),
  ),
  'the attachment made quoted-printable': rebuilt((content) =>
    multipart([
      textPart,
      `Content-Type: application/octet-stream${crlf}Content-Transfer-Encoding: quoted-printable${crlf}${crlf}${quotedPrintable(content)}`,
    ]),
  ),
  'the attachment left as binary': rebuilt((content) =>
    multipart([
      textPart,
      `Content-Type: application/octet-stream${crlf}Content-Transfer-Encoding: 8bit${crlf}${crlf}${content.toString('latin1')}`,
    ]),
  ),
  'the attachment called a text': rebuilt((content) =>
    multipart([textPart, attachmentPart(content, 'Content-Type: text/plain; charset=utf-16; name=x.txt')]),
  ),
  'the attachment called a picture, inline, with a French name': rebuilt((content) =>
    multipart(
      [
        htmlPart,
        attachmentPart(
          content,
          `Content-Type: image/png; name*=utf-8''%C3%A9t%C3%A9.png${crlf}Content-Disposition: inline${crlf}Content-ID: <a@b>`,
        ),
      ],
      {
        type: 'multipart/related',
      },
    ),
  ),
  'the attachment called a mail': rebuilt((content) => multipart([textPart, attachmentPart(content, 'Content-Type: message/rfc822')])),
  'the mail is the attachment': rebuilt((content) => attachmentPart(content)),
  'forwarded inside a mail': (raw) =>
    latin1(topHeaders + multipart([textPart, `Content-Type: message/rfc822${crlf}${crlf}${raw.toString('latin1')}`])),
  'forwarded inline inside a mail': (raw) =>
    latin1(
      topHeaders + multipart([`Content-Type: message/rfc822${crlf}Content-Disposition: inline${crlf}${crlf}${raw.toString('latin1')}`]),
    ),
  'forwarded in base64': (raw) =>
    latin1(
      topHeaders +
        multipart([textPart, `Content-Type: message/rfc822${crlf}Content-Transfer-Encoding: base64${crlf}${crlf}${wrappedAt(76)(raw)}`]),
    ),
  'the mail is a forwarded mail': (raw) => latin1(`${topHeaders}Content-Type: message/rfc822${crlf}${crlf}${raw.toString('latin1')}`),
  'the same envelope twice': rebuilt((content) => multipart([attachmentPart(content), attachmentPart(content)])),
};
