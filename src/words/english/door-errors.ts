/** Errors of the web door, in English. */
import type { DoorError, ServeError } from '../door-errors.ts';
import type { ErrorWords } from '../error-words.ts';
import type { Ways } from '../ways.ts';
import { englishCodes } from './codes.ts';
import { sayEnglishProblems } from './problems.ts';

const things = { task: 'task', exchange: 'exchange', software: 'software', session: 'session' } as const;

const sayBy = (by: string, ways: Ways): string => englishCodes(ways).facts['by']?.(by) ?? by;

export const englishDoorErrors: ErrorWords<(DoorError | ServeError)['kind']> = {
  'not-set-up': ({ home }) => ({
    what: 'Nothing is set up here yet.',
    why: `There are no settings in ${home}.`,
    remedy: 'Open the page: it leads through the set-up. On a terminal: "malleposte init" or "malleposte join".',
  }),
  'task-running': ({ task, since, by }, format, ways) => ({
    what: 'This has to wait: another task is at work here.',
    why: `"${ways.task(task)}" has been running since ${format.date(since)} (${sayBy(by, ways)}); only one task at a time may write.`,
    remedy: 'Wait until it is done, or stop it.',
  }),
  'request-invalid': ({ problems }, _format, ways) => ({
    what: 'What was asked could not be understood.',
    why: problems.length === 0 ? 'Something is missing or misspelt.' : `Not accepted: ${sayEnglishProblems(problems, ways)}.`,
    remedy: 'Correct it and try again.',
  }),
  'not-loopback': ({ host, lacks }) => ({
    what: `The page is not opened to others at ${host}.`,
    why:
      lacks === 'tls'
        ? 'Without TLS, passwords would cross the network in plain text.'
        : lacks === 'password'
          ? 'No administrator password is set: anybody could come in.'
          : 'No administrator password is set, and without TLS it would cross the network in plain text.',
    remedy:
      'Set a password ("malleposte access password --role administrator") and give --tls-certificate and --tls-key; or leave --host out and stay on this machine.',
  }),
  'port-refused': ({ host, port, cause }) => ({
    what: `The page cannot be opened at ${host}, port ${port}.`,
    why: cause === 'EADDRINUSE' ? 'Another program, perhaps another "malleposte serve", uses this port.' : `The system says: ${cause}.`,
    remedy: 'Choose another one with --port, or end the other program.',
  }),
  'certificate-refused': ({ cause }) => ({
    what: 'The page cannot be opened with this certificate and this key.',
    why: `They are no PEM texts, or do not belong together: ${cause}.`,
    remedy: 'Give the certificate (with those that signed it) as --tls-certificate and its own key, without a password, as --tls-key.',
  }),
  'settings-untested': () => ({
    what: 'Nothing was saved: these mail settings were not tried.',
    why: 'No connection test has succeeded yet with these servers, accounts and passwords.',
    remedy: 'Run the test; or tick “Save without a test” if you insist.',
  }),
  'route-unknown': ({ path }) => ({
    what: `There is nothing at ${path}.`,
    why: 'The API has no such address, or not with this method.',
    remedy: 'See /api/openapi.json for all that it has.',
  }),
  'thing-unknown': ({ thing, id }) => ({
    what: `No ${things[thing]} is called ${id}.`,
    why: 'It has gone since, or never was there.',
    remedy: 'Go back to the list and load it again.',
  }),
  'recently-sent': ({ lastSentAt, nextDueAt }, format) => ({
    what: 'The dossier was sent lately.',
    why: `It was last sent on ${format.date(lastSentAt)}${nextDueAt === null ? '' : `, and is due again on ${format.date(nextDueAt)}`}.`,
    remedy: 'Confirm to send it all the same.',
  }),
  'folder-missing': ({ path }) => ({
    what: 'There is no folder at this place.',
    why: `Nothing is called so, or it is no folder: ${path}`,
    remedy: 'Browse the folders of this machine to choose one; check that the network share is mounted.',
  }),
  'pages-not-built': () => ({
    what: 'The pages of this copy of Malleposte were never built.',
    why: 'A clone has what they are made of, not the pages themselves.',
    remedy:
      'On a terminal, in the clone: "npm run build:ui", then "malleposte serve" again. Programs are served meanwhile: see /api/openapi.json.',
  }),
  'name-differs': ({ expected }) => ({
    what: 'The name that was typed is not that of this site; nothing was done.',
    why: `This site is called "${expected}".`,
    remedy: 'Type this very name to confirm.',
  }),
};
