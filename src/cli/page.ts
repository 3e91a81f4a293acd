/** The page docs/cli.md and its French twin, printed from the very program that reads the command line. */

import type { Language } from '../words/language.ts';
import { openSpeech, type Speech } from '../words/speech.ts';
import { exitStatuses } from './exit.ts';
import type { OptionDefinition } from './given.ts';
import { buildProgram, type PlannedCommand } from './grammar.ts';
import { define, globalOptions } from './options.ts';

/** Markdown; the same text at every call, so that a test can tell whether the page has drifted. */
export function renderCliPage(language: Language): string {
  const speech = openSpeech(language, 'UTC');
  const { planned } = buildProgram({ speech, version: '0', width: 80, write: () => undefined, perform: async () => undefined });
  const { page } = speech.help;
  const sections = [
    [`# ${page.title}`, ...page.introduction],
    [
      `## ${page.globals}`,
      tableOfOptions(
        speech,
        globalOptions.map((option) => define(option, speech)),
      ),
    ],
    ...planned.map((command) => sectionOf(speech, command)),
    [`## ${page.switches.title}`, switches, ...page.switches.text],
    [`## ${page.variables.title}`, ...page.variables.text],
    [`## ${page.statuses}`, tableOfStatuses(speech)],
  ];
  return `${sections.flat().join('\n\n')}\n`;
}

const switches = [
  '```',
  'malleposte /Send',
  'malleposte /Send;Dom="D:\\Parc\\IparcDom"',
  'malleposte /Receive',
  'malleposte /Receive;Dom="D:\\Parc\\IparcDom"',
  '```',
].join('\n');

function sectionOf(speech: Speech, { command, parser, options }: PlannedCommand): readonly string[] {
  const { help } = speech;
  const general = new Set(globalOptions.map(({ name }) => name));
  const own = options.filter(({ name, setting }) => !general.has(name) && setting === undefined);
  const usage = parser.createHelp().commandUsage(parser).replace('[options]', `[${help.placeholders.options}]`);
  const argument = command.argument ? [`${code(command.argument.form)}${speech.colon} ${help.arguments[command.argument.word]}`] : [];
  return [
    `## ${command.path}`,
    `${help.commands[command.path]}.`,
    ['```', usage, '```'].join('\n'),
    ...argument,
    ...(own.length > 0 ? [tableOfOptions(speech, own)] : []),
    ...(command.settings ? [help.page.settings] : []),
  ];
}

function tableOfOptions(speech: Speech, options: readonly OptionDefinition[]): string {
  const rows = options.map(({ name, value, variable, help }) => [
    code(value === undefined ? `--${name}` : `--${name} ${value}`),
    code(variable),
    help,
  ]);
  return markdownTable(speech.help.page.columns, rows);
}

function tableOfStatuses({ help }: Speech): string {
  const kindsOf = (status: number): string =>
    Object.entries(exitStatuses)
      .filter(([, each]) => each === status)
      .map(([kind]) => code(kind))
      .join(', ');
  return markdownTable(
    help.page.statusColumns,
    help.statuses.map((meaning, status) => [String(status), meaning, kindsOf(status)]),
  );
}

function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(columns), `|${' --- |'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
}

const code = (text: string): string => `\`${text}\``;
