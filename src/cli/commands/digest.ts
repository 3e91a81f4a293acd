/** `digest`: when digests go and to whom; `digest --print`: what one would tell, as text, as a page, as JSON. Sends nothing. */
import { DateTime } from 'luxon';
import { digestLetter } from '../../exchange/digest-letter.ts';
import { digestStanding } from '../../jobs/digest.ts';
import { digestFacts, digestGrounds } from '../../jobs/digest-facts.ts';
import type { Common } from '../../jobs/installation.ts';
import { ok } from '../../result.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, type Outcome, show } from '../context.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { filterOption } from './assets.ts';

export const digestCommand: Command = {
  path: 'digest',
  options: [
    { name: 'print', reading: 'flag', word: 'print' },
    filterOption('site', 'filterSite', 'SITE'),
    { name: 'since', value: 'DATE', reading: 'date', word: 'sinceWeek' },
    { name: 'html', reading: 'flag', word: 'html' },
    dossierOption,
  ],
  run,
};

const usualDays = 7;

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    if (!isOn(given, 'print')) return tellStanding(inside, common);
    const site = textOf(given, 'site');
    if (site !== undefined && !(await common.register.site(site)))
      return { ok: false, error: { kind: 'site-unknown', site, retry: 'never' } };
    const grounds = await digestGrounds(common, periodGiven(common, textOf(given, 'since')));
    const facts = await digestFacts(common, grounds, site);
    const { markerCommon, markerDistant } = common.settings;
    const letter = digestLetter(facts, { language: inside.speech.language, markers: [markerCommon, markerDistant] });
    answerJson(inside, { ...facts, subject: letter.subject });
    show(inside, (isOn(given, 'html') ? letter.html : letter.text).trimEnd());
    return ok(0);
  });
}

/** A day is meant here; until now. */
function periodGiven({ now, timeZone }: Common, since: string | undefined): { readonly since: string; readonly until: string } {
  const until = now();
  const from =
    since === undefined
      ? DateTime.fromJSDate(until, { zone: timeZone }).minus({ days: usualDays })
      : DateTime.fromISO(since, { zone: timeZone });
  return { since: from.toUTC().toISO() ?? until.toISOString(), until: until.toISOString() };
}

async function tellStanding(context: Context, common: Common): Promise<Outcome> {
  const standing = await digestStanding(common);
  answerJson(context, standing);
  const { digest: words } = context.speech.figures;
  const { format } = context.speech;
  const { digest, recipients, lastAt, nextDueAt } = standing;
  const lines = [
    words.rhythms[digest],
    ...(recipients.length > 0 ? [words.recipients(recipients)] : []),
    ...(lastAt ? [words.last(format.date(lastAt))] : []),
    ...(nextDueAt ? [words.next(format.date(nextDueAt))] : []),
    words.print,
  ];
  show(context, lines.join('\n'));
  return ok(0);
}
