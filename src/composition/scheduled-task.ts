/** The command line with which a scheduler starts this very program for one home. */
import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TaskToPlan } from '../jobs/schedule.ts';
import type { ScheduledTask } from '../scheduler/port.ts';

/** Named after the home, so that several homes live together. */
export function scheduledTask({ home, role, hour, minute }: TaskToPlan): ScheduledTask {
  const action = role === 'common' ? 'receive' : 'send';
  const name = `malleposte-${action}-${hash('sha256', resolve(home), 'hex').slice(0, 6)}`;
  const command = [process.execPath, fileURLToPath(new URL('../launch.mjs', import.meta.url)), action, '--home', resolve(home)];
  return { name, description: `Malleposte: ${action}`, command, hour, minute };
}
