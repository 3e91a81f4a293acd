/** The press of one publishing: writes a page only when what it was made from changed, some at a time, and remembers what stands in the folder. */
import { hash } from 'node:crypto';
import type { DiskError, PageFolder } from '../disk/port.ts';
import { err, ok, type Result } from '../result.ts';

/** Path → digest of what the page was made from. */
type Standing = ReadonlyMap<string, string>;

export type PressOptions = {
  /** Pages are written even when nothing changed. */
  readonly everything: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onWritten: (written: number, unchanged: number) => void;
};

export type Press = {
  /** Whether the page with this digest stands already. Then it is kept, and `put` need not be called. */
  keep(path: string, digest: string): boolean;
  /** Resolves when there is room for the next one: not when it is written. */
  put(path: string, digest: string, content: string): Promise<void>;
  /** After an error or when it was asked to stop: there is no use in going on. */
  isOver(): boolean;
  /** Waits for all, takes away what was not kept or put (unless it was stopped), and writes down what stands. */
  finish(): Promise<Result<Printed, DiskError>>;
};

export type Printed = {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly bytes: number;
  readonly isStopped: boolean;
};

export const digestOf = (...parts: readonly string[]): string => hash('sha256', JSON.stringify(parts), 'hex').slice(0, 24);

const inFlightAtMost = 24;
const savedEvery = 2000;

/** Makes the folder ours before the first page is written, so that a stopped first publishing can go on. */
export const openPress = async (folder: PageFolder, options: PressOptions): Promise<Result<Press, DiskError>> => {
  const manifest = await folder.readManifest();
  if (!manifest.ok) return manifest;
  const before = readStanding(manifest.value);
  if (manifest.value === null) {
    const begun = await folder.writeManifest(writeStanding(new Map()));
    if (!begun.ok) return begun;
  }
  return ok(pressOf(folder, before, options));
};

const pressOf = (folder: PageFolder, before: Standing, { everything, signal, onWritten }: PressOptions): Press => {
  const now = new Map<string, string>();
  const inFlight = new Set<Promise<void>>();
  const counts = { written: 0, unchanged: 0, bytes: 0 };
  let failure: DiskError | undefined;
  const write = async (path: string, digest: string, content: string): Promise<void> => {
    const written = await folder.write(path, content);
    if (!written.ok) {
      failure ??= written.error;
      return;
    }
    now.set(path, digest);
    counts.written += 1;
    counts.bytes += Buffer.byteLength(content);
    onWritten(counts.written, counts.unchanged);
  };
  const isOver = (): boolean => failure !== undefined || signal?.aborted === true;
  const save = (): Promise<Result<void, DiskError>> => folder.writeManifest(writeStanding(new Map([...before, ...now])));
  return {
    keep(path, digest) {
      if (everything || before.get(path) !== digest) return false;
      now.set(path, digest);
      counts.unchanged += 1;
      return true;
    },
    async put(path, digest, content) {
      if (isOver() || this.keep(path, digest)) return;
      const writing: Promise<void> = write(path, digest, content).finally(() => inFlight.delete(writing));
      inFlight.add(writing);
      if (inFlight.size >= inFlightAtMost) await Promise.race(inFlight);
      if ((counts.written + 1) % savedEvery !== 0) return;
      const saved = await save();
      if (!saved.ok) failure ??= saved.error;
    },
    isOver,
    async finish() {
      await Promise.all(inFlight);
      const isStopped = signal?.aborted === true;
      const gone = isOver() ? [] : [...before.keys()].filter((path) => !now.has(path));
      const removed = await removeAll(folder, gone);
      const saved = isOver() || !removed.ok ? await save() : await folder.writeManifest(writeStanding(now));
      if (failure !== undefined) return err(failure);
      if (!removed.ok) return removed;
      return saved.ok ? ok({ ...counts, removed: gone.length, isStopped }) : saved;
    },
  };
};

const removeAll = async (folder: PageFolder, paths: readonly string[]): Promise<Result<void, DiskError>> => {
  for (const path of paths) {
    const removed = await folder.remove(path);
    if (!removed.ok) return removed;
  }
  return ok(undefined);
};

const formatName = 'malleposte-pages 1';

const writeStanding = (standing: Standing): string =>
  `${JSON.stringify({ format: formatName, pages: Object.fromEntries([...standing].sort(byPath)) }, null, 1)}\n`;

const byPath = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);

/** One that is damaged, or of another version, knows nothing: every page is written again. */
const readStanding = (manifest: string | null): Standing => {
  if (manifest === null) return new Map();
  try {
    const { format, pages } = JSON.parse(manifest) as { readonly format?: unknown; readonly pages?: unknown };
    if (format !== formatName || typeof pages !== 'object' || pages === null) return new Map();
    return new Map(Object.entries(pages).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && isOwnPath(entry[0])));
  } catch {
    // SyntaxError: not JSON, the only thing that the parser throws.
    return new Map();
  }
};

/** What somebody wrote into the manifest by hand is never removed from elsewhere. */
const isOwnPath = (path: string): boolean => /^(?:[a-z0-9][a-z0-9.-]*\/)*[a-z0-9][a-z0-9.-]*$/.test(path);
