/** The long work of a distant site as tasks: joining, testing, sending; each holds the home and tells its steps. */
import type { SendOutcome, TestStep } from '../../jobs/installation.ts';
import { type Joined, type Joining, join } from '../../jobs/join.ts';
import { prepareDistantHome } from '../../jobs/joining.ts';
import { type SendTest, testSend } from '../../jobs/probe.ts';
import { type SendOptions, send } from '../../jobs/send.ts';
import { needsALook } from '../../jobs/send-outcome.ts';
import { ok } from '../../result.ts';
import { sayUnsent } from '../../words/outcomes.ts';
import { saySending } from '../../words/sending.ts';
import type { Desk } from './desk.ts';
import { holdDistant } from './hold-as.ts';
import type { Doing, Told, Work } from './tasks.ts';

/** The key says which site this is; keys and account are those that are there. */
export const joinWork =
  (desk: Desk, joining: Joining): Work =>
  async ({ stop }) => {
    const { world } = desk;
    const prepared = await prepareDistantHome(
      world,
      { home: world.home, settings: {}, passwords: {}, passwordStore: 'auto' },
      joining.invitation,
    );
    if (!prepared.ok) return prepared;
    const joined = await holdDistant(desk, (distant) => join(distant, joining), { stop });
    return joined.ok ? ok(toldOfJoining(joined.value)) : joined;
  };

const toldOfJoining = (joined: Joined): Told<Joined> => ({
  outcome: joined,
  isNotable: joined.unsent.length > 0,
  tell: (speech) => {
    const { enrolment } = speech.reports;
    return [
      enrolment.joined(joined.site, joined.orgName),
      enrolment.words(joined.words),
      enrolment.compare,
      ...sayUnsent(speech, joined.unsent),
    ];
  },
});

/** The step `waiting` is the door's own: what takes long is said before it is done. */
export const testWork =
  (desk: Desk, waitMs: number): Work =>
  ({ tell, stop }) =>
    holdDistant(
      desk,
      async (distant) => {
        const isOwn = ({ step, detail }: TestStep): boolean => step === 'posted' && detail.startsWith(`${distant.settings.address}: `);
        const onStep = (step: TestStep): void => {
          tell({ fact: 'test', step });
          if (isOwn(step) && waitMs > 0) tell({ fact: 'test', step: { step: 'waiting', detail: String(waitMs), ok: true } });
        };
        const tested = await testSend(distant, { waitMs, onStep });
        return tested.ok ? ok(toldOfTest(tested.value)) : tested;
      },
      { stop },
    );

const toldOfTest = (test: SendTest): Told<SendTest> => ({
  outcome: test,
  isNotable: false,
  tell: ({ reports }) => [test.arrivedMs === null ? reports.test.notAwaited : reports.test.arrived(test.arrivedMs)],
});

/** A person has confirmed, or nothing asks for it: what the job would ask is answered. */
export const sendWork =
  (desk: Desk, options: Pick<SendOptions, 'force' | 'isUrgent'>): Work =>
  ({ tell, stop }: Doing) =>
    holdDistant(
      desk,
      async (distant) => {
        const sent = await send(distant, { ...options, dryRun: false, onProgress: (progress) => tell({ fact: 'progress', progress }) });
        return sent.ok ? ok(toldOfSending(sent.value)) : sent;
      },
      { stop },
    );

const toldOfSending = (outcome: SendOutcome): Told<SendOutcome> => ({
  outcome,
  isNotable: needsALook(outcome) || outcome.unsent.length > 0 || outcome.stopped === true,
  tell: (speech) => {
    const { alerts, heeding, mail, rest } = saySending(speech, outcome);
    const version = outcome.alert ? speech.reports.send.alert(outcome.alert) : [];
    return [...version, ...alerts.flatMap((alert) => alert.filter((sentence) => sentence !== '')), ...heeding, ...mail, ...rest];
  },
});
