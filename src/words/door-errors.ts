/** What may go wrong between a browser, or a program, and the web door, as facts. The door finds these errors; the sentences are made here. */

/** What ends the command that opens the door. */
export type ServeError =
  /** Bound where others reach it, without what keeps them out. */
  | { readonly kind: 'not-loopback'; readonly host: string; readonly lacks: 'password' | 'tls' | 'both' }
  | { readonly kind: 'port-refused'; readonly host: string; readonly port: number; readonly cause: string }
  /** The PEM texts of TLS are none, or do not belong together. `cause`: what the TLS library says. */
  | { readonly kind: 'certificate-refused'; readonly cause: string };

/** What the open door answers to a browser or a program; it ends no command. */
export type DoorError =
  /** Nothing is set up in this home. */
  | { readonly kind: 'not-set-up'; readonly home: string }
  /** Another task of this server holds the home. `task` is its kind. */
  | { readonly kind: 'task-running'; readonly task: string; readonly since: string; readonly by: string }
  /** `problems`: lines of settings/problems.ts. */
  | { readonly kind: 'request-invalid'; readonly problems: readonly string[] }
  /** Mail settings to be saved that no test has tried. */
  | { readonly kind: 'settings-untested' }
  | { readonly kind: 'route-unknown'; readonly path: string }
  /** What was asked for by its id is not, or no longer, there. */
  | { readonly kind: 'thing-unknown'; readonly thing: 'task' | 'exchange' | 'software' | 'session'; readonly id: string }
  /** The dossier left lately and nothing is due; a person may insist. */
  | { readonly kind: 'recently-sent'; readonly lastSentAt: string; readonly nextDueAt: string | null }
  /** Of browsing: no folder, or no folder any more. */
  | { readonly kind: 'folder-missing'; readonly path: string }
  /** A copy of the program whose pages were never made: a clone before `npm run build:ui`. */
  | { readonly kind: 'pages-not-built' }
  /** A name that was typed as a confirmation is another one. */
  | { readonly kind: 'name-differs'; readonly typed: string; readonly expected: string };
