/** One error of every kind, with facts that the sentences must quote; the compiler refuses a kind without its sample. */
import type { ErrorKind, ErrorOf } from '../../src/words/error-words.ts';

type Facts<K extends ErrorKind> = Omit<ErrorOf<K>, 'kind' | 'retry'>;

const samples: { readonly [K in ErrorKind]: Facts<K> } = {
  unreachable: { host: 'imap.mail.test', port: 993, cause: 'connect ECONNREFUSED 127.0.0.1:993' },
  certificate: { host: 'imap.mail.test', port: 993, cause: 'SELF_SIGNED_CERT_IN_CHAIN', fingerprint: 'AB:CD' },
  'no-tls': { host: 'imap.mail.test', port: 143 },
  credentials: { host: 'imap.mail.test', user: 'site01', answer: '' },
  busy: { host: 'pop.mail.test', answer: '' },
  timeout: { host: 'pop.mail.test', command: 'UIDL' },
  protocol: { host: 'pop.mail.test', command: 'STAT', answer: '+OK xyzzy' },
  'no-such-folder': { host: 'imap.mail.test', folder: 'Parc' },
  gone: { id: '7:12' },
  'too-large': { bytes: 41_000_000, limit: 15_000_000 },
  refused: { host: 'smtp.mail.test', code: '5.7.1', answer: '550 xyzzy' },
  deferred: { host: 'smtp.mail.test', code: '4.2.0', answer: '' },
  'disposal-refused': { host: 'imap.mail.test', answer: 'NO [OVERQUOTA]' },
  unsupported: { host: 'pop.mail.test', disposal: 'move' },
  folder: { path: '/srv/mail', cause: 'EACCES' },
  'dossier-missing': { path: '/srv/parc' },
  'dossier-empty': { path: '/srv/parc' },
  'file-unreadable': { path: '/srv/parc/PC1.ocs', cause: 'EACCES' },
  'folder-not-ours': { path: '/srv/export' },
  'quarantine-unknown': { id: '2026-11-22-0123456789abcdef' },
  'disk-full': { path: '/srv/spool' },
  'home-missing': { path: '/srv/malleposte' },
  'settings-invalid': { path: '/srv/malleposte.yaml', problems: ['everyDays: too-big (365)', 'mailbox: bad-url (password-in-url)'] },
  'preferences-invalid': { path: 'preferences.yaml', problems: ['exclude.0: bad-pattern (catastrophic)'] },
  'home-busy': { path: '/srv/malleposte', holder: '4711' },
  'scheduler-unavailable': { scheduler: 'cron', cause: 'spawn crontab ENOENT' },
  'scheduler-refused': { command: 'crontab -', cause: 'EACCES' },
  'store-full': { message: 'xyzzy' },
  'store-damaged': { message: 'xyzzy' },
  'store-newer': { message: 'xyzzy' },
  'store-busy': { message: 'xyzzy' },
  'store-failed': { message: 'xyzzy' },
  'not-joined': {},
  'already-joined': { site: 'lyon' },
  'wrong-role': { role: 'distant', needed: 'common' },
  'key-truncated': {},
  'key-damaged': { detail: '' },
  'not-admitted': { state: 'waiting' },
  'recovery-exists': { key: '0123456789abcdef' },
  'recovery-damaged': {},
  'recovery-other': { isMade: true },
  'key-expired': { expires: '2026-11-29T20:00:00.000Z' },
  'site-unknown': { site: 'lyon' },
  'site-exists': { site: 'lyon', state: 'admitted' },
  'site-not-pending': { site: 'lyon', state: 'invited' },
  'site-name-invalid': { site: 'Lyon !' },
  'parcel-too-large': { bytes: 20_000_000, limit: 15_000_000 },
  'import-refused': { path: 'D:\\transit.zip', reason: 'xyzzy', detail: '300' },
  'too-many-files': { files: 30_000, limit: 20_000 },
  'test-not-arrived': { waitedMs: 60_000 },
  'file-not-droppable': { id: 'file:lyon/PC12.ocs' },
  'asset-not-yet': { id: 'abcdef', name: 'PC1', day: '2026-10-01', first: '2026-11-22T20:00:00Z' },
  'settings-changed': {},
  'same-asset': { id: '0123456789abcdef' },
  'kept-apart': { a: '0123456789abcdef', b: 'fedcba9876543210' },
  'nothing-decided': { a: '0123456789abcdef', b: 'fedcba9876543210' },
  'field-unknown': { field: 'rom', fields: ['room', 'owner'] },
  'field-changed': { field: 'room', expected: 'B12', value: 'B14', by: 'camille' },
  'missing-command': {},
  'unknown-command': { command: 'sned', suggestion: 'send' },
  'unknown-option': { option: '--forec', suggestion: '--force' },
  'missing-value': { option: '--home' },
  'missing-argument': { argument: 'SITE' },
  'excess-arguments': { given: ['Documents\\x'] },
  'invalid-value': { option: '--at', value: '25:00', expected: 'time' },
  'missing-flags': { command: 'init', flags: ['--role', '--address'] },
  'bad-switch': { text: '/Sned' },
  'confirmation-needed': { flag: '--yes' },
  cancelled: {},
  'home-exists': { home: '/srv/malleposte', role: 'common' },
  'yaml-invalid': { path: 'a.yaml', detail: 'xyzzy' },
  'password-empty': { source: 'pw.txt' },
  'asset-unknown': { id: 'abcdef' },
  'pages-folder-unset': {},
  'glpi-url-unset': {},
  'question-problem': { question: 'dell coleur:rouge', code: 'unknown-field', at: 5, expected: 'site, name' },
  'sheet-too-large': { rows: 200_000, limit: 120_000 },
  'query-unknown': { name: 'vieux', known: ['agence'] },
  'not-set-up': { home: '/srv/malleposte' },
  'task-running': { task: 'receive', since: '2026-11-22T21:00:00Z', by: 'link' },
  'request-invalid': { problems: ['limit: too-big (500)'] },
  'not-loopback': { host: '192.0.2.7', lacks: 'both' },
  'port-refused': { host: '127.0.0.1', port: 8025, cause: 'EADDRINUSE' },
  'route-unknown': { path: '/api/nothing' },
  'thing-unknown': { thing: 'task', id: '0123456789abcdef' },
  unexpected: { message: 'xyzzy' },
};

export const errorKinds = Object.keys(samples) as readonly ErrorKind[];

export const sampleOf = <K extends ErrorKind>(kind: K): ErrorOf<K> => ({ kind, retry: 'never', ...samples[kind] }) as unknown as ErrorOf<K>;

/** Words that only an English sentence has. `facts` of servers and of the system are left out of the samples. */
export const englishWords =
  /\b(?:the|is|are|was|were|not|cannot|and|with|this|that|these|from|your|you|of|for|failed|file(?! d’attente)|folder|server|mailbox|missing|unknown|expired|run|again)\b/i;

/** Without the names that are the same in every language: flags, variables, commands, files and keys of settings. */
export const withoutNames = (text: string): string =>
  text
    .replaceAll(
      /--[\w-]+|MALLEPOSTE_\w+|malleposte [a-z]+(?: [a-z]+)?|preferences?\.yaml|"preferences"|« preferences »|BEGIN CERTIFICATE|MALLE1-/g,
      '',
    )
    .replaceAll(/\bDom=\S*|\b(?:true|false)\b|\b[a-z][\w.]*(?=\s?:)/g, '');
