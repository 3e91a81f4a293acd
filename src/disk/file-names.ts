/** Which names of a folder are those of finished files that may travel. The rules of the wire are exchange/entry-name; nothing is said of contents. */
import { type NameLimits, nameProblem } from '../exchange/entry-name.ts';

/** Why a file or folder of this name stays at home; undefined when it may travel. `path` is relative, NFC, with `/`. */
export const stayReason = (path: string, limits: NameLimits): 'hidden' | 'temporary' | 'hostile-name' | 'too-deep' | undefined => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isTemporary(name)) return 'temporary';
  if (name.startsWith('.')) return 'hidden';
  const problem = path.includes('\ufffd') ? 'undecodable' : nameProblem(path, limits);
  if (problem === undefined || problem === 'too-deep') return problem;
  return 'hostile-name';
};

/** True for names that a file of this home may not be given on some platform (threat T4). */
export const isUnwritable = (path: string, limits: NameLimits): boolean =>
  path !== path.normalize('NFC') || /[*?"<>|]/.test(path) || stayReason(path, limits) !== undefined;

/** Office and agents' locks and half-written files, thumbnails: `.~lock.x#`, `~$x.docx`, `x.part`, `Thumbs.db`. */
const isTemporary = (name: string): boolean =>
  /^(?:\.~|~\$)|~$|\.(?:tmp|temp|part|partial|swp|swo|crdownload|lock|filepart)$/i.test(name) ||
  /^(?:thumbs\.db|desktop\.ini|ehthumbs\.db)$/i.test(name);
