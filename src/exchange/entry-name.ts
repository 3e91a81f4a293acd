/**
 * Names of files on the wire: what may be the path of a dossier's file, on every platform that may ever write it to a disk. Accents and
 * spaces are welcome. The common site stores by digest and never opens a path of this kind; exports and preferences do.
 */

export type NameLimits = { readonly maxNameBytes: number; readonly maxPathDepth: number };

export type NameProblem =
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'absolute'
  | 'backslash'
  | 'colon'
  | 'control'
  | 'dots'
  | 'trailing'
  | 'device';

/** What is wrong with a relative path with `/`, or undefined. Depth counts the segments, the file's own included. */
export function nameProblem(path: string, limits: NameLimits): NameProblem | undefined {
  if (path === '') return 'empty';
  if (Buffer.byteLength(path) > limits.maxNameBytes) return 'too-long';
  if (path.includes('\\')) return 'backslash';
  if (path.includes(':')) return 'colon'; // drive letters and NTFS streams
  if (!isPlainAscii(path) && unprintable.test(path)) return 'control';
  if (path.startsWith('/')) return 'absolute';
  const segments = path.split('/');
  if (segments.length > limits.maxPathDepth) return 'too-deep';
  return segments.map(segmentProblem).find((problem) => problem !== undefined);
}

/** The archive's own first entry; a dossier's file of this name stays at home. */
export const manifestName = 'manifest.json';

export type PathProblem = NameProblem | 'reserved' | 'same-name';

/**
 * The paths (NFC) that a common site would refuse, with the reason: the sender leaves these files out and names them, because one of them
 * would get the whole parcel refused. Of two paths that some file system takes for one, the first goes.
 */
export function unsendablePaths(paths: Iterable<string>, limits: NameLimits): ReadonlyMap<string, PathProblem> {
  const problems = new Map<string, PathProblem>();
  const taken = new Map<string, 'file' | 'folder'>([[nameKey(manifestName), 'file']]);
  for (const path of paths) {
    const key = nameKey(path);
    const folders = foldersOf(key);
    const isTaken = taken.has(key) || folders.some((folder) => taken.get(folder) === 'file');
    const problem = nameProblem(path, limits) ?? (key === nameKey(manifestName) ? 'reserved' : isTaken ? 'same-name' : undefined);
    if (problem) problems.set(path, problem);
    if (problem) continue;
    for (const folder of folders) taken.set(folder, 'folder');
    taken.set(key, 'file');
  }
  return problems;
}

/** `a/b/c` lies in `a` and `a/b`. */
export function foldersOf(path: string): readonly string[] {
  const folders: string[] = [];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) folders.push(path.slice(0, slash));
  return folders;
}

/** Two names that one of the usual file systems would take for the same have the same key (HFS+ and NTFS fold case, HFS+ decomposes). */
export const nameKey = (path: string): string =>
  isPlainAscii(path) ? path.toUpperCase() : path.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC');

/** Nearly every name, and far cheaper than asking Unicode. */
const isPlainAscii = (text: string): boolean => /^[ -~]*$/.test(text);

/** Controls, lone surrogates, line separators, and the marks that turn the direction of reading. */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

function segmentProblem(segment: string): NameProblem | undefined {
  if (segment === '') return 'empty';
  if (/^\.+$/.test(segment)) return 'dots';
  if (/[. ]$/.test(segment)) return 'trailing'; // Windows drops them, so two names become one
  return deviceName.test(segment) ? 'device' : undefined;
}

/** Reserved by Windows, with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])(\.|$)/i;
