/** Opening the three stores: which engine, whose file, which migrations. The composition sees this file and port.ts only. */
import { commonStore } from './common-store.ts';
import type { Engine } from './engine.ts';
import { type Migration, migrate } from './migrate.ts';
import { common1 } from './migrations/common-1.ts';
import { common2 } from './migrations/common-2.ts';
import { common3 } from './migrations/common-3.ts';
import { common4 } from './migrations/common-4.ts';
import { journal1 } from './migrations/journal-1.ts';
import { journal2 } from './migrations/journal-2.ts';
import { journal3 } from './migrations/journal-3.ts';
import { journal4 } from './migrations/journal-4.ts';
import { outpost1 } from './migrations/outpost-1.ts';
import { outpost2 } from './migrations/outpost-2.ts';
import { outpostKeys } from './migrations/outpost-keys.ts';
import { register1 } from './migrations/register-1.ts';
import { registerKeys } from './migrations/register-keys.ts';
import { outpostStore } from './outpost-store.ts';
import type { CommonStore, OutpostStore, Register } from './port.ts';
import { register } from './register.ts';
import type { CommonSchema, OutpostSchema, RegisterSchema } from './schema.ts';
import { openSqlite } from './sqlite.ts';

/** `isReadOnly`: looks into a database that another process may be writing; it must exist and be of this version. */
export type OpenOptions = { readonly isReadOnly?: boolean };

/** In the order in which they were written; a step that was once released is never changed. */
const migrations = {
  register: [register1, registerKeys],
  common: [journal1, common1, journal2, common2, common3, common4, journal3, journal4],
  outpost: [journal1, outpost1, journal2, outpost2, outpostKeys, journal3, journal4],
} satisfies Readonly<Record<string, readonly Migration[]>>;

/** "MPRg", "MPCo", "MPOu": what `file` and SQLite's own tools see in the header. */
const applicationIds = { register: 0x4d505267, common: 0x4d50436f, outpost: 0x4d504f75 };

/** Throws StoreFailure, as all three do; `path` is a file (created 0600 when absent), `:memory:`, or the bytes that `image` gave. */
export async function openRegister(path: string | Buffer, options: OpenOptions = {}): Promise<Register> {
  return register(await open<RegisterSchema>({ kind: 'register', path, ...options }));
}

export async function openCommonStore(path: string | Buffer, options: OpenOptions = {}): Promise<CommonStore> {
  return commonStore(await open<CommonSchema>({ kind: 'common', path, ...options }));
}

export async function openOutpostStore(path: string | Buffer, options: OpenOptions = {}): Promise<OutpostStore> {
  return outpostStore(await open<OutpostSchema>({ kind: 'outpost', path, ...options }));
}

type Place = OpenOptions & { readonly kind: keyof typeof migrations; readonly path: string | Buffer };

async function open<Schema>({ kind, path, isReadOnly = false }: Place): Promise<Engine<Schema>> {
  const engine = openSqlite<Schema>({ path, applicationId: applicationIds[kind], isReadOnly });
  try {
    await migrate({ ...engine, db: engine.db.$omitTables<never>() as Engine<unknown>['db'] }, migrations[kind]);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}
