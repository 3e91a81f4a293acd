/** The settings that hold: those of the home, under the preferences of the common site. */
import { type Preferences, parsePreferences, withPreferences } from '../settings/preferences.ts';
import type { Settings } from '../settings/settings.ts';
import type { Common, Distant } from './installation.ts';

/** The home's settings under the preferences that the head office propagates. */
export async function effectiveSettings({ disk, settings }: Pick<Common | Distant, 'disk' | 'settings'>): Promise<Settings> {
  const imposed = await imposedPreferences({ disk });
  return imposed ? withPreferences(settings, imposed) : settings;
}

/** What the head office decides for this home; undefined where it decides nothing, or nothing that can be read. */
export async function imposedPreferences({ disk }: Pick<Common | Distant, 'disk'>): Promise<Preferences | undefined> {
  const files = await disk.readPreferences();
  const main = files.ok ? files.value.find((file) => file.path === 'preferences.yaml') : undefined;
  const parsed = main ? parsePreferences(main.content) : undefined;
  return parsed?.ok ? parsed.value : undefined;
}
