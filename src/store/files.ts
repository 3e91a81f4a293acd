/** The files of each site's dossier as applied, the devices that they described, and the originals, byte for byte. */
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import { StoreFailure } from './journal-port.ts';
import type { CommonCommit, CommonStore, Original } from './port.ts';
import { prepared, type Target } from './prepared.ts';
import type { CommonSchema } from './schema.ts';
import { whole } from './whole.ts';

export type FileWriter = {
  /** Writes the differences only: files put, files deleted, and which devices the put ones described. */
  write(target: Target, change: Pick<CommonCommit, 'filesPut' | 'filesDeleted' | 'assets'>): Promise<void>;
  keep(target: Target, originals: readonly Original[]): Promise<void>;
};

export type FileReader = Pick<CommonStore, 'files' | 'problemFiles' | 'devicesByPath' | 'hasOriginals' | 'original'>;

// ---------------------------------------------------------------- writing

export function openFileWriter(engine: Engine<CommonSchema>): FileWriter {
  const { putFiles, deleteFiles } = fileStatements(engine);
  const { putDevices, deleteDevices } = deviceStatements(engine);
  const insertOriginal = prepared<{ sha256: string; bytes: number; deflated: Buffer }>()((slot) =>
    engine.db
      .insertInto('original')
      .values({ sha256: slot('sha256'), bytes: slot('bytes'), deflated: slot('deflated') })
      .onConflict((conflict) => conflict.column('sha256').doNothing()),
  );
  return {
    write: async ({ on, site }, { filesPut, filesDeleted, assets }) => {
      const described = devicesDescribed(filesPut, assets);
      const gone = JSON.stringify(filesDeleted);
      const redescribed = JSON.stringify([...filesDeleted, ...described.keys()]);
      if (filesDeleted.length > 0) await deleteFiles(on, { site, paths: gone });
      if (filesPut.length > 0) await putFiles(on, { site, files: filesJson(filesPut) });
      if (redescribed !== '[]') await deleteDevices(on, { site, paths: redescribed });
      if (described.size > 0) await putDevices(on, { site, devices: devicesJson(described) });
    },
    keep: async ({ on }, originals) => {
      for (const { sha256, bytes, deflated } of originals) await insertOriginal(on, { sha256, bytes, deflated: bufferOf(deflated) });
    },
  };
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const filesJson = (files: CommonCommit['filesPut']): string =>
  JSON.stringify(files.map((file) => [file.path, file.sha256, whole(file.bytes), file.modified, file.problem]));

const devicesJson = (described: ReadonlyMap<string, readonly string[]>): string =>
  JSON.stringify([...described].flatMap(([path, keys]) => keys.map((key) => [path, key])));

/**
 * What each file put describes: as it says itself, else the assets written from it. A file that says nothing and writes nothing
 * (an older report, usually) describes what it described before.
 */
function devicesDescribed(files: CommonCommit['filesPut'], assets: CommonCommit['assets']): ReadonlyMap<string, readonly string[]> {
  const written = Map.groupBy(assets, (asset) => asset.path);
  const described = new Map<string, readonly string[]>();
  for (const { path, devices } of files) {
    const keys = devices ?? written.get(path)?.map((asset) => asset.deviceKey);
    if (keys) described.set(path, [...new Set(keys)]);
  }
  return described;
}

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

function deviceStatements({ db, capabilities }: Engine<CommonSchema>) {
  const kinds = { path: 'text', deviceKey: 'text' } as const;
  const putDevices = prepared<{ site: string; devices: string }>()((slot) =>
    db
      .insertInto('fileDevice')
      .columns(['site', 'path', 'deviceKey'])
      .expression(
        db
          .selectFrom(capabilities.rows<{ path: string; deviceKey: string }>(slot('devices'), kinds).as('put'))
          .select([slot('site').as('site'), 'put.path', 'put.deviceKey']),
      ),
  );
  const deleteDevices = prepared<{ site: string; paths: string }>()((slot) =>
    db
      .deleteFrom('fileDevice')
      .where('site', '=', slot('site'))
      .where('path', 'in', capabilities.list<string>(slot('paths'), 'text')),
  );
  return { putDevices, deleteDevices };
}

// ---------------------------------------------------------------- reading

export function openFileReader({ db, capabilities }: Engine<CommonSchema>): FileReader {
  const devices = prepared<{ site: string; paths: string }>()((slot) =>
    db
      .selectFrom('fileDevice')
      .select(['path', 'deviceKey'])
      .where('site', '=', slot('site'))
      .where('path', 'in', capabilities.list<string>(slot('paths'), 'text')),
  );
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
    devicesByPath: async (site, paths) => {
      const { rows } = await devices(db, { site, paths: JSON.stringify(paths) });
      const byPath = Map.groupBy(rows, (row) => row.path);
      return new Map([...byPath].map(([path, described]) => [path, described.map((row) => row.deviceKey)]));
    },
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
