/** What the composition hands to the web door: how to open and make homes, and the machine's scheduler. The door opens no adapter itself. */
import type { DiskError, FolderListing } from '../../disk/port.ts';
import type { ChangeHome, CreateHome, OpenReach, SettingsRevision } from '../../jobs/home.ts';
import type { JobError, OpenInstallation } from '../../jobs/installation.ts';
import type { Scheduling } from '../../jobs/schedule.ts';
import type { Access, SecretName } from '../../keys/port.ts';
import type { Result } from '../../result.ts';
import type { Settings } from '../../settings/settings.ts';

export type World = Scheduling & {
  readonly home: string;
  readonly version: string;
  readonly now: () => Date;
  /** `process.platform`. */
  readonly platform: string;
  /** Of a browser that asks for no language that we speak. */
  readonly language: 'fr' | 'en';
  readonly timeZone: string;
  readonly randomHex: (bytes: number) => string;
  /** Who may use the pages. */
  readonly access: Access;
  readonly openInstallation: OpenInstallation;
  readonly createHome: CreateHome;
  readonly changeHome: ChangeHome;
  readonly settingsRevision: SettingsRevision;
  readonly openReach: OpenReach;
  /** As the file has them, defaults filled in, paths as they were written; `home-missing` where there is no home. */
  readonly savedSettings: (home: string) => Promise<Result<Settings, JobError>>;
  /** Which passwords are stored. They themselves stay there. */
  readonly storedPasswords: (home: string) => Promise<Readonly<Record<SecretName, boolean>>>;
  /** Which passwords the environment of this process gives: they win over stored ones. */
  readonly givenPasswords: Readonly<Record<SecretName, boolean>>;
  /** An existing folder of this machine, by its whole path. */
  readonly isFolder: (path: string) => Promise<boolean>;
  readonly homeRole: (home: string) => Promise<'common' | 'distant' | null>;
  /** Of the machine on which the server runs; where the path is not said, those of the account's own folder. */
  readonly listFolders: (path?: string) => Promise<Result<FolderListing, DiskError>>;
};
