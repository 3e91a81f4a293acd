/** `demo`: plays the story of jobs/demo.ts and tells it while it happens; ends with tables and the commands to look around. */
import { type DemoEvent, type DemoOutcome, playStory, type Stage } from '../../jobs/demo.ts';
import type { Found } from '../../jobs/demo-findings.ts';
import { publishIntranet } from '../../jobs/publish-intranet.ts';
import { ok } from '../../result.ts';
import { sayChange } from '../../words/changes.ts';
import { sayReason } from '../../words/codes.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, commandLine, follow, type Outcome, report, show } from '../context.ts';
import { type Given, textOf } from '../given.ts';
import { table } from '../layout.ts';
import { tableOfEvents } from './trace.ts';

export const demoCommand: Command = { path: 'demo', options: [{ name: 'keep', value: 'DIR', reading: 'text', word: 'keep' }], run };

const shownEvents = 12;
const width = 80;

async function run(context: Context, given: Given): Promise<Outcome> {
  const keep = textOf(given, 'keep');
  const stage = await context.environment.setStage({ language: context.speech.language, ...(keep === undefined ? {} : { keep }) });
  report(context, 0, [colour(context, context.speech.demo.title, 'bold')]);
  try {
    const played = await playStory(stage, narrator(context));
    if (!played.ok) return played;
    answerJson(context, played.value);
    const door = await publishDemo(context, stage, played.value.office);
    show(context, conclusion(context, played.value, door).join('\n'));
    return ok(0);
  } finally {
    await stage.close();
  }
}

/** The first page of the intranet, written as after a merge; '' when it could not be. */
async function publishDemo(context: Context, stage: Stage, home: string): Promise<string> {
  const opened = await stage.open({ home, lock: true });
  if (!opened.ok || opened.value.role !== 'common') return '';
  const { common } = opened.value;
  const { language } = context.speech;
  const folder = common.settings.intranet;
  const published = await publishIntranet(common, { folder, isEverything: false, language, onProgress: follow(context) });
  await opened.value.close();
  return published.ok ? published.value.door : '';
}

/** Scenes are numbered; what happens in them is indented below. */
function narrator(context: Context): (event: DemoEvent) => void {
  let scene = '';
  let number = 0;
  return (event) => {
    if (event.kind === 'scene') {
      scene = event.scene;
      number += 1;
      report(context, 0, ['', colour(context, `${number}. ${context.speech.demo.scenes[event.scene]}`, 'cyan')]);
      return;
    }
    report(
      context,
      0,
      tell(context, event, scene).map((line) => `   ${line}`),
    );
  };
}

function tell(context: Context, event: Exclude<DemoEvent, { readonly kind: 'scene' }>, scene: string): readonly string[] {
  const words = context.speech.demo;
  if (event.kind === 'office-ready') return [words.officeReady(event.address)];
  if (event.kind === 'invited') return [words.invited(event.site, event.keyLength)];
  if (event.kind === 'joined') return [words.joined(event.site, event.words)];
  if (event.kind === 'forged') return [words.forged(event.claims)];
  if (event.kind === 'preferences-written') return [words.preferencesWritten];
  if (event.kind === 'found') return tellFound(context, event.found);
  return event.kind === 'sent' ? tellSent(context, event) : tellReceived(context, event, scene);
}

function tellSent(context: Context, { site, sent }: Extract<DemoEvent, { readonly kind: 'sent' }>): readonly string[] {
  const words = context.speech.demo;
  const { heeded, alert } = sent;
  const hasHeeded = heeded.welcomed || heeded.receipts > 0 || heeded.preferences !== null;
  return [
    ...(hasHeeded ? [words.heeded(site, sent)] : []),
    ...(alert ? [colour(context, words.alerted(site, alert.common, alert.ours), 'yellow')] : []),
    words.sent(site, sent),
  ];
}

function tellFound(context: Context, { changes, doubles, keySoftware }: Found): readonly string[] {
  const { demo: words, changes: changeWords } = context.speech;
  return [
    ...changes.map((change) => sayChange(changeWords, change)),
    ...doubles.map(({ a, b }) => colour(context, words.doubled(a.name, b.name), 'yellow')),
    ...keySoftware.map((entry) => words.keySoftware(entry.entry, entry)),
  ];
}

function tellReceived(context: Context, { received }: Extract<DemoEvent, { readonly kind: 'received' }>, scene: string): readonly string[] {
  const { demo: words, codes } = context.speech;
  return [
    words.received(received),
    ...received.problems.map(({ site, path, problem }) => colour(context, words.problem(site, path, sayReason(codes, problem)), 'yellow')),
    ...(scene === 'forgery' ? [colour(context, words.unmoved, 'green')] : []),
  ];
}

function conclusion(context: Context, outcome: DemoOutcome, door: string): readonly string[] {
  const { demo: words } = context.speech;
  const office = { ...context, home: outcome.office };
  const commands = ['serve', 'sites', 'assets', 'changes', 'doubles', 'search "firefox < 132"', 'digest --print'].map(
    (command) => `  ${commandLine(office, command)}`,
  );
  return [
    '',
    words.summary(outcome.days, outcome.mails),
    tableOfSites(context, outcome),
    '',
    words.trace,
    tableOfEvents(context, outcome.trace.slice(0, shownEvents)),
    '',
    ...(door === '' ? [] : [words.pages(door)]),
    words.lookAround(outcome.folder),
    ...commands,
  ];
}

function tableOfSites(context: Context, { sites }: DemoOutcome): string {
  const { columns } = context.speech.demo;
  const rows = sites.map((site) => [
    site.site,
    site.name,
    `${site.epoch}.${site.seq}`,
    ...[site.files, site.assets, site.software].map(String),
    site.version,
    String(site.preferencesVersion),
  ]);
  const texts = [columns.site, columns.name, columns.parcel].map((title) => ({ title, isFlexible: title === columns.name }));
  const numbers = [columns.files, columns.assets, columns.software].map((title) => ({ title, align: 'right' as const }));
  return table([...texts, ...numbers, { title: columns.version }, { title: columns.preferences, align: 'right' }], rows, width);
}
