/** What jobs refuse on their own account, beside the errors of the ports that they pass on. */

/** A job's own refusals, beside the errors of the ports that it passes on. */
export type RefusedJob =
  | { readonly kind: 'not-joined'; readonly retry: 'never' }
  | { readonly kind: 'already-joined'; readonly site: string; readonly retry: 'never' }
  | { readonly kind: 'wrong-role'; readonly role: string; readonly needed: string; readonly retry: 'never' }
  | { readonly kind: 'key-truncated'; readonly retry: 'never' }
  | { readonly kind: 'key-damaged'; readonly detail: string; readonly retry: 'never' }
  | { readonly kind: 'key-expired'; readonly expires: string; readonly retry: 'never' }
  | { readonly kind: 'not-admitted'; readonly state: 'waiting' | 'left'; readonly retry: 'never' }
  | { readonly kind: 'recovery-exists'; readonly key: string; readonly retry: 'never' }
  | { readonly kind: 'recovery-damaged'; readonly retry: 'never' }
  /** `isMade`: there is a recovery key, but not this one. */
  | { readonly kind: 'recovery-other'; readonly isMade: boolean; readonly retry: 'never' }
  | { readonly kind: 'site-unknown'; readonly site: string; readonly retry: 'never' }
  | { readonly kind: 'site-exists'; readonly site: string; readonly state: string; readonly retry: 'never' }
  | { readonly kind: 'site-not-pending'; readonly site: string; readonly state: string; readonly retry: 'never' }
  | { readonly kind: 'site-name-invalid'; readonly site: string; readonly retry: 'never' }
  | { readonly kind: 'import-refused'; readonly path: string; readonly reason: string; readonly detail: string; readonly retry: 'never' }
  | { readonly kind: 'too-many-files'; readonly files: number; readonly limit: number; readonly retry: 'never' }
  | { readonly kind: 'parcel-too-large'; readonly bytes: number; readonly limit: number; readonly retry: 'never' }
  | { readonly kind: 'test-not-arrived'; readonly waitedMs: number; readonly retry: 'later' }
  /** The settings are no longer those that the person saw. */
  | { readonly kind: 'settings-changed'; readonly retry: 'never' }
  /** The preference files are no longer those that the person saw. */
  | { readonly kind: 'preferences-changed'; readonly retry: 'never' }
  /** The site that waits is not, or no longer, the one whose words were compared. */
  | { readonly kind: 'words-differ'; readonly site: string; readonly retry: 'never' }
  /** A file of a dossier that could not be read: it belongs to the state of its site. */
  | { readonly kind: 'file-not-droppable'; readonly id: string; readonly retry: 'never' }
  /** Two ids of one machine, where two machines were meant. */
  | { readonly kind: 'same-asset'; readonly id: string; readonly retry: 'never' }
  /** Somebody said that they, or others that are one with them, are two. */
  | { readonly kind: 'kept-apart'; readonly a: string; readonly b: string; readonly retry: 'never' }
  | { readonly kind: 'nothing-decided'; readonly a: string; readonly b: string; readonly retry: 'never' }
  | { readonly kind: 'field-unknown'; readonly field: string; readonly fields: readonly string[]; readonly retry: 'never' }
  /** Another person, or a newer inventory, changed it since. */
  | {
      readonly kind: 'field-changed';
      readonly field: string;
      readonly expected: string;
      readonly value: string;
      readonly by: string;
      readonly retry: 'never';
    };
