/** The scenes of the comparison: each is played with one program on a fresh mailbox, and says what was lost, delivered twice, or destroyed. */

import type { Program } from './anchor-programs.ts';
import type { DovecotBox } from './dovecot-box.ts';
import type { MailProxy } from './proxy.ts';

export type Bench = { readonly box: DovecotBox; readonly proxy: MailProxy; empty(): Promise<void> };

export type Scene = {
  readonly test: number;
  readonly says: string;
  /** What the program cannot be asked for, with the reason; undefined when it can. */
  readonly unfit?: (program: Program) => string | undefined;
  readonly play: (program: Program, bench: Bench) => Promise<string>;
};

const mailsPerRound = 30;
const fractions = [0.1, 0.5, 0.9, 0.98];

/** `waiting`: never delivered, and still on the server: not lost, but nobody takes them any more. */
type Count = { readonly lost: number; readonly doubled: number; readonly destroyed: number; readonly waiting: number };

const idOf = (raw: Buffer): string => /^Message-ID: <(.*)>/im.exec(raw.toString('latin1'))?.[1] ?? '';

/** `sent` is what this round put there; damaged deliveries count as destroyed. */
async function countRound(program: Program, { box }: Bench, sent: readonly Buffer[]): Promise<Count> {
  const delivered = await program.delivered();
  const left = new Set((await box.messages()).map(idOf));
  const counts = sent.map(idOf).map((id): Count => {
    const times = delivered.filter(({ messageId }) => messageId === id);
    const intact = times.filter(({ isIntact }) => isIntact).length;
    return {
      lost: Number(intact === 0 && !left.has(id)),
      doubled: Math.max(0, intact - 1),
      destroyed: times.length - intact,
      waiting: Number(intact === 0 && left.has(id)),
    };
  });
  return sum(counts);
}

const told = ({ lost, doubled, destroyed, waiting }: Count): string =>
  `${lost} / ${doubled} / ${destroyed}${waiting > 0 ? ` (${waiting} left behind)` : ''}`;

const sum = (counts: readonly Count[]): Count => {
  const total = (key: keyof Count): number => counts.reduce((all, one) => all + one[key], 0);
  return { lost: total('lost'), doubled: total('doubled'), destroyed: total('destroyed'), waiting: total('waiting') };
};

async function fill(program: Program, bench: Bench, mails = mailsPerRound): Promise<readonly Buffer[]> {
  await bench.empty();
  const sent = await program.write(mails);
  for (const raw of sent) await bench.box.deliver(raw);
  return sent;
}

/** A round for each fraction of the bytes that a quiet run needs; `strike` is told where to strike. */
async function interrupted(program: Program, bench: Bench, strike: (atByte: number) => Promise<void>): Promise<string> {
  await fill(program, bench);
  bench.proxy.reset();
  await program.run({ keep: false });
  const whole = bench.proxy.passed();
  const counts: Count[] = [];
  for (const fraction of fractions) {
    const sent = await fill(program, bench);
    await strike(Math.floor(whole * fraction));
    bench.proxy.reset();
    await program.run({ keep: false });
    counts.push(await countRound(program, bench, sent));
  }
  return told(sum(counts));
}

const killed = (program: Program, bench: Bench): Promise<string> =>
  interrupted(program, bench, async (atByte) => {
    let kill = (): void => undefined;
    bench.proxy.reset({ atByte, strike: () => kill() });
    await program.run({
      keep: false,
      onStart: (killing) => {
        kill = killing;
      },
    });
  });

const cut = (program: Program, bench: Bench): Promise<string> =>
  interrupted(program, bench, async (atByte) => {
    bench.proxy.reset({ atByte, strike: 'cut' });
    await program.run({ keep: false });
  });

async function renumbered(program: Program, bench: Bench): Promise<string> {
  const sent = await fill(program, bench);
  await program.run({ keep: true });
  await bench.box.forgetNumbers();
  await program.run({ keep: true });
  return told(await countRound(program, bench, sent));
}

async function colleague(program: Program, bench: Bench): Promise<string> {
  await bench.empty();
  await bench.box.deliver(
    Buffer.from('From: anne@mail.test\r\nSubject: a colleague deletes it\r\nMessage-ID: <colleague@mail.test>\r\n\r\nx\r\n'),
  );
  await bench.box.flagDeleted('a colleague deletes it');
  const sent = await program.write(5);
  for (const raw of sent) await bench.box.deliver(raw);
  await program.run({ keep: false });
  await program.run({ keep: false });
  const count = await countRound(program, bench, sent);
  const isLeft = (await bench.box.messages()).some((raw) => idOf(raw) === 'colleague@mail.test');
  const isDelivered = (await program.delivered()).some(({ messageId }) => messageId === 'colleague@mail.test');
  return told({ ...count, destroyed: count.destroyed + (isLeft || isDelivered ? 0 : 1) });
}

async function lying(program: Program, bench: Bench): Promise<string> {
  const counts: Count[] = [];
  for (const delta of [-700, 700]) {
    const sent = await fill(program, bench, 5);
    bench.proxy.lie(delta);
    await program.run({ keep: false });
    bench.proxy.lie(0);
    counts.push(await countRound(program, bench, sent));
  }
  return told(sum(counts));
}

const letters = 1_000;

/** Nothing is new in the second run: what is left is the price of finding that out. */
async function crowded(program: Program, bench: Bench): Promise<string> {
  const sent = await fill(program, bench, 20);
  const others = Array.from({ length: letters }, (_, at) =>
    Buffer.from(`From: <anne@mail.test>\r\nSubject: Bonjour ${at}\r\nMessage-ID: <${at}@letters.test>\r\n\r\nx\r\n`),
  );
  await bench.box.deliverAll(others);
  const first = await program.run({ keep: true });
  const again = await program.run({ keep: true });
  const count = await countRound(program, bench, sent);
  return `${told(count)}; ${first.seconds.toFixed(1)} s, then ${again.seconds.toFixed(1)} s`;
}

/** Exit codes: whoever runs it must be able to tell the two apart. */
async function silent(program: Program, bench: Bench): Promise<string> {
  await bench.empty();
  const nothing = await program.run({ keep: false });
  bench.proxy.setDown(true);
  const down = await program.run({ keep: false });
  bench.proxy.setDown(false);
  return `${nothing.code} / ${down.code}`;
}

const onlyImap = ({ protocol }: Program): string | undefined => (protocol === 'imap' ? undefined : 'IMAP only');

export const scenes: readonly Scene[] = [
  { test: 1, says: `kill -9 at ${fractions.length} moments, then a run`, play: killed },
  { test: 2, says: 'mails kept, all numbers anew (UIDVALIDITY), second run', play: renumbered },
  { test: 3, says: "a colleague's mail flagged \\Deleted beside ours", play: colleague },
  { test: 4, says: `line cut at ${fractions.length} moments, then a run`, play: cut },
  { test: 4, says: 'RFC822.SIZE 700 too small, 700 too large', play: lying, unfit: onlyImap },
  { test: 6, says: `20 mails among ${letters} letters, all kept; first and second run`, play: crowded },
  { test: 10, says: 'exit code: nothing there / server gone', play: silent },
];
