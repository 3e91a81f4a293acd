/** Mails for the transport tests, each with a quirk of bytes; all have CRLF line ends and end with one, as SMTP leaves them. */

export type Sample = { readonly quirk: string; readonly raw: Buffer };

/** Latin-1 in, so that every byte of a mail can be written. */
export const mailOf = (subject: string, body: string, headers = ''): Buffer =>
  Buffer.from(
    `From: agency@mail.test\r\nTo: common@mail.test\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(' ', '.')}@mail.test>\r\n${headers}\r\n${body}`,
    'latin1',
  );

const allBytes = Array.from({ length: 255 }, (_, at) => String.fromCharCode(at + 1))
  .join('')
  .replaceAll(/[\r\n]/g, '');

export const samples: readonly Sample[] = [
  { quirk: 'plain text', raw: mailOf('plain', 'Hello.\r\n') },
  { quirk: 'bytes beyond ASCII', raw: mailOf('8-bit', `caf\xe9 ${allBytes}\r\n\xff\xfe\r\n`, 'X-Raw: \xe9t\xe9\r\n') },
  { quirk: 'dots at line starts', raw: mailOf('dots', '.\r\n..\r\n...\r\n.a\r\n..a\r\na.\r\n.\r\n\r\n.\r\n') },
  { quirk: 'empty lines at the end', raw: mailOf('empty lines', 'text\r\n\r\n\r\n\r\n') },
  { quirk: 'no body', raw: mailOf('no body', '') },
  { quirk: 'a long line', raw: mailOf('long line', `${'x'.repeat(998)}\r\n`) },
];

/** About 5 MB of base64, cheap to make and different in every line. */
export const bigMail = (): Buffer => {
  const lines = Array.from({ length: 68_000 }, (_, line) => Buffer.from(`${line} `.padEnd(54, `${line * 7919}.`)).toString('base64'));
  return mailOf('big', `${lines.join('\r\n')}\r\n`, 'Content-Transfer-Encoding: base64\r\n');
};
