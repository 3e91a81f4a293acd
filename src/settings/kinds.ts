/** The kinds of values that settings have: what each takes, and the code of its refusal. */
import { z } from 'zod';
import { readDisposal } from './disposal.ts';
import { refuse } from './field.ts';
import { type MailProtocol, parseMailUrl } from './mail-url.ts';
import { compilePatterns, maxPatternLength } from './patterns.ts';

/** One line without control characters: it may travel in a mail header or a command (threat T18). */
export const line = (maxLength = 200) =>
  z.string().check(
    refuse('too-long', `${maxLength}`, (text) => text.length <= maxLength),
    refuse('control-character', '', (text) => !/[\u0000-\u001f\u007f]/.test(text)),
  );

/** The same characters as a mail header and an SMTP command allow unquoted (exchange/protocol isMailAddress). */
export const mailAddress = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/;

/** Site ids travel in headers, subjects and file names (exchange/protocol isSiteId); `common` is a word of the wire. */
export const isSiteName = (text: string): boolean => text === '' || (/^[a-z0-9][a-z0-9._-]{0,47}$/.test(text) && text !== 'common');

export const mailUrl = (...protocols: readonly MailProtocol[]) =>
  z.string().check((context) => {
    const url = parseMailUrl(context.value);
    if (url.ok && protocols.includes(url.value.protocol)) return;
    const expected = url.ok ? `wrong-protocol ${url.value.protocol}` : `${url.error.reason} ${url.error.detail}`.trim();
    context.issues.push({ code: 'custom', input: '', params: { code: 'bad-url', expected } });
  });

/** Where inventories are posted: nothing that could be read on the way, and no password in a file that is shown to people. */
export const webAddress = () =>
  line(2000)
    .check(refuse('bad-web-address', 'https://', (text) => text === '' || isWebAddress(text)))
    .default('');

const isWebAddress = (text: string): boolean => {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname));
};

/** SHA-256 of a certificate as OpenSSL prints it; also taken without colons and in lower case. */
export const fingerprint = () =>
  z
    .string()
    .overwrite((text) => (/^[0-9a-f:\s]+$/i.test(text) ? (text.toUpperCase().match(/[0-9A-F]{2}/g) ?? []).join(':') : text))
    .check(refuse('bad-fingerprint', 'SHA-256', (text) => text === '' || /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(text)))
    .default('');

export const marker = (text: string) =>
  z
    .string()
    .check(refuse('bad-marker', '3..40 ASCII', (written) => /^[!-~][ -~]{1,38}[!-~]$/.test(written)))
    .default(text);

/** `delete`, `keep`, `flag` or `move:FOLDER`; whether the mailbox can do it is asked of the whole. */
export const disposal = () =>
  line(300)
    .check((context) => {
      const read = readDisposal(context.value);
      if (!read.ok) context.issues.push({ code: 'custom', input: '', params: { code: 'bad-disposal', expected: read.error } });
    })
    .default('delete');

export const list = (item: z.ZodType<string, string>) => z.array(item).max(200).readonly().default([]);

/** A regular expression that compiles and cannot explode; `expected` is the reason of the refusal. */
export const patternText = () =>
  z.string().check((context) => {
    const compiled = compilePatterns([context.value]);
    if (compiled.ok) return;
    const expected = compiled.error.reason === 'too-long' ? `too-long ${maxPatternLength}` : compiled.error.reason;
    context.issues.push({ code: 'custom', input: context.value, params: { code: 'bad-pattern', expected } });
  });

/** An XML section such as ENVS; agents write them in capitals, people need not. */
export const sectionName = () =>
  z
    .string()
    .toUpperCase()
    .check(refuse('bad-section', 'ENVS, PROCESSES…', (text) => /^[A-Z][A-Z0-9_]{0,63}$/.test(text)));

/** What inventory/identity/known-bad.ts reads. */
export const identifier = () =>
  line().check(
    refuse('bad-identifier', 'serial:ABC123', (text) =>
      /^(?:uuid|serial|board|disk|imei|mac|name|device-id|ip):\s*[^\s*][^*]*\*?$/.test(text),
    ),
  );

/** A piece of a software's name. */
export const softwareName = () => line().check(refuse('empty', '', (text) => text.trim() !== ''));

/** A field that people fill in: it stands in commands and in JSON. */
export const fieldName = () => z.string().check(refuse('bad-field', 'a-z A-Z 0-9 -', (text) => /^[a-zA-Z][a-zA-Z0-9-]{0,39}$/.test(text)));

export const everyDays = () => z.int().min(1).max(365);
