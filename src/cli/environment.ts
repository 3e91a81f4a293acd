/**
 * What the composition hands to the command line: how to open a home, and the terminal. The door opens no adapter itself.
 */
import type { Stage } from '../jobs/demo.ts';
import type { CreateHome, JobError, OpenInstallation } from '../jobs/installation.ts';
import type { Result } from '../result.ts';
import type { ScheduledTask, Scheduler, SchedulerKind } from '../scheduler/port.ts';

export type Terminal = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly isInteractive: boolean;
  readonly columns: number;
  readonly colour: boolean;
};

export type Environment = {
  readonly arguments: readonly string[];
  /** The only place where a door sees environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** The platform's data folder for a home when neither `--home` nor `MALLEPOSTE_HOME` is given. */
  readonly defaultHome: string;
  readonly version: string;
  readonly now: () => Date;
  readonly openInstallation: OpenInstallation;
  readonly createHome: CreateHome;
  readonly readTextFile: (path: string) => Promise<Result<string, JobError>>;
  /** Does a home exist already, and of which role. */
  readonly homeRole: (home: string) => Promise<'common' | 'distant' | null>;
  readonly scheduler: (kind?: SchedulerKind) => Scheduler;
  /** The command line with which the scheduler starts this very program. */
  readonly scheduledTask: (options: { readonly home: string; readonly role: 'common' | 'distant'; readonly hour: number; readonly minute: number }) => ScheduledTask;
  /** Folders, mail server and clock for the demo (jobs/demo.ts playStory). */
  readonly setStage: (options: { readonly keep?: string; readonly language: 'fr' | 'en' }) => Promise<Stage & { close(): Promise<void> }>;
};

/** Exit statuses of the contract (DESIGN §3). */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 5;
