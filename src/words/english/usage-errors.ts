/** Wrong usage of the command line, and what nobody expected, in English. */
import { quoteAnswer } from '../causes.ts';
import type { ErrorWords } from '../error-words.ts';
import type { Expected, UnexpectedError, UsageError } from '../usage.ts';
import { englishQuestionErrors } from './search.ts';

const expectations: Readonly<Record<Extract<Expected, string>, string>> = {
  'whole-number': 'a whole number',
  time: 'a time, like 21:00',
  date: 'a date, like 2026-11-22',
  day: 'a day, like 2026-11-22, yesterday, or 7d for seven days ago',
  'yes-or-no': 'yes or no',
  address: 'a mail address',
  folder: 'a folder',
  file: 'the name of a file, instead of standard output',
  text: 'a text on one line',
  certificate: 'a certificate in PEM ("BEGIN CERTIFICATE")',
  'field-value': 'FIELD=VALUE',
  'web-address': 'the address of a web server without a path, like https://parc.example.org',
};

const sayExpected = (expected: Expected): string =>
  typeof expected === 'string' ? expectations[expected] : `one of these values: ${expected.join(', ')}`;

const sayHelp = 'See "malleposte --help", or "malleposte COMMAND --help" for one command.';

export const englishUsageErrors: ErrorWords<(UsageError | UnexpectedError)['kind']> = {
  'missing-command': () => ({ what: 'What is to be done?', why: 'No command was given.', remedy: sayHelp }),
  'unknown-command': ({ command, suggestion }) => ({
    what: `There is no command "${command}".`,
    why: suggestion ? `The nearest one is "${suggestion}".` : 'No command looks like it.',
    remedy: sayHelp,
  }),
  'unknown-option': ({ option, suggestion }) => ({
    what: `This command has no option ${option}.`,
    why: suggestion ? `The nearest one is ${suggestion}.` : 'No option looks like it.',
    remedy: sayHelp,
  }),
  'missing-value': ({ option }) => ({
    what: `The option ${option} wants a value.`,
    why: 'Nothing follows it.',
    remedy: 'Write the value after the option, or joined with "=".',
  }),
  'missing-argument': ({ argument }) => ({
    what: `This command lacks ${argument}.`,
    why: 'Without it the command does not know what to act on.',
    remedy: sayHelp,
  }),
  'excess-arguments': ({ given }) => ({
    what: `The command was given more arguments than it takes: ${given.join(' ')}`,
    why: 'A name or path with spaces may have lost its quotes.',
    remedy: `Put it in quotes. ${sayHelp}`,
  }),
  'invalid-value': ({ option, value, expected }) => ({
    what: `The value "${value}" does not fit ${option}.`,
    why: `Expected: ${sayExpected(expected)}.`,
    remedy: sayHelp,
  }),
  'missing-flags': ({ command, flags }) => ({
    what: `"malleposte ${command}" still needs: ${flags.join(', ')}`,
    why: 'There is no terminal here to ask questions on.',
    remedy: 'Give these options, or their environment variables, or a file with --from.',
  }),
  'bad-switch': ({ text }) => ({
    what: `The form "${text}" is not understood.`,
    why: 'Only /Send and /Receive exist, alone or followed by ;Dom="FOLDER".',
    remedy: 'Write, for example: malleposte /Send;Dom="D:\\Parc\\IparcDom"',
  }),
  'confirmation-needed': ({ flag }) => ({
    what: 'Nothing was done: this command wants a confirmation.',
    why: 'There is no terminal here to ask on.',
    remedy: `Add ${flag} to confirm beforehand.`,
  }),
  cancelled: () => ({
    what: 'Cancelled; nothing was changed.',
    why: 'You stopped the questions.',
    remedy: 'Run the command again whenever you like.',
  }),
  'home-exists': ({ home, role }, _format, ways) => ({
    what: 'There is an installation at this place already; nothing was changed.',
    why: `${home} belongs to a ${role} site.`,
    remedy: ways.otherSettings,
  }),
  'file-exists': ({ path, flag }) => ({
    what: `Nothing was written: there is a file of this name already, ${path}`,
    why: 'What is in it would be lost.',
    remedy: flag === '' ? 'Choose another name, or remove the file first.' : `Choose another name, or add ${flag} to replace it.`,
  }),
  'yaml-invalid': ({ path, detail }) => ({
    what: `This file is no valid YAML: ${path}`,
    why: `Detail: ${quoteAnswer(detail)}`,
    remedy: 'Correct it; each line reads "key: value", with the keys of the settings page.',
  }),
  'password-empty': ({ source }) => ({
    what: 'The password is empty.',
    why: `Source: ${source}`,
    remedy: 'Put the password on the first line of the file, or into the environment variable.',
  }),
  'passwords-differ': () => ({
    what: 'The two passwords are not the same; nothing was changed.',
    why: 'It is asked for twice, because nobody sees what is typed.',
    remedy: 'Run the command again, or put the password into a file and name it with --password-file.',
  }),
  'pages-folder-unset': (_error, _format, ways) => ({
    what: 'No folder for the pages is set.',
    why: 'The setting `intranet` is empty: no pages are wanted after a merge.',
    remedy: ways.pagesFolder,
  }),
  'glpi-url-unset': (_error, _format, ways) => ({
    what: 'No GLPI server is set.',
    why: 'The setting `glpiUrl` is empty: no inventories are sent to another program.',
    remedy: ways.glpiAddress,
  }),
  'asset-unknown': ({ id }, _format, ways) => ({
    what: `No asset has the id "${id}".`,
    why: 'The common dossier holds none.',
    remedy: ways.assetIds,
  }),
  ...englishQuestionErrors,
  'asset-not-yet': ({ id, name, day, first }, format, ways) => ({
    what: `${name || id} was not known yet on ${format.weekday(day)}.`,
    why: first === '' ? 'None of its reports has a date.' : `Its first report is of ${format.date(first)}.`,
    remedy: `Ask for a later day; ${ways.assetHistory(id)} tells all that is known of it.`,
  }),
  unexpected: ({ message }, _format, ways) => ({
    what: 'Something unexpected happened: this is a defect of Malleposte.',
    why: `Detail: ${quoteAnswer(message)}`,
    remedy: ways.reportDefect,
  }),
};
