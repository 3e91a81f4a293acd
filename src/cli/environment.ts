/**
 * What the composition hands to the command line: how to open a home, and the terminal. The door opens no adapter itself.
 */
import type { Readable, Writable } from 'node:stream';
import type { Stage } from '../jobs/demo.ts';
import type { ChangeHome, CreateHome } from '../jobs/home.ts';
import type { JobError, OpenInstallation } from '../jobs/installation.ts';
import type { Scheduling } from '../jobs/schedule.ts';
import type { Access } from '../keys/port.ts';
import type { Result } from '../result.ts';
import type { ExplainedError } from '../words/error-words.ts';

export type Terminal = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Standard output for what is no text. */
  readonly stdoutBytes: (bytes: Uint8Array) => void;
  readonly isInteractive: boolean;
  /** 0 when nobody knows: nothing is cut then. */
  readonly columns: number;
  readonly colour: boolean;
  /** Where questions are asked; the process's own terminal when absent. */
  readonly questions?: { readonly input: Readable; readonly output: Writable };
};

/** The web page of a home, on a socket of this machine. */
export type OpenWebDoor = (options: {
  readonly home: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Under which browsers reach it, as through a reverse proxy. */
  readonly publicUrl?: URL;
  /** PEM texts. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}) => Promise<Result<WebDoor, ExplainedError>>;

export type WebDoor = {
  readonly url: string;
  /** A link that logs one administrator in, once. */
  makeLink(): string;
  close(): Promise<void>;
};

export type Environment = Scheduling & {
  readonly arguments: readonly string[];
  /** The only place where a door sees environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** The platform's data folder for a home when neither `--home` nor `MALLEPOSTE_HOME` is given. */
  readonly defaultHome: string;
  readonly version: string;
  /** Of the person at this session, '' when the system does not say. */
  readonly userName: string;
  readonly now: () => Date;
  /**
   * From now on the first interruption (Ctrl+C, or the system's request to end) aborts this signal instead of ending the program; the
   * second one ends it as ever.
   */
  readonly listenForStop: () => AbortSignal;
  readonly openInstallation: OpenInstallation;
  readonly createHome: CreateHome;
  readonly changeHome: ChangeHome;
  /** Who may use the web page of a home. */
  readonly openAccess: (home: string) => Access;
  readonly readTextFile: (path: string) => Promise<Result<string, JobError>>;
  /** For its owner only: it may be somebody's mail. A file that is there already is left as it is (`file-unreadable`, EEXIST) or replaced. */
  readonly writeNewFile: (
    path: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
    options: { readonly replaces: boolean },
  ) => Promise<Result<void, JobError>>;
  /** Does a home exist already, and of which role. */
  readonly homeRole: (home: string) => Promise<'common' | 'distant' | null>;
  readonly openWebDoor: OpenWebDoor;
  /** Calls `listener` whenever a person at the terminal presses Enter, until the answer is called; never where nobody sits there. */
  readonly onEnter: (listener: () => void) => () => void;
  /** Folders, mail server and clock for the demo (jobs/demo.ts playStory). */
  readonly setStage: (options: { readonly keep?: string; readonly language: 'fr' | 'en' }) => Promise<Stage & { close(): Promise<void> }>;
};

/** Exit statuses of the contract (DESIGN §3). */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 5;
