/**
 * A process that puts the next keys of a home to use and dies by SIGKILL after so many changes of the file system; it ends by itself when that
 * number is never reached.
 */
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [home = '', allowed = '0'] = process.argv.slice(2);
let left = Number(allowed);

type Change = (...parameters: readonly never[]) => Promise<unknown>;

/** Lets the call happen, and is dead before anybody hears of it. */
const counted =
  (change: Change): Change =>
  async (...parameters) => {
    const answer = await change(...parameters);
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    left -= 1;
    return answer;
  };

const patched = files as unknown as Record<'mkdir' | 'open' | 'rename', Change>;
const { mkdir, open, rename } = patched;
Object.assign(patched, { mkdir: counted(mkdir), open: counted(open), rename: counted(rename) });
syncBuiltinESMExports();

const { openKeys } = await import('../../../src/keys/keys.ts');
const keys = await openKeys(home);
if (!keys.ok) throw new Error(keys.error.kind);
await keys.value.promote();
