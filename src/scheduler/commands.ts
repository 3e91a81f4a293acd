/** Runs the platform's own programs (systemctl, crontab, schtasks, launchctl) without a shell. */
import { execFile } from 'node:child_process';
import { err, ok, type Result } from '../result.ts';

export type CommandFailure = {
  /** The program is not on this machine. */
  readonly isAbsent: boolean;
  /** Both streams, trimmed, as the program wrote them. */
  readonly answer: string;
};

/** Runs one command with a text on its standard input; its standard output, or why not. */
export type RunCommand = (command: readonly string[], input?: string) => Promise<Result<string, CommandFailure>>;

/** With two minutes of patience, in the environment of this process. */
export const runCommand: RunCommand = (command, input = '') =>
  new Promise((resolve) => {
    const [program = '', ...parameters] = command;
    const options = { timeout: 120_000, windowsHide: true, maxBuffer: 8_000_000 };
    const child = execFile(program, parameters, options, (error, stdout, stderr) => {
      if (error === null) resolve(ok(stdout));
      else resolve(err({ isAbsent: error.code === 'ENOENT', answer: `${stderr}\n${stdout}`.trim() || error.message }));
    });
    // A program that is absent or that does not read closes the pipe: its exit status says what there is to say.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
