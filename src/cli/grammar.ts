/** The commands as a commander program, in the language of the person. The page docs/cli.md is printed from the same program. */
import { Argument, Command as Parser, Option as ParserOption } from 'commander';
import type { Speech } from '../words/speech.ts';
import type { Command } from './command.ts';
import { commands } from './commands/all.ts';
import type { OptionDefinition } from './given.ts';
import { define, globalOptions, settingOptions } from './options.ts';

export type Program = {
  readonly parser: Parser;
  /** Every command with its own options, the general ones and the settings included. */
  readonly planned: readonly PlannedCommand[];
};

export type PlannedCommand = { readonly command: Command; readonly parser: Parser; readonly options: readonly OptionDefinition[] };

export type ProgramOptions = {
  readonly speech: Speech;
  readonly version: string;
  readonly width: number;
  /** Help, version and commander's own refusals. */
  readonly write: (text: string) => void;
  readonly perform: (planned: PlannedCommand) => Promise<void>;
};

/** Settings that no run may change: they say which home this is. */
const lasting = ['role', 'site'];

export function buildProgram(options: ProgramOptions): Program {
  const { speech } = options;
  const parser = dress(new Parser('malleposte'), options);
  parser.description(speech.help.program).version(options.version, '-V, --version', speech.help.options.version);
  parser.helpCommand(`help [${speech.help.placeholders.command}]`, speech.help.helpCommand);
  const globals = globalOptions.map((option) => define(option, speech));
  for (const definition of globals) parser.addOption(toParserOption(definition));
  parser.addHelpText('after', `\n${speech.help.footer.join('\n')}`);
  const planned = commands.map((command) => plan(parser, command, globals, options));
  return { parser, planned };
}

/** Our own words and streams; commander never ends the process. */
function dress(parser: Parser, { speech, width, write }: ProgramOptions): Parser {
  const { titles, placeholders } = speech.help;
  return parser
    .exitOverride()
    .helpOption('-h, --help', speech.help.options.help)
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: write,
      writeErr: write,
      outputError: () => undefined,
      getOutHelpWidth: () => width,
      getErrHelpWidth: () => width,
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (titles as Readonly<Record<string, string>>)[title] ?? title,
      styleUsage: (usage) => usage.replace('[options]', `[${placeholders.options}]`).replace('[command]', `[${placeholders.command}]`),
    });
}

function plan(root: Parser, command: Command, globals: readonly OptionDefinition[], options: ProgramOptions): PlannedCommand {
  const { speech } = options;
  const parser = placeOf(root, command, options);
  const own = command.options.map((option) => define(option, speech));
  const taken = [...own, ...globals].map(({ name }) => name);
  const settings = command.settings ? settingOptions(speech, command.settings === 'run' ? lasting : []) : [];
  const free = settings
    .filter(({ name }) => !taken.includes(name))
    .map((setting) => (command.settings === 'run' ? { ...setting, isHidden: true } : setting));
  if (command.argument) parser.addArgument(new Argument(command.argument.form, speech.help.arguments[command.argument.word]));
  for (const definition of [...own, ...free]) parser.addOption(toParserOption(definition));
  if (command.settings) parser.addHelpText('after', `\n${speech.help.settingsFooter}`);
  const planned = { command, parser, options: [...own, ...free, ...globals] };
  parser.action(() => options.perform(planned));
  return planned;
}

/** `trace list` stands in the group `trace`, which is made when first needed. */
function placeOf(root: Parser, command: Command, options: ProgramOptions): Parser {
  const [first = '', second] = command.path.split(' ');
  const description = options.speech.help.commands[command.path];
  if (second === undefined) return dress(root.command(first), options).description(description);
  const group = root.commands.find((each) => each.name() === first) ?? makeGroup(root, first, options);
  return dress(group.command(second), options).description(description);
}

function makeGroup(root: Parser, name: string, options: ProgramOptions): Parser {
  const { help } = options.speech;
  const group = dress(root.command(name), options).description((help.commands as Readonly<Record<string, string>>)[name] ?? '');
  return group.helpCommand(`help [${help.placeholders.command}]`, help.helpCommand);
}

function toParserOption({ name, value, reading, help, isHidden }: OptionDefinition): ParserOption {
  const option = new ParserOption(value === undefined ? `--${name}` : `--${name} <${value}>`, help);
  if (reading === 'list') option.argParser((item: string, items: readonly string[] | undefined) => [...(items ?? []), item]);
  return option.hideHelp(isHidden === true);
}
