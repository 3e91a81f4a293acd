/**
 * The command line, from arguments to exit status. Standard output carries the answer, standard error everything else; whatever
 * goes wrong is told as what happened, why, and what to do next, and with `--json` as one document, too.
 */
import { CommanderError } from 'commander';
import { chooseLanguage, isLanguage } from '../words/language.ts';
import { openSpeech } from '../words/speech.ts';
import { openAsker } from './asker.ts';
import { absolutePath, answerJson, type Context, type Outcome, widthOfTerminal } from './context.ts';
import type { Environment, ExitStatus } from './environment.ts';
import { settle } from './failure.ts';
import { type Given, isOn, readGiven, textOf } from './given.ts';
import { buildProgram, type PlannedCommand } from './grammar.ts';
import { rewriteSwitches } from './switches.ts';
import { readUsageError } from './usage-errors.ts';

/** Runs one command. Never throws: what nobody expected is an answer, too. */
export async function runCli(environment: Environment): Promise<ExitStatus> {
  const early = openEarlyContext(environment);
  return settle(early, () => dispatch(early));
}

/** Before the arguments are understood: enough to complain in the right language and form. */
function openEarlyContext(environment: Environment): Context {
  const { variables } = environment;
  const asked = valueAfter(environment.arguments, '--lang');
  const isGiven = (name: string, variable: string): boolean =>
    environment.arguments.includes(name) || /^(?:1|true|yes|on|oui)$/i.test(variables[variable] ?? '');
  return {
    environment,
    speech: openSpeech(chooseLanguage({ chosen: asked, variables })),
    isLanguageChosen: [asked, variables['MALLEPOSTE_LANG']].some((text) => text !== undefined && isLanguage(text)),
    home: environment.defaultHome,
    isJson: isGiven('--json', 'MALLEPOSTE_JSON'),
    isQuiet: isGiven('--quiet', 'MALLEPOSTE_QUIET'),
    isVerbose: isGiven('--verbose', 'MALLEPOSTE_VERBOSE'),
    asker: null,
  };
}

function valueAfter(given: readonly string[], flag: string): string | undefined {
  const index = given.findIndex((text) => text === flag || text.startsWith(`${flag}=`));
  return index < 0 ? undefined : given[index] === flag ? given[index + 1] : given[index]?.slice(flag.length + 1);
}

async function dispatch(early: Context): Promise<Outcome> {
  const rewritten = rewriteSwitches(early.environment.arguments);
  if (!rewritten.ok) return rewritten;
  let outcome: Outcome = { ok: true, value: 0 };
  let printed = '';
  const { parser } = buildProgram({
    speech: early.speech,
    version: early.environment.version,
    width: widthOfTerminal(early),
    write: (text) => {
      printed += text;
    },
    perform: async (planned) => {
      outcome = await perform(early, planned);
    },
  });
  try {
    await parser.parseAsync([...rewritten.value], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return settleParser(early, thrown, printed);
  }
  return outcome;
}

/** Help and version were asked for; everything else that commander throws is a refusal. */
function settleParser(early: Context, thrown: CommanderError, printed: string): Outcome {
  const { terminal, version } = early.environment;
  const isAnswer =
    thrown.code === 'commander.version' ||
    thrown.code === 'commander.helpDisplayed' ||
    (thrown.code === 'commander.help' && thrown.exitCode === 0);
  if (!isAnswer) {
    if (thrown.code === 'commander.help') terminal.stderr(`${printed}\n`);
    return { ok: false, error: readUsageError(thrown) };
  }
  if (early.isJson) answerJson(early, thrown.code === 'commander.version' ? { version } : { help: printed });
  else terminal.stdout(printed);
  return { ok: true, value: 0 };
}

async function perform(early: Context, { command, parser, options }: PlannedCommand): Promise<Outcome> {
  const flags = new Map(Object.entries(parser.optsWithGlobals()).map(([key, value]) => [kebab(key), value as unknown]));
  const given = readGiven({ definitions: options, arguments: parser.args, flags, variables: early.environment.variables });
  return given.ok ? command.run(openContext(early, given.value), given.value) : given;
}

const kebab = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function openContext(early: Context, given: Given): Context {
  const { environment } = early;
  const { terminal } = environment;
  const isJson = isOn(given, 'json');
  const home = textOf(given, 'home');
  return {
    ...early,
    home: home === undefined ? environment.defaultHome : absolutePath(home),
    isJson,
    isQuiet: isOn(given, 'quiet'),
    isVerbose: isOn(given, 'verbose'),
    asker: terminal.isInteractive && !isJson ? openAsker(early.speech.questions, terminal.questions) : null,
  };
}
