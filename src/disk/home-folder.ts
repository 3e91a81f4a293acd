/** The folder of an installation: made here, filled by others. */
import { chmod, readdir } from 'node:fs/promises';
import { ok, type Result } from '../result.ts';
import { makePrivateFolder } from './durable-files.ts';
import { attempt } from './file-errors.ts';
import type { DiskError } from './port.ts';

/** Makes HOME with mode 0700, folders above it included. An existing empty folder becomes private; one with files keeps its mode. */
export const createHomeFolder = async (home: string): Promise<Result<void, DiskError>> =>
  attempt(home, async () => {
    await makePrivateFolder(home);
    if ((await readdir(home)).length === 0) await chmod(home, 0o700);
    return ok(undefined);
  });
