/** `test connection`: every step to both servers, and a certificate that nobody vouches for shown and, if the person says so, pinned. */
import type { TestStep } from '../../jobs/installation.ts';
import { type PinSetting, type UnknownCertificate, unknownCertificate } from '../../jobs/pinning.ts';
import { noteConnected, testConnection } from '../../jobs/probe.ts';
import { ok } from '../../result.ts';
import { sayCode } from '../../words/codes.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, commandLine, note, type Outcome, report } from '../context.ts';
import type { Given } from '../given.ts';
import { atAnySite } from '../opening.ts';

export const testConnectionCommand: Command = {
  path: 'test connection',
  options: [],
  settings: 'run',
  run: (context, given) => tryUntilPinned(context, given, 2),
};

/** Each of the two servers may show a certificate to be pinned, so there are at most two more attempts. */
async function tryUntilPinned(context: Context, given: Given, pinsLeft: number): Promise<Outcome> {
  let isPinned = false;
  const outcome = await atAnySite(context, { lock: false, given }, async (inside, installed) => {
    const teller = tellSteps(inside);
    const tested = await testConnection(installed, teller.begin);
    teller.end(tested.ok);
    if (tested.ok) await noteConnected(installed);
    if (tested.ok) return tellConnected(inside, tested.value.steps);
    const unknown = unknownCertificate(installed.settings, tested.error);
    if (!unknown) return tested;
    isPinned = pinsLeft > 0 && (await isAccepted(inside, unknown));
    if (isPinned) return pin(inside, unknown);
    note(inside, inside.speech.reports.test.pinWith(pinCommand(inside, unknown)));
    return tested;
  });
  return isPinned && outcome.ok && outcome.value === 0 ? tryUntilPinned(context, given, pinsLeft - 1) : outcome;
}

/** A step is told when it begins; how it went is known when the next one begins, or at the end. */
function tellSteps(context: Context): { readonly begin: (step: TestStep) => void; readonly end: (isReached: boolean) => void } {
  let current: TestStep | undefined;
  const tell = (isReached: boolean): void => {
    if (current) report(context, isReached ? 0 : 1, [describeStep(context, current, isReached)]);
  };
  return {
    begin: (step) => {
      tell(true);
      current = step;
    },
    end: tell,
  };
}

/** `✓ Réception – connexion : imap.example.org, port 993` */
function describeStep(context: Context, { step, detail }: TestStep, isReached: boolean): string {
  const { codes, colon } = context.speech;
  const [line = '', ...name] = step.split('-');
  const said = `${sayCode(codes.lines, line)} – ${sayCode(codes.steps, name.join('-'))}`;
  return `${isReached ? colour(context, '✓', 'green') : colour(context, '✗', 'red')} ${said}${detail === '' ? '' : `${colon} ${detail}`}`;
}

function tellConnected(context: Context, steps: readonly TestStep[]): Outcome {
  answerJson(context, { steps });
  report(context, 0, [colour(context, context.speech.reports.test.connected, 'bold')]);
  return ok(0);
}

async function isAccepted({ asker, speech }: Context, { host, fingerprint }: UnknownCertificate): Promise<boolean> {
  return asker !== null && (await asker.confirm(speech.reports.test.askToPin(host, fingerprint))) === true;
}

const flagOf: Readonly<Record<PinSetting, string>> = {
  mailboxFingerprint: '--mailbox-fingerprint',
  outboxFingerprint: '--outbox-fingerprint',
};

const pinCommand = (context: Context, { fingerprint, settings }: UnknownCertificate): string =>
  commandLine(context, `init ${settings.map((setting) => `${flagOf[setting]} ${fingerprint}`).join(' ')}`);

async function pin(context: Context, { fingerprint, settings }: UnknownCertificate): Promise<Outcome> {
  const pins = Object.fromEntries(settings.map((setting) => [setting, fingerprint]));
  const changed = await context.environment.changeHome({ home: context.home, settings: pins, passwords: {}, passwordStore: 'auto' });
  if (!changed.ok) return changed;
  note(context, context.speech.reports.test.pinned);
  return ok(0);
}
