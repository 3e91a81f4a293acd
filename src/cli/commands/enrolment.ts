/** `invite`, `accept`, `revoke`: who may send to this common site. */
import { accept, invite, revoke } from '../../jobs/enrol.ts';
import { ok } from '../../result.ts';
import { argumentOf, type Command } from '../command.ts';
import { answerJson, type Context, colour, note, type Outcome, report, show } from '../context.ts';
import { unsentStatus } from '../exit.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { atCommonSite } from '../opening.ts';
import { sayUnsent } from '../unsent.ts';

const site = { form: '<site>', word: 'site' } as const;

export const inviteCommand: Command = {
  path: 'invite',
  argument: site,
  options: [
    { name: 'name', value: 'TEXT', reading: 'text', word: 'inviteName', variable: 'MALLEPOSTE_INVITE_NAME' },
    { name: 'auto-accept', reading: 'flag', word: 'autoAccept' },
  ],
  run: runInvite,
};

export const acceptCommand: Command = { path: 'accept', argument: site, options: [], run: runAccept };

export const revokeCommand: Command = { path: 'revoke', argument: site, options: [], run: runRevoke };

function runInvite(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: true, given }, async (inside, common) => {
    const name = textOf(given, 'name');
    const autoAccept = isOn(given, 'auto-accept');
    const invited = await invite(common, { site: argumentOf(given), autoAccept, ...(name === undefined ? {} : { name }) });
    if (!invited.ok) return invited;
    const { site: id, key, expires } = invited.value;
    const { enrolment } = inside.speech.reports;
    answerJson(inside, invited.value);
    note(inside, enrolment.invited(id, expires));
    show(inside, key);
    note(inside, enrolment.pasteThere);
    note(inside, '  malleposte join MALLE1-…');
    note(inside, autoAccept ? enrolment.isAutomatic : enrolment.mustAccept(id));
    return ok(0);
  });
}

function runAccept(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: true, given }, async (inside, common) => {
    const accepted = await accept(common, { site: argumentOf(given) });
    if (!accepted.ok) return accepted;
    const { site: id, words, unsent } = accepted.value;
    const { enrolment } = inside.speech.reports;
    const status = unsentStatus(unsent);
    answerJson(inside, accepted.value);
    report(inside, status, [enrolment.accepted(id), enrolment.words(colour(inside, words, 'bold')), ...sayUnsent(inside, unsent)]);
    return ok(status);
  });
}

function runRevoke(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: true, given }, async (inside, common) => {
    const revoked = await revoke(common, { site: argumentOf(given) });
    if (!revoked.ok) return revoked;
    answerJson(inside, revoked.value);
    report(inside, 0, [inside.speech.reports.enrolment.revoked(revoked.value.site)]);
    return ok(0);
  });
}
