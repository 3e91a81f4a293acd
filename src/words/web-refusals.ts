/** What the web page refuses before a job hears of it, as facts. The door finds these; the sentences are made here. */

export type WebRefusal =
  /** Of the Host header, as it came. */
  | { readonly kind: 'host-refused'; readonly host: string }
  /** Of the Origin header, as it came; '' where it lacks. */
  | { readonly kind: 'origin-refused'; readonly origin: string }
  | { readonly kind: 'method-refused'; readonly method: string }
  | { readonly kind: 'csrf-refused' }
  | { readonly kind: 'not-logged-in' }
  /** `session`: a token never does this, whatever its scope. */
  | { readonly kind: 'not-allowed'; readonly needed: 'administrator' | 'session' }
  | { readonly kind: 'password-wrong' }
  | { readonly kind: 'too-many-attempts'; readonly seconds: number }
  | { readonly kind: 'link-used' }
  | { readonly kind: 'body-too-large'; readonly limit: number }
  /** Of the Content-Type header, as it came. */
  | { readonly kind: 'not-json'; readonly type: string };

/** No command ever ends with one of these. */
export const webRefusalKinds: readonly WebRefusal['kind'][] = [
  'host-refused',
  'origin-refused',
  'method-refused',
  'csrf-refused',
  'not-logged-in',
  'not-allowed',
  'password-wrong',
  'too-many-attempts',
  'link-used',
  'body-too-large',
  'not-json',
];
