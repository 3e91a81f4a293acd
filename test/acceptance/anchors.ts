/**
 * npm run anchors: the acceptance tests that can be played with other programs that fetch mail (getmail6, fetchmail, mpop), on the same
 * private Dovecot behind the same proxy, beside `malleposte receive`. Prints a table in Markdown; asserts nothing. A program that is not
 * installed is left out and named. `--only NAME` or `NAME/PROTOCOL` plays one program, `--test N` the scenes of one acceptance test.
 */
import { parseArgs } from 'node:util';
import { startMailhost } from '../mailhost/mailhost.ts';
import { anchor, malleposte, type Program, type Protocol } from './anchor-programs.ts';
import { type Bench, scenes } from './anchor-scenes.ts';
import { dovecotBox } from './dovecot-box.ts';
import { openProxy } from './proxy.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, test: { type: 'string', default: '' } } });

const played = scenes.filter(({ test }) => values.test === '' || String(test) === values.test);

const contestants: readonly (readonly [name: string, protocol: Protocol])[] = [
  ['malleposte', 'imap'],
  ['malleposte', 'pop3'],
  ['getmail', 'imap'],
  ['getmail', 'pop3'],
  ['fetchmail', 'imap'],
  ['fetchmail', 'pop3'],
  ['mpop', 'pop3'],
];

const host = await startMailhost();
if ('skipped' in host) {
  process.stdout.write(`anchors skipped: ${host.skipped}\n`);
} else {
  try {
    const columns: Column[] = [];
    for (const [name, protocol] of contestants.filter((each) => each.join('/').startsWith(values.only))) {
      const column = await play(name, protocol);
      if (column) columns.push(column);
      else process.stdout.write(`${name} is not installed\n`);
    }
    process.stdout.write(`\nlost / doubled / destroyed\n\n${table(columns)}\n`);
  } finally {
    await host.stop();
  }
}

type Column = { readonly title: string; readonly cells: readonly string[] };

async function play(name: string, protocol: Protocol): Promise<Column | undefined> {
  if ('skipped' in host) return undefined;
  const proxy = await openProxy(host.ports[protocol]);
  const program = name === 'malleposte' ? await malleposte(protocol, proxy.port) : await anchor(name, protocol, proxy.port);
  try {
    if (!program) return undefined;
    const bench: Bench = { box: dovecotBox(host, protocol), proxy, empty: () => host.empty('common') };
    return { title: `${program.name} ${program.version} (${protocol.toUpperCase()})`, cells: await playAll(program, bench) };
  } finally {
    await program?.close();
    await proxy.close();
  }
}

async function playAll(program: Program, bench: Bench): Promise<readonly string[]> {
  const cells: string[] = [];
  for (const { test, says, unfit, play: playScene } of played) {
    const reason = unfit?.(program);
    const cell = reason ?? (await playScene(program, bench));
    process.stderr.write(`${program.name} ${program.protocol}: ${test} ${says}: ${cell}\n`);
    cells.push(cell);
  }
  return cells;
}

function table(columns: readonly Column[]): string {
  const rows = played.map(({ test, says }, index) => [`${test}`, says, ...columns.map(({ cells }) => cells[index] ?? '')]);
  const head = ['test', 'what is done', ...columns.map(({ title }) => title)];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
