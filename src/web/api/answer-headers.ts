/**
 * The security headers of every answer. No script in a page, ever; one <style> element by nonce (the component library's); style
 * attributes, which the charts set. No header of CORS: other origins read nothing.
 */

export type AnswerFacts = {
  readonly nonce: string;
  readonly isTls: boolean;
  /** Answers of the API are kept by nobody. */
  readonly isApi: boolean;
  /** Of the request, as a browser writes it. */
  readonly host: string;
};

/** Replaces what a handler may have set of the same name. */
export const dressAnswer = (headers: Headers, facts: AnswerFacts): void => {
  for (const name of [...headers.keys()].filter((each) => each.startsWith('access-control-'))) headers.delete(name);
  headers.set('Content-Security-Policy', contentPolicy(facts.nonce));
  for (const [name, value] of lasting) headers.set(name, value);
  if (facts.isApi) headers.set('Cache-Control', 'no-store');
  if (facts.isTls && hasUsualPort(facts.host)) headers.set('Strict-Transport-Security', 'max-age=31536000');
};

const contentPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const lasting: readonly (readonly [name: string, value: string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), display-capture=()'],
];

/** HSTS holds for a whole machine, whatever the port: on a port of our own it would shut other pages of that machine that have no TLS. */
const hasUsualPort = (host: string): boolean => !/:\d+$/.test(host);
