/** `rotate`: new keys for this home. At the common site also after a theft, by the secret of the recovery key, which no flag carries. */
import type { Common, Distant } from '../../jobs/installation.ts';
import { rotateCommon } from '../../jobs/rotate.ts';
import { rotateSite } from '../../jobs/rotate-site.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, type Outcome, report } from '../context.ts';
import { gravest, unsentStatus } from '../exit.ts';
import { type Given, textOf } from '../given.ts';
import { atAnySite, isCommon } from '../opening.ts';
import { readGivenFile } from '../passwords.ts';
import { sayUnsent } from '../unsent.ts';

export const rotateCommand: Command = {
  path: 'rotate',
  options: [{ name: 'recovery-file', value: 'FILE', reading: 'text', word: 'recoveryFile' }],
  run,
};

async function run(context: Context, given: Given): Promise<Outcome> {
  const secret = await readSecret(context, given);
  if (!secret.ok) return secret;
  return atAnySite(context, { lock: true, given }, async (inside, installed) => {
    if (isCommon(installed)) return rotateOffice(inside, installed, secret.value);
    if (secret.value !== undefined) return err({ kind: 'wrong-role', role: 'distant', needed: 'common', retry: 'never' });
    return rotateAgency(inside, installed);
  });
}

async function readSecret(context: Context, given: Given): Promise<Result<string | undefined, ExplainedError>> {
  const file = textOf(given, 'recovery-file');
  return file === undefined ? ok(undefined) : readGivenFile(context, file);
}

async function rotateOffice(context: Context, common: Common, recoverySecret: string | undefined): Promise<Outcome> {
  const rotated = await rotateCommon(common, recoverySecret === undefined ? {} : { recoverySecret });
  if (!rotated.ok) return rotated;
  const { told, voided, unsent } = rotated.value;
  const { keys: words } = context.speech.reports;
  const status = gravest([unsentStatus(unsent), voided.length > 0 ? 3 : 0]);
  answerJson(context, { role: 'common', ...rotated.value });
  report(context, status, [
    words.rotatedCommon(told.length, recoverySecret !== undefined),
    ...(voided.length > 0 ? [words.voided(voided)] : []),
    ...sayUnsent(context, unsent),
  ]);
  return ok(status);
}

async function rotateAgency(context: Context, distant: Distant): Promise<Outcome> {
  const rotated = await rotateSite(distant);
  if (!rotated.ok) return rotated;
  const { unsent } = rotated.value;
  const status = unsentStatus(unsent);
  answerJson(context, { role: 'distant', ...rotated.value });
  report(context, status, [context.speech.reports.keys.rotatedSite, ...sayUnsent(context, unsent)]);
  return ok(status);
}
