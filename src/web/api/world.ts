/** What the composition hands to the web door: how to open and make homes, and the machine's scheduler. The door opens no adapter itself. */
import type { DiskError, FolderListing } from '../../disk/port.ts';
import type { ChangeHome, CreateHome, OpenReach, SettingsRevision } from '../../jobs/home.ts';
import type { OpenInstallation } from '../../jobs/installation.ts';
import type { Scheduling } from '../../jobs/schedule.ts';
import type { Access } from '../../keys/port.ts';
import type { Result } from '../../result.ts';

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
  readonly homeRole: (home: string) => Promise<'common' | 'distant' | null>;
  /** Of the machine on which the server runs; where the path is not said, those of the account's own folder. */
  readonly listFolders: (path?: string) => Promise<Result<FolderListing, DiskError>>;
};
