/** What doors ask the composition to do with a home itself, before or beside opening it: make it, change it, try settings that nobody saved. */
import type { Result } from '../result.ts';
import type { Settings, SettingsInput } from '../settings/settings.ts';
import type { OpenMailbox, OpenOutbox } from '../transport/port.ts';
import type { JobError } from './installation.ts';

/** Of the two mail accounts; one that is not given stays as it is. */
export type MailPasswords = { readonly mailbox?: string; readonly outbox?: string };

export type HomeToMake = {
  readonly home: string;
  readonly settings: SettingsInput;
  readonly passwords: MailPasswords;
  readonly passwordStore: 'auto' | 'keyring' | 'file';
  /** Content of the certificate authority's file (PEM), copied into the home. */
  readonly tlsCa?: string;
};

export type CreateHome = (options: HomeToMake) => Promise<Result<void, JobError>>;

/**
 * Changes settings and passwords of a home that exists; what is not given stays, and so do keys and memory. The result is checked
 * like any settings. With `expectedRevision`, `settings-changed` when the file is no longer what the person saw; nothing is written then.
 */
export type ChangeHome = (
  options: Omit<HomeToMake, 'settings'> & { readonly settings: Partial<SettingsInput>; readonly expectedRevision?: string },
) => Promise<Result<void, JobError>>;

/** Hex SHA-256 of the bytes of malleposte.yaml: another one when anybody wrote it. `home-missing` where there is none. */
export type SettingsRevision = (home: string) => Promise<Result<string, JobError>>;

/** What reaching the mail servers takes: part of any installation, or opened from settings that nobody saved. */
export type Reach = { readonly settings: Settings; readonly openMailbox: OpenMailbox; readonly openOutbox: OpenOutbox };

/**
 * The transports as they would be after `createHome` or `changeHome`: settings are laid over those of the home, if there is one, and
 * passwords that are not given are those stored there. Writes nothing and takes no lock.
 */
export type OpenReach = (options: {
  readonly home?: string;
  readonly settings: Partial<SettingsInput>;
  readonly passwords: MailPasswords;
  readonly tlsCa?: string;
}) => Promise<Result<Reach, JobError>>;
