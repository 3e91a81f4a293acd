/** The editor of the preferences that the common site propagates. */
import { readKeySoftware } from '../../inventory/key-software.ts';
import {
  type PreferencesDraft,
  type PreferencesNow,
  preferencesFile,
  preferencesNow,
  rehearsePreferences,
  savePreferences,
} from '../../jobs/edit-preferences.ts';
import { ok } from '../../result.ts';
import type { Preferences } from '../../settings/preferences.ts';
import { sayReason } from '../../words/codes.ts';
import type { Speech } from '../../words/speech.ts';
import type { KeySoftwareReading, PreferenceForm, PreferencesPreview, preferencesRoutes } from '../contract/preferences-routes.ts';
import type { Acts } from './call.ts';
import { holdCommon } from './hold-as.ts';
import { fieldOf } from './problems.ts';

export const preferencesActs: Acts<typeof preferencesRoutes> = {
  'GET /api/preferences': async ({ common, speech }) => {
    const now = await preferencesNow(common);
    if (!now.ok) return now;
    const { text, revision, files, problems, published, isPublished } = now.value;
    const ofFolder = problems.filter((line) => !line.startsWith(`${preferencesFile}: `));
    return ok({
      ...{ text, revision, published, isPublished },
      folder: ofFolder.map((line) => sayFolderProblem(line, speech)),
      others: files.filter(({ path }) => path !== preferencesFile),
      isPropagated: common.settings.propagatePreferences,
      preview: previewOf(now.value, { text }, speech),
    });
  },
  'POST /api/preferences/preview': async ({ common, speech, body }) => {
    const now = await preferencesNow(common);
    return now.ok ? ok(previewOf(now.value, body, speech)) : now;
  },
  'PUT /api/preferences': ({ desk, session, body: { text, revision } }) =>
    holdCommon(desk, (common) => savePreferences(common, { text, revision, by: session?.by ?? '' })),
};

function previewOf(now: PreferencesNow, draft: PreferencesDraft, speech: Speech): PreferencesPreview {
  const { text, preferences, problems, isChanged, version, differences } = rehearsePreferences(now, draft);
  const entries = preferences?.keySoftware ?? draft.fields?.keySoftware ?? [];
  return {
    ...{ text, isChanged, version, differences: [...differences] },
    fields: preferences && fieldsOf(preferences),
    problems: problems.map((line) => fieldOf(line, speech)),
    keySoftware: entries.map(readingOf),
  };
}

const fieldsOf = ({ period, keySoftware, include, exclude, strip }: Preferences): PreferenceForm => ({
  period: period ?? null,
  keySoftware: copyOf(keySoftware),
  include: copyOf(include),
  exclude: copyOf(exclude),
  strip: copyOf(strip),
});

const copyOf = (list: readonly string[] | undefined): string[] | null => (list === undefined ? null : [...list]);

/** `notes.txt: hostile-name` → the file, and why it does not travel. */
function sayFolderProblem(line: string, speech: Speech): PreferencesPreview['problems'][number] {
  const [, path = '', rest = line] = /^(.*): ([^:]*)$/s.exec(line) ?? [];
  const said = sayReason(speech.codes, rest);
  return { path, text: said === rest ? speech.sayProblem(rest) : said };
}

function readingOf(entry: string): KeySoftwareReading {
  const { name, isForbidden, comparison, licences } = readKeySoftware(entry);
  const isMereName = comparison === null && licences === null;
  return {
    ...{ entry, name, isForbidden, licences },
    operator: comparison?.operator ?? null,
    version: comparison?.version ?? '',
    isDoubtful: isMereName && !/^\s*[!-]?\s*"/.test(entry) && /[<>=≤≥]|\s[x×]\s*\d/.test(entry),
  };
}
