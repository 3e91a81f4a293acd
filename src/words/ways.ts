/**
 * How a thing is done at the door where a person stands: a command at a terminal, a place and its button on the pages. Sentences of errors,
 * alerts and remedies take these pieces and are otherwise the same at every door. What the pages cannot do is named "on a terminal: …"
 * there. Ignores the sentences that one door alone says: they name its own things.
 */

/** A whole remedy is a sentence with its full stop; every other piece stands inside one. */
export type Ways = {
  // Where something is seen.
  readonly inQuarantine: string;
  readonly bounces: string;
  readonly trace: string;
  readonly pushes: string;
  readonly decisions: string;
  /** Where a site shows its check words; begins a sentence. */
  readonly checkWords: string;
  /** What says more of this asset. */
  readonly assetHistory: (id: string) => string;
  /** What to write where the scheduler refused; begins a clause. */
  readonly schedulePlan: string;
  /** What says what each setting wants, with its verb. */
  readonly settingsExplained: string;
  /** Of a mailbox that may get a mail late. */
  readonly lookingIntoMailbox: string;

  // What is done.
  readonly testConnection: string;
  readonly receiving: string;
  readonly sending: string;
  readonly newEpoch: string;
  readonly readingAdmission: string;
  readonly joinHere: string;
  readonly joinAgain: string;
  /** At the head office. */
  readonly firstInvitation: string;
  readonly nextInvitation: string;
  readonly accept: (site: string) => string;
  readonly revoke: (site: string) => string;
  /** A site whose key another person may hold. */
  readonly inviteAnew: string;
  readonly retrying: string;
  readonly undoing: string;
  readonly check: string;
  readonly rotatedThere: string;
  readonly rotateCommon: string;
  readonly visit: string;
  readonly askCommon: string;

  // Where something is given.
  readonly dossierPath: string;
  readonly anotherHome: string;
  readonly fullName: string;
  readonly authority: string;
  readonly fingerprints: string;
  readonly password: string;
  /** Instead of in an address. */
  readonly passwordPlaces: string;
  readonly accessPasswords: string;
  /** With its full stop, where it has one. */
  readonly revokeToken: (id: string) => string;
  readonly makeToken: string;
  /** By its key in the file, as `limits.maxEntryBytes`. */
  readonly limit: (key: string) => string;
  readonly someLimits: string;
  /** By its kind, as `receive`. */
  readonly task: (kind: string) => string;

  // Whole remedies, and an error that is about the door itself. Roles come by their names.
  readonly wrongRole: (role: string, needed: string) => { readonly what: string; readonly why: string; readonly remedy: string };
  readonly makeHome: string;
  readonly otherSettings: string;
  readonly quarantineIds: string;
  readonly siteIds: string;
  readonly tokenIds: string;
  readonly assetIds: string;
  readonly twoAssets: string;
  readonly anotherScheduler: string;
  readonly editAgain: string;
  readonly pagesFolder: string;
  readonly glpiAddress: string;
  readonly questionExamples: string;
  readonly savedQueries: string;
  readonly smallerList: string;
  readonly reportDefect: string;
  /** After the count of those that are shown, with its full stop. */
  readonly otherRows: string;
};
