/** What a person may get wrong at the command line, as facts. The door finds these errors; the sentences are made here. */

import type { AssetNotYet } from '../inventory/asset.ts';
import type { QuestionError } from './search.ts';

/** What would have been right, where the kind of value says it. */
export type Expected =
  | 'whole-number'
  | 'time'
  | 'date'
  | 'day'
  | 'yes-or-no'
  | 'address'
  | 'folder'
  | 'file'
  | 'text'
  | 'certificate'
  | 'field-value'
  | 'web-address'
  | readonly string[];

export type UsageError =
  | { readonly kind: 'missing-command' }
  | { readonly kind: 'unknown-command'; readonly command: string; readonly suggestion: string }
  | { readonly kind: 'unknown-option'; readonly option: string; readonly suggestion: string }
  | { readonly kind: 'missing-value'; readonly option: string }
  | { readonly kind: 'missing-argument'; readonly argument: string }
  | { readonly kind: 'excess-arguments'; readonly given: readonly string[] }
  /** `option` is a flag or the name of a variable; `value` is never a secret. */
  | { readonly kind: 'invalid-value'; readonly option: string; readonly value: string; readonly expected: Expected }
  | { readonly kind: 'missing-flags'; readonly command: string; readonly flags: readonly string[] }
  | { readonly kind: 'bad-switch'; readonly text: string }
  | { readonly kind: 'confirmation-needed'; readonly flag: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'home-exists'; readonly home: string; readonly role: string }
  | { readonly kind: 'yaml-invalid'; readonly path: string; readonly detail: string }
  | { readonly kind: 'password-empty'; readonly source: string }
  | { readonly kind: 'passwords-differ' }
  | { readonly kind: 'asset-unknown'; readonly id: string }
  | { readonly kind: 'pages-folder-unset' }
  | { readonly kind: 'glpi-url-unset' }
  | QuestionError
  | AssetNotYet
  /** `flag` replaces it; '' where the command has none. */
  | { readonly kind: 'file-exists'; readonly path: string; readonly flag: string }
  | { readonly kind: 'sheet-too-large'; readonly rows: number; readonly limit: number }
  | { readonly kind: 'query-unknown'; readonly name: string; readonly known: readonly string[] };

/** A bug of ours, or of a library: something was thrown that nobody expected. */
export type UnexpectedError = { readonly kind: 'unexpected'; readonly message: string };
