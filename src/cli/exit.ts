/** The exit statuses of the contract (DESIGN §3): every kind of error has one, and so has what a finished run left behind. */
import type { TransportError } from '../transport/port.ts';
import type { DoorError } from '../words/door-errors.ts';
import type { ErrorKind, ExplainedError } from '../words/error-words.ts';
import { isRefusal } from '../words/outcomes.ts';
import type { WebRefusal } from '../words/web-refusals.ts';
import type { ExitStatus } from './environment.ts';

/** What the web page refuses or answers ends no command. */
type CommandErrorKind = Exclude<ErrorKind, (WebRefusal | DoorError)['kind']>;

/** 1: nothing lost, run again later; 2: wrong usage or settings; 4: another run holds the home; 5: the administrator must act. */
export const exitStatuses: Readonly<Record<CommandErrorKind, ExitStatus>> = {
  unreachable: 1,
  certificate: 5,
  'no-tls': 5,
  credentials: 5,
  busy: 1,
  timeout: 1,
  protocol: 1,
  'no-such-folder': 2,
  gone: 1,
  'too-large': 5,
  refused: 5,
  deferred: 1,
  'disposal-refused': 1,
  unsupported: 2,
  folder: 1,
  'dossier-missing': 2,
  'dossier-empty': 2,
  'file-unreadable': 1,
  'disk-full': 1,
  'folder-not-ours': 2,
  'quarantine-unknown': 2,
  'home-missing': 2,
  'settings-invalid': 2,
  'preferences-invalid': 2,
  'home-busy': 4,
  'scheduler-unavailable': 2,
  'scheduler-refused': 5,
  'store-full': 1,
  'store-damaged': 5,
  'store-newer': 5,
  'store-busy': 1,
  'store-failed': 1,
  'not-joined': 2,
  'already-joined': 2,
  'wrong-role': 2,
  'key-truncated': 2,
  'key-damaged': 2,
  'key-expired': 5,
  'not-admitted': 2,
  'recovery-exists': 2,
  'recovery-damaged': 2,
  'recovery-other': 2,
  'site-unknown': 2,
  'site-exists': 2,
  'site-not-pending': 2,
  'site-name-invalid': 2,
  'parcel-too-large': 5,
  'too-many-files': 5,
  'import-refused': 2,
  'test-not-arrived': 1,
  'file-not-droppable': 2,
  'settings-changed': 3,
  'preferences-changed': 3,
  'words-differ': 2,
  'same-asset': 2,
  'kept-apart': 2,
  'nothing-decided': 2,
  'field-unknown': 2,
  'field-changed': 3,
  'missing-command': 2,
  'unknown-command': 2,
  'unknown-option': 2,
  'missing-value': 2,
  'missing-argument': 2,
  'excess-arguments': 2,
  'invalid-value': 2,
  'missing-flags': 2,
  'bad-switch': 2,
  'confirmation-needed': 2,
  cancelled: 1,
  'home-exists': 2,
  'yaml-invalid': 2,
  'password-empty': 2,
  'passwords-differ': 2,
  'access-damaged': 5,
  'password-short': 2,
  'token-name-invalid': 2,
  'token-days-invalid': 2,
  'token-exists': 2,
  'token-unknown': 2,
  'asset-unknown': 2,
  'pages-folder-unset': 2,
  'glpi-url-unset': 2,
  'question-problem': 2,
  'query-unknown': 2,
  'sheet-too-large': 2,
  'file-exists': 2,
  'asset-not-yet': 2,
  'not-loopback': 2,
  'port-refused': 2,
  'certificate-refused': 2,
  unexpected: 1,
};

/** A file or folder that is not there is wrong usage when nothing but a person can change that, else a matter of time. */
export function exitStatusOf(error: ExplainedError): ExitStatus {
  const isForGood = (error.kind === 'file-unreadable' || error.kind === 'folder') && error.retry === 'never';
  return isForGood || !isOfCommand(error.kind) ? 2 : exitStatuses[error.kind];
}

const isOfCommand = (kind: ErrorKind): kind is CommandErrorKind => Object.hasOwn(exitStatuses, kind);

/** A mail that was not posted: refused for good needs a look (3); the rest as its error says, most of it "later" (1). */
export function unsentStatus(unsent: readonly { readonly error: string }[]): ExitStatus {
  return gravest(
    unsent.map(({ error }) =>
      isRefusal(error) ? 3 : Object.hasOwn(exitStatuses, error) ? exitStatuses[error as TransportError['kind']] : 1,
    ),
  );
}

/** What asks most of a person first: an administrator, another run, a look; 0 when all is well. */
const gravity: readonly ExitStatus[] = [5, 2, 4, 1, 3, 0];

export const gravest = (statuses: readonly ExitStatus[]): ExitStatus => gravity.find((status) => statuses.includes(status)) ?? 0;
