/**
 * The preference files of a home: HOME/preferences. At the common site a person edits them, at a distant one they are replaced
 * whole when a receipt brings others; the ones before stay in HOME/preferences.previous.
 */
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { safePreferencePath } from '../exchange/bodies.ts';
import { defaultLimits } from '../exchange/limits.ts';
import { err, ok, type Result } from '../result.ts';
import { parsePreferences } from '../settings/preferences.ts';
import { problemLine } from '../settings/problems.ts';
import { listDossier } from './dossier.ts';
import { makePrivateFolder, syncFolder, writeDurably } from './durable-files.ts';
import { attempt, isMissing } from './file-errors.ts';
import { isUnwritable } from './file-names.ts';
import type { DiskError, DossierEntry, PreferenceFile, PreferenceFolder } from './port.ts';

const mainFile = 'preferences.yaml';
const maxFiles = 64;
const maxBytes = 1_048_576;
const nameLimits = { maxNameBytes: 120, maxPathDepth: 4 };

/** Sorted by path; hidden and temporary files do not count. Anything else that cannot travel is a problem, told by its name. */
export const readPreferenceFiles = async (home: string): Promise<Result<readonly PreferenceFile[], DiskError>> => {
  const inspected = await inspectPreferenceFiles(home);
  if (!inspected.ok) return inspected;
  const { files, problems } = inspected.value;
  return problems.length > 0 ? invalid(join(home, 'preferences'), problems) : ok(files);
};

/** Of a folder that is too large for a receipt only preferences.yaml is read. */
export const inspectPreferenceFiles = async (home: string): Promise<Result<PreferenceFolder, DiskError>> =>
  attempt(join(home, 'preferences'), async () => {
    const folder = await currentFolder(home);
    if (folder === undefined) return ok({ files: [], problems: [] });
    const listing = await listDossier(folder, { ...defaultLimits, ...nameLimits, maxEntryBytes: maxBytes });
    if (!listing.ok) return listing.error.kind === 'dossier-empty' ? ok({ files: [], problems: [] }) : listing;
    const { entries, leftOut } = listing.value;
    const refused = leftOut.filter(({ reason }) => reason !== 'hidden' && reason !== 'temporary');
    const isSendable = ({ path }: DossierEntry): boolean => safePreferencePath(path);
    const amounts = amountProblems(entries);
    const read = await readFiles(folder, entries.filter(amounts.length === 0 ? isSendable : ({ path }) => path === mainFile));
    const problems = [
      ...refused.map(({ path, reason }) => `${path}: ${reason}`),
      ...entries.filter((entry) => !isSendable(entry)).map(({ path }) => `${path}: hostile-name`),
      ...amounts,
      ...read.problems,
    ];
    return ok({ files: read.files, problems });
  });

/** Makes the folder where it is missing; a replacement that a crash cut short is finished first. */
export const writePreferenceFile = async (home: string, text: string): Promise<Result<void, DiskError>> =>
  attempt(join(home, 'preferences', mainFile), async () => {
    await finishEarlierReplacement(home);
    await makePrivateFolder(join(home, 'preferences'));
    await writeDurably(join(home, 'preferences', mainFile), text);
    return ok(undefined);
  });

/**
 * Replaces all files at once. Every crash leaves the old or the new ones in force: the new folder is complete before it is
 * called `preferences.next`, which stands in for `preferences` while that one is missing.
 */
export const applyPreferenceFiles = async (home: string, files: readonly PreferenceFile[]): Promise<Result<void, DiskError>> =>
  attempt(join(home, 'preferences'), async () => {
    const problems = fileProblems(files);
    if (problems.length > 0) return invalid(join(home, 'preferences'), problems);
    await finishEarlierReplacement(home);
    await writeFolder(join(home, 'preferences.tmp'), files);
    await replaceFolder(home, 'preferences.tmp', 'preferences.next');
    if (await exists(join(home, 'preferences'))) await replaceFolder(home, 'preferences', 'preferences.previous');
    await replaceFolder(home, 'preferences.next', 'preferences');
    return ok(undefined);
  });

const invalid = (path: string, problems: readonly string[]): Result<never, DiskError> =>
  err({ kind: 'preferences-invalid', path, problems, retry: 'never' });

const currentFolder = async (home: string): Promise<string | undefined> => {
  for (const name of ['preferences', 'preferences.next']) if (await exists(join(home, name))) return join(home, name);
  return undefined;
};

const exists = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
  return found !== undefined;
};

const amountProblems = (files: readonly { readonly bytes: number }[]): readonly string[] => [
  ...(files.length > maxFiles ? [`too-many (${maxFiles})`] : []),
  ...(files.reduce((sum, { bytes }) => sum + bytes, 0) > maxBytes ? [`too-big (${maxBytes})`] : []),
];

const fileProblems = (files: readonly PreferenceFile[]): readonly string[] => {
  const names = new Set(files.map(({ path }) => path.toLowerCase()));
  const isRefused = ({ path }: PreferenceFile): boolean => isUnwritable(path, nameLimits);
  const isFolderToo = ({ path }: PreferenceFile): boolean => [...names].some((name) => name.startsWith(`${path.toLowerCase()}/`));
  return [
    ...files.filter((file) => isRefused(file) || isFolderToo(file)).map(({ path }) => `${JSON.stringify(path)}: hostile-name`),
    ...(names.size < files.length ? ['same-name'] : []),
    ...amountProblems(files.map(({ content }) => ({ bytes: Buffer.byteLength(content) }))),
  ];
};

const readFiles = async (folder: string, entries: readonly DossierEntry[]): Promise<PreferenceFolder> => {
  const files: PreferenceFile[] = [];
  const problems: string[] = [];
  for (const { path } of entries) {
    const content = decode(await readFile(join(folder, path)));
    if (content === undefined) problems.push(`${path}: not-utf-8`);
    else files.push({ path, content });
    if (path === mainFile && content !== undefined) problems.push(...preferenceProblems(path, content));
  }
  return { files, problems };
};

const decode = (bytes: Buffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // TypeError: not UTF-8, the only thing that a fatal decoder throws.
    return undefined;
  }
};

/** The file that this version understands is checked where it is written, not first at forty sites. */
const preferenceProblems = (path: string, content: string): readonly string[] => {
  const preferences = parsePreferences(content);
  return preferences.ok ? [] : preferences.error.problems.map((problem) => `${path}: ${problemLine(problem)}`);
};

const finishEarlierReplacement = async (home: string): Promise<void> => {
  if (!(await exists(join(home, 'preferences.next')))) return;
  if (await exists(join(home, 'preferences'))) await rm(join(home, 'preferences.next'), { recursive: true });
  else await replaceFolder(home, 'preferences.next', 'preferences');
};

const writeFolder = async (folder: string, files: readonly PreferenceFile[]): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await makePrivateFolder(folder);
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    await writeDurably(join(folder, path), content);
  }
};

const replaceFolder = async (home: string, from: string, to: string): Promise<void> => {
  await rm(join(home, to), { recursive: true, force: true });
  await rename(join(home, from), join(home, to));
  await syncFolder(home);
};
