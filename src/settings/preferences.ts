/**
 * `preferences.yaml`: what the common site decides for all distant ones. Comes by mail from a signed receipt, and is checked like
 * anything from outside. Ignores how it travels and where it is kept.
 */
import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { everyDays, patternText, sectionName, softwareName } from './kinds.ts';
import { findProblems, type SettingsProblem } from './problems.ts';
import type { Settings } from './settings.ts';
import { readYaml } from './yaml-text.ts';

const few = (item: z.ZodType<string, string>) => z.array(item).max(200).readonly().exactOptional();

const preferencesSchema = z
  .strictObject({
    /** Days between two parcels, `everyDays` of the settings. */
    period: everyDays().exactOptional(),
    keySoftware: few(softwareName()),
    include: few(patternText()),
    exclude: few(patternText()),
    strip: few(sectionName()),
  })
  .readonly();

export type Preferences = z.output<typeof preferencesSchema>;

export type InvalidPreferences = {
  readonly kind: 'preferences-invalid';
  readonly problems: readonly SettingsProblem[];
  readonly retry: 'never';
};

/** Reads the YAML text of a preference file; an empty one is valid and prefers nothing. Unknown keys are refused. */
export const parsePreferences = (text: string): Result<Preferences, InvalidPreferences> => {
  const document = readYaml(text);
  if (!document.ok) return invalid([document.error]);
  const read = preferencesSchema.safeParse(document.value ?? {}, { reportInput: true });
  return read.success ? ok(read.data) : invalid(findProblems(read.error.issues));
};

/** The settings that hold at a distant site: a preference that is given replaces the local setting, list for list. */
export const withPreferences = (settings: Settings, preferences: Preferences): Settings => {
  const { period, ...others } = preferences;
  return { ...settings, ...others, ...(period === undefined ? {} : { everyDays: period }) };
};

const invalid = (problems: readonly SettingsProblem[]): Result<never, InvalidPreferences> =>
  err({ kind: 'preferences-invalid', problems, retry: 'never' });
