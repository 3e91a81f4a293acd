/** System and TLS error codes, as names for which each language has words. What is not recognised is quoted as it came. */

export const causeNames = [
  'name-unknown',
  'connection-refused',
  'no-answer',
  'no-route',
  'connection-cut',
  'self-signed',
  'expired',
  'other-name',
  'unknown-authority',
  'other-fingerprint',
  'forbidden',
  'absent',
  'not-a-folder',
  'in-use',
  'read-only',
  'disk-full',
  'altered',
  'damaged',
] as const;

export type CauseName = (typeof causeNames)[number];

export type CauseWords = Readonly<Record<CauseName, string>>;

const patterns: readonly (readonly [RegExp, CauseName])[] = [
  [/\b(?:ENOTFOUND|EAI_AGAIN|EAI_NONAME|ENODATA)\b/, 'name-unknown'],
  [/\bECONNREFUSED\b/, 'connection-refused'],
  [/\b(?:ETIMEDOUT|ESOCKETTIMEDOUT)\b/, 'no-answer'],
  [/\b(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL)\b/, 'no-route'],
  [/\b(?:ECONNRESET|EPIPE|ECONNABORTED|ECONNECTION)\b/, 'connection-cut'],
  [/SELF_SIGNED_CERT|self.signed certificate/i, 'self-signed'],
  [/CERT_HAS_EXPIRED|certificate has expired/i, 'expired'],
  [/ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate/i, 'other-name'],
  [
    /UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|unable to (?:verify the first|get (?:local )?issuer) certificate/i,
    'unknown-authority',
  ],
  [/fingerprint/i, 'other-fingerprint'],
  [/\b(?:EACCES|EPERM)\b/, 'forbidden'],
  [/\bENOENT\b/, 'absent'],
  [/\bENOTDIR\b/, 'not-a-folder'],
  [/\b(?:EBUSY|ETXTBSY)\b/, 'in-use'],
  [/\bEROFS\b/, 'read-only'],
  [/\b(?:ENOSPC|EDQUOT)\b/, 'disk-full'],
  [/^altered$/, 'altered'],
  [/^damaged$/, 'damaged'],
];

/** A cause as a piece of a sentence; what is not recognised comes back as it was. */
export function sayCause(cause: string, words: CauseWords): string {
  const known = patterns.find(([pattern]) => pattern.test(cause));
  return known ? words[known[1]] : quoteAnswer(cause);
}

/** The same, as a sentence of its own. */
export function causeSentence(cause: string, words: CauseWords): string {
  const said = sayCause(cause, words);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.!?]$/.test(said) ? '' : '.'}`;
}

/** A server's answer on one line, without the control characters that could steer a terminal, and not endless. */
export function quoteAnswer(answer: string): string {
  const line = answer.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
