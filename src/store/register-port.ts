/**
 * The port of the register, in the home of a common site: the company, who may send (invitations, sites, their keys), and the versions of the
 * preferences. Others see it through port.ts.
 */

export type SiteState = 'invited' | 'pending' | 'admitted' | 'revoked' | 'left';

export type Site = {
  readonly id: string;
  readonly name: string;
  readonly state: SiteState;
  /** Mail address that its HELLO came with, '' before. */
  readonly address: string;
  /** Ed25519 public key (base64url) and age recipient, '' before HELLO. */
  readonly signingKey: string;
  readonly sealingKey: string;
  readonly host: string;
  /** SHA-256 of the invitation's token, hex; the token itself is never kept. */
  readonly tokenSha256: string;
  readonly tokenExpires: string;
  readonly autoAccept: boolean;
  /** SHA-256 of the HELLO header that used the token, '' before: the same HELLO gets the same WELCOME. */
  readonly helloSha256: string;
  readonly invitedAt: string;
  readonly admittedAt: string;
  readonly revokedAt: string;
  readonly leftAt: string;
  /** The signing key before the last ROTATE, '' when there was none: late mails still bear it. */
  readonly previousSigningKey: string;
  readonly rotatedAt: string;
  /** Id of the common site's key that this site is known to trust, '' for the first one. */
  readonly trusts: string;
  /** When the common site's ROTATE was last sent to it, '' when none is open. */
  readonly announcedAt: string;
};

/** What the company is, whatever keys it uses now; one row. */
export type Organisation = {
  /** Id of the common site's first signing key: `org:` of every envelope, for ever. */
  readonly org: string;
  /** Public recovery key, '' when none was made. */
  readonly recoveryKey: string;
  /** Number of the last ROTATE of the common site, 0 before. */
  readonly rotation: number;
};

export type PreferencesVersion = { readonly version: number; readonly sha256: string; readonly at: string };

export type Register = {
  site(id: string): Promise<Site | undefined>;
  /** The site whose signing key, or else whose previous one, has this id (`key:` of the envelope). */
  siteByKey(keyId: string): Promise<Site | undefined>;
  sites(): Promise<readonly Site[]>;
  /** Inserts or replaces. */
  saveSite(site: Site): Promise<void>;
  organisation(): Promise<Organisation | undefined>;
  /** Inserts or replaces. */
  saveOrganisation(organisation: Organisation): Promise<void>;
  preferences(): Promise<PreferencesVersion | undefined>;
  savePreferences(version: PreferencesVersion): Promise<void>;
  /** What the engine itself finds wrong with its file; [] when nothing. */
  integrity(): Promise<readonly string[]>;
  /** All that is committed, as the bytes of a database file: a backup. */
  image(): Buffer;
  close(): Promise<void>;
};
