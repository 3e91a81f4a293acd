/** What the composition hands to the web door: how to open and make homes, and the machine's scheduler. The door opens no adapter itself. */
import type { CreateHome, JobError, OpenInstallation } from '../../jobs/installation.ts';
import type { Access } from '../../keys/port.ts';
import type { Result } from '../../result.ts';
import type { ScheduledTask, Scheduler } from '../../scheduler/port.ts';
import type { SettingsInput } from '../../settings/settings.ts';

export type World = {
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
  readonly changeHome: (options: {
    readonly home: string;
    readonly settings: Partial<SettingsInput>;
    readonly passwords: { readonly mailbox?: string; readonly outbox?: string };
    readonly passwordStore: 'auto' | 'keyring' | 'file';
    readonly tlsCa?: string;
  }) => Promise<Result<void, JobError>>;
  /** Another one whenever the settings file is; null where there is no home. */
  readonly settingsRevision: (home: string) => Promise<string | null>;
  readonly homeRole: (home: string) => Promise<'common' | 'distant' | null>;
  readonly scheduler: () => Scheduler;
  readonly scheduledTask: (options: {
    readonly home: string;
    readonly role: 'common' | 'distant';
    readonly hour: number;
    readonly minute: number;
  }) => ScheduledTask;
};
