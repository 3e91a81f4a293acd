/** The files of each site's dossier as applied, what was delivered when, and the originals, byte for byte. */
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import { StoreFailure } from './journal-port.ts';
import type { CommonCommit, CommonStore, Original } from './port.ts';
import { prepared, type Target } from './prepared.ts';
import { openPresenceWriter } from './presence.ts';
import type { CommonSchema } from './schema.ts';
import { whole } from './whole.ts';

export type FileWriter = {
  /** Writes the differences only: files put, files deleted, and which records the put ones describe. */
  write(target: Target, change: Pick<CommonCommit, 'filesPut' | 'filesDeleted'>): Promise<void>;
  /** Notes what came and went, for ever. */
  deliver(target: Target, change: Pick<CommonCommit, 'filesPut' | 'filesDeleted' | 'timeZone'>): Promise<void>;
  keep(target: Target, originals: readonly Original[]): Promise<void>;
};

export type FileReader = Pick<CommonStore, 'files' | 'problemFiles' | 'hasOriginals' | 'original'>;

// ---------------------------------------------------------------- writing

export function openFileWriter(engine: Engine<CommonSchema>): FileWriter {
  const { putFiles, deleteFiles } = fileStatements(engine);
  const addDeliveries = deliveryStatement(engine);
  const presence = openPresenceWriter(engine);
  const insertOriginal = prepared<{ sha256: string; bytes: number; deflated: Buffer }>()((slot) =>
    engine.db
      .insertInto('original')
      .values({ sha256: slot('sha256'), bytes: slot('bytes'), deflated: slot('deflated') })
      .onConflict((conflict) => conflict.column('sha256').doNothing()),
  );
  return {
    write: async (target, { filesPut, filesDeleted }) => {
      const { on, site } = target;
      if (filesDeleted.length > 0) await deleteFiles(on, { site, paths: JSON.stringify(filesDeleted) });
      if (filesPut.length > 0) await putFiles(on, { site, files: filesJson(filesPut) });
      await presence.describe(target, described(filesPut, filesDeleted));
    },
    deliver: async ({ on, site, at }, { filesPut, filesDeleted, timeZone = 'UTC' }) => {
      const came = filesPut.map((file) => [file.path, file.sha256, whole(file.bytes), file.modified]);
      const rows = [...came, ...filesDeleted.map((path) => [path, '', 0, ''])];
      if (rows.length > 0) await addDeliveries(on, { site, at, timeZone, rows: JSON.stringify(rows) });
    },
    keep: async ({ on }, originals) => {
      for (const { sha256, bytes, deflated } of originals) await insertOriginal(on, { sha256, bytes, deflated: bufferOf(deflated) });
    },
  };
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const filesJson = (files: CommonCommit['filesPut']): string =>
  JSON.stringify(files.map((file) => [file.path, file.sha256, whole(file.bytes), file.modified, file.problem]));

/** A file that is gone describes nothing; one that does not say what it describes is left as it was. */
const described = (filesPut: CommonCommit['filesPut'], filesDeleted: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  new Map([
    ...filesDeleted.map((path) => [path, []] as const),
    ...filesPut.flatMap(({ path, records }) => (records === undefined ? [] : [[path, records] as const])),
  ]);

function fileStatements({ db, capabilities }: Engine<CommonSchema>) {
  type Cells = { path: string; sha256: string; bytes: number; modified: string; problem: string };
  const kinds = { path: 'text', sha256: 'text', bytes: 'integer', modified: 'text', problem: 'text' } as const;
  const putFiles = prepared<{ site: string; files: string }>()((slot) =>
    db
      .insertInto('file')
      .columns(['site', 'path', 'sha256', 'bytes', 'modified', 'problem'])
      .expression(
        db
          .selectFrom(capabilities.rows<Cells>(slot('files'), kinds).as('put'))
          .select([slot('site').as('site'), 'put.path', 'put.sha256', 'put.bytes', 'put.modified', 'put.problem'])
          .where(sql<boolean>`true`),
      )
      .onConflict((conflict) =>
        conflict.columns(['site', 'path']).doUpdateSet(({ ref }) => ({
          sha256: ref('excluded.sha256'),
          bytes: ref('excluded.bytes'),
          modified: ref('excluded.modified'),
          problem: ref('excluded.problem'),
        })),
      ),
  );
  const deleteFiles = prepared<{ site: string; paths: string }>()((slot) =>
    db
      .deleteFrom('file')
      .where('site', '=', slot('site'))
      .where('path', 'in', capabilities.list<string>(slot('paths'), 'text')),
  );
  return { putFiles, deleteFiles };
}

function deliveryStatement({ db, capabilities }: Engine<CommonSchema>) {
  type Cells = { path: string; sha256: string; bytes: number; modified: string };
  const kinds = { path: 'text', sha256: 'text', bytes: 'integer', modified: 'text' } as const;
  return prepared<{ site: string; at: string; timeZone: string; rows: string }>()((slot) =>
    db
      .insertInto('delivery')
      .columns(['site', 'at', 'timeZone', 'path', 'sha256', 'bytes', 'modified'])
      .expression(
        db
          .selectFrom(capabilities.rows<Cells>(slot('rows'), kinds).as('put'))
          .select([slot('site').as('site'), slot('at').as('at'), slot('timeZone').as('timeZone')])
          .select(['put.path', 'put.sha256', 'put.bytes', 'put.modified']),
      ),
  );
}

// ---------------------------------------------------------------- reading

export function openFileReader({ db, capabilities }: Engine<CommonSchema>): FileReader {
  const stored = prepared<{ digests: string }>()((slot) =>
    db
      .selectFrom('original')
      .select('sha256')
      .where('sha256', 'in', capabilities.list<string>(slot('digests'), 'text')),
  );
  const filesOfSite = prepared<{ site: string }>()((slot) =>
    db.selectFrom('file').select(['path', 'sha256', 'bytes', 'problem']).where('site', '=', slot('site')),
  );
  return {
    files: async (site) => {
      const { rows } = await filesOfSite(db, { site });
      return new Map(rows.map(({ path, sha256, bytes, problem }) => [path, { sha256, bytes, problem }]));
    },
    problemFiles: () => db.selectFrom('file').selectAll().where('problem', '!=', '').orderBy('site').orderBy('path').execute(),
    hasOriginals: async (sha256s) => {
      const { rows } = await stored(db, { digests: JSON.stringify(sha256s) });
      return new Set(rows.map((row) => row.sha256));
    },
    original: async (sha256) => {
      const kept = await db.selectFrom('original').selectAll().where('sha256', '=', sha256).executeTakeFirst();
      return kept && inflated(kept);
    },
  };
}

/** Throws `store-damaged` when the bytes are not those that were stored. */
function inflated(original: Original): Buffer {
  const bytes = inflatedOrNothing(original);
  if (bytes && createHash('sha256').update(bytes).digest('hex') === original.sha256) return bytes;
  throw new StoreFailure('store-damaged', `the original ${original.sha256} does not have its digest`);
}

function inflatedOrNothing({ deflated, bytes }: Original): Buffer | undefined {
  try {
    return inflateRawSync(deflated, { maxOutputLength: Math.max(1, bytes) });
  } catch {
    // Not deflated data, or more of it than was stored: the caller says so.
    return undefined;
  }
}
