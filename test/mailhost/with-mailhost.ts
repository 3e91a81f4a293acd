/** Tests that need the private real mail host: run on it where it can be started, skipped with the reason where not. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Mailhost, type MailhostOptions, startMailhost, whyUnavailable } from './mailhost.ts';

/**
 * A `describe` with a mail host of its own: started before its tests, taken down after them. `tell` defines tests and hooks and
 * receives a function that gives the host inside them. Where no host can be started, one skipped test says why, and `tell` is not called.
 */
export function describeWithMailhost(name: string, tell: (host: () => Mailhost) => void, options: MailhostOptions = {}): void {
  describe(name, () => {
    const reason = whyUnavailable();
    if (reason === null) tell(hostFor(options));
    else test('needs the private mail host', ({ skip }) => skip(reason));
  });
}

function hostFor(options: MailhostOptions): () => Mailhost {
  let host: Mailhost | undefined;
  beforeAll(async () => {
    const started = await startMailhost(options);
    if ('skipped' in started) throw new Error(started.skipped);
    host = started;
  });
  afterAll(() => host?.stop());
  return () => {
    if (host === undefined) throw new Error('the mail host lives during tests and hooks only');
    return host;
  };
}
