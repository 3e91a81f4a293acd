/** The recovery key: made once, told once to a person who puts it on paper; the common site keeps its public half only (protocol §11). */

import { keyIdOf } from '../exchange/key-id.ts';
import { encodeRecoverySecret } from '../exchange/recovery-secret.ts';
import { err, ok, type Result } from '../result.ts';
import type { Common, JobError } from './installation.ts';
import { ensureOrganisation, keyEvent } from './organisation.ts';

export type MadeRecovery = {
  readonly secret: string;
  /** Id of the recovery key, as in the trace. */
  readonly key: string;
};

/** Made once only: sites keep the first one that they are told, so that nobody can slip them another. */
export async function createRecovery(common: Common): Promise<Result<MadeRecovery, JobError>> {
  const organisation = await ensureOrganisation(common.register, common.keys);
  if (organisation.recoveryKey !== '') return err({ kind: 'recovery-exists', key: keyIdOf(organisation.recoveryKey), retry: 'never' });
  const seed = Buffer.from(common.randomHex(32), 'hex');
  const { signing, id } = common.keys.signerOfSeed(seed);
  await common.register.saveOrganisation({ ...organisation, recoveryKey: signing });
  await common.store.trace([keyEvent(common, { kind: 'ROTATE', reason: 'recovery-made' })]);
  return ok({ secret: encodeRecoverySecret(seed), key: id });
}
