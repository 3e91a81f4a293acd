/**
 * The preferences of a common site in an editor: what stands, what a draft would change at the sites, and saving it. Other files beside
 * preferences.yaml travel along and are left alone. Ignores how sites apply them (heed-receipt.ts).
 */
import type { PreferenceFile } from '../disk/port.ts';
import { preferencesDigest } from '../exchange/bodies.ts';
import { err, ok, type Result } from '../result.ts';
import { type Preferences, parsePreferences } from '../settings/preferences.ts';
import { type DifferentLine, differentLines, layFields, type PreferenceFields } from '../settings/preferences-text.ts';
import { problemLine } from '../settings/problems.ts';
import { noteChange } from './audit.ts';
import type { Common, JobError } from './installation.ts';
import { currentPreferences } from './receipts.ts';

export const preferencesFile = 'preferences.yaml';

export type PreferencesNow = {
  /** Sorted by path, with those that cannot travel left out. */
  readonly files: readonly PreferenceFile[];
  /** Why nothing of the folder travels as it is: lines of facts, `notes.txt: hostile-name`. */
  readonly problems: readonly string[];
  /** Of preferences.yaml, '' where there is none. */
  readonly text: string;
  /** Another one whenever a file is. */
  readonly revision: string;
  /** What was noted last as what the sites get; 0 and '' before the first. */
  readonly published: { readonly version: number; readonly at: string };
  /** False when somebody changed a file by hand since: the next reception notes a new version. */
  readonly isPublished: boolean;
};

type Ports = Pick<Common, 'disk' | 'register'>;

export async function preferencesNow({ disk, register }: Ports): Promise<Result<PreferencesNow, JobError>> {
  const inspected = await disk.inspectPreferences();
  if (!inspected.ok) return inspected;
  const { files, problems } = inspected.value;
  const known = await register.preferences();
  const revision = preferencesDigest(files);
  return ok({
    files,
    problems,
    text: files.find(({ path }) => path === preferencesFile)?.content ?? '',
    revision,
    published: { version: known?.version ?? 0, at: known?.at ?? '' },
    isPublished: known ? known.sha256 === revision : files.length === 0,
  });
}

/** `fields`, when given, are laid over the text. */
export type PreferencesDraft = { readonly text: string; readonly fields?: PreferenceFields | undefined };

export type RehearsedPreferences = {
  readonly text: string;
  /** null: they cannot be saved, see the problems. */
  readonly preferences: Preferences | null;
  /** Lines of settings/problems.ts. */
  readonly problems: readonly string[];
  readonly isChanged: boolean;
  /** The number that it would have at the sites. */
  readonly version: number;
  readonly differences: readonly DifferentLine[];
};

/** What saving this draft would do. Writes nothing. */
export function rehearsePreferences(now: PreferencesNow, draft: PreferencesDraft): RehearsedPreferences {
  const text = draft.fields ? layFields(draft.text, draft.fields) : draft.text;
  const parsed = parsePreferences(text);
  const isChanged = text !== now.text;
  return {
    text,
    preferences: parsed.ok ? parsed.value : null,
    problems: parsed.ok ? [] : parsed.error.problems.map(problemLine),
    isChanged,
    version: now.published.version + (isChanged || !now.isPublished ? 1 : 0),
    differences: differentLines(now.text, text),
  };
}

export type SavedPreferences = { readonly version: number; readonly isChanged: boolean };

/** Writes preferences.yaml and notes its version; `preferences-changed` when a file is no longer what the person saw. */
export async function savePreferences(
  common: Common,
  { text, revision, by }: { readonly text: string; readonly revision: string; readonly by: string },
): Promise<Result<SavedPreferences, JobError>> {
  const parsed = parsePreferences(text);
  if (!parsed.ok)
    return err({ kind: 'preferences-invalid', path: preferencesFile, problems: parsed.error.problems.map(problemLine), retry: 'never' });
  const now = await preferencesNow(common);
  if (!now.ok) return now;
  if (now.value.revision !== revision) return err({ kind: 'preferences-changed', retry: 'never' });
  const isChanged = text !== now.value.text;
  if (isChanged) {
    const written = await common.disk.writePreferences(text);
    if (!written.ok) return written;
  }
  const { version } = await currentPreferences(common);
  if (isChanged) await noteChange(common, { kind: 'preferences', reason: `preferences-saved version=${version}`, by });
  return ok({ version, isChanged });
}
