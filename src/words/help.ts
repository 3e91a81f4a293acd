/** The shape of the words of `--help` and of the page docs/cli.md: one sentence a command, one an option. */

export const commandPaths = [
  'init',
  'invite',
  'accept',
  'revoke',
  'recovery',
  'recovery create',
  'rotate',
  'sites',
  'join',
  'leave',
  'send',
  'receive',
  'import',
  'export',
  'publish',
  'push',
  'collect',
  'test',
  'test connection',
  'test send',
  'test receive',
  'status',
  'assets',
  'asset',
  'doubles',
  'doubles merge',
  'doubles separate',
  'doubles undo',
  'replay',
  'software',
  'search',
  'changes',
  'key-software',
  'lifecycle',
  'digest',
  'trace',
  'trace list',
  'trace export',
  'trace delete',
  'schedule',
  'schedule install',
  'schedule remove',
  'schedule show',
  'quarantine',
  'quarantine list',
  'quarantine show',
  'quarantine retry',
  'quarantine drop',
  'check',
  'serve',
  'access',
  'access list',
  'access password',
  'access token',
  'access revoke',
  'demo',
] as const;

export type CommandPath = (typeof commandPaths)[number];

/** What an option is called in help/: the same flag may mean another thing elsewhere (`--site`). */
export type OptionWord =
  | 'home'
  | 'json'
  | 'lang'
  | 'quiet'
  | 'verbose'
  | 'help'
  | 'version'
  | 'from'
  | 'passwordFile'
  | 'outboxPasswordFile'
  | 'passwordStore'
  | 'inviteName'
  | 'autoAccept'
  | 'keyFile'
  | 'recoveryFile'
  | 'sendDossier'
  | 'commonDossier'
  | 'toFolder'
  | 'publishTo'
  | 'everything'
  | 'pushAll'
  | 'serveHost'
  | 'servePort'
  | 'serveUrl'
  | 'serveCertificate'
  | 'serveKey'
  | 'exportSite'
  | 'collectInto'
  | 'importSite'
  | 'newSite'
  | 'complete'
  | 'force'
  | 'sendDryRun'
  | 'receiveDryRun'
  | 'wait'
  | 'filterSite'
  | 'filterName'
  | 'filterOs'
  | 'filterSoftware'
  | 'filterSoftwareName'
  | 'filterKind'
  | 'filterPeer'
  | 'filterOutcome'
  | 'since'
  | 'where'
  | 'tableFormat'
  | 'tableOutput'
  | 'searchLimit'
  | 'page'
  | 'listQueries'
  | 'sinceDay'
  | 'asOfDay'
  | 'history'
  | 'rawSections'
  | 'filterAsset'
  | 'filterChange'
  | 'changesLimit'
  | 'csv'
  | 'oldestFirst'
  | 'untilDate'
  | 'traceFormat'
  | 'traceOutput'
  | 'replaceFile'
  | 'limit'
  | 'limitMachines'
  | 'print'
  | 'sinceWeek'
  | 'html'
  | 'yes'
  | 'at'
  | 'scheduler'
  | 'scheduleDryRun'
  | 'keep'
  | 'tlsCa'
  | 'newEpoch'
  | 'raw'
  | 'output'
  | 'all'
  | 'olderThan'
  | 'repair'
  | 'by'
  | 'decided'
  | 'retiredToo'
  | 'set'
  | 'clear'
  | 'until'
  | 'expect'
  | 'retire'
  | 'reactivate'
  | 'accessRole'
  | 'accessPasswordFile'
  | 'removePassword'
  | 'tokenScope'
  | 'tokenDays';

export type HelpWords = {
  readonly program: string;
  readonly commands: Readonly<Record<CommandPath, string>>;
  readonly options: Readonly<Record<OptionWord, string>>;
  readonly arguments: Readonly<
    Record<'site' | 'key' | 'folder' | 'transit' | 'id' | 'pair' | 'question' | 'event' | 'item' | 'tokenName' | 'tokenId', string>
  >;
  readonly titles: Readonly<Record<'Usage:' | 'Arguments:' | 'Options:' | 'Global Options:' | 'Commands:', string>>;
  readonly placeholders: Readonly<Record<'options' | 'command', string>>;
  readonly helpCommand: string;
  /** Below the help of the program, and below that of a command that takes settings. */
  readonly footer: readonly string[];
  readonly settingsFooter: string;
  readonly statuses: readonly [string, string, string, string, string, string];
  readonly page: {
    readonly title: string;
    readonly introduction: readonly string[];
    readonly switches: { readonly title: string; readonly text: readonly string[] };
    readonly globals: string;
    readonly variables: { readonly title: string; readonly text: readonly string[] };
    readonly statuses: string;
    readonly columns: readonly [string, string, string];
    readonly statusColumns: readonly [string, string, string];
    readonly settings: string;
  };
};
