/** Which language a person is spoken to in. Ignores what the letters in mails are written in: that is a port of the installation. */

export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (text: string): text is Language => text === 'fr' || text === 'en';

/** Said by the person (`--lang`, then MALLEPOSTE_LANG), by the settings of the home, or by the locale of the system: the first one that says. */
export type LanguageSources = {
  /** `--lang` */
  readonly chosen?: string | undefined;
  /** `language` of the settings; `auto` says nothing. */
  readonly setting?: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
};

/** French for every French locale, English for everything else, POSIX's `C` and no locale at all included. */
export function chooseLanguage(sources: LanguageSources): Language {
  const said = [sources.chosen, sources.variables['MALLEPOSTE_LANG'], sources.setting].find(
    (text) => text !== undefined && isLanguage(text),
  );
  return said !== undefined && isLanguage(said) ? said : (localeLanguage(sources.variables) ?? 'en');
}

/** POSIX order: LC_ALL, LC_MESSAGES, LANG; null when none is set or it is `C` or `POSIX`. */
export function localeLanguage(variables: LanguageSources['variables']): Language | null {
  const locale = variables['LC_ALL'] || variables['LC_MESSAGES'] || variables['LANG'] || '';
  if (locale === '' || /^(?:C|POSIX)(?:\.|$)/i.test(locale)) return null;
  return /^fr(?:[^a-z]|$)/i.test(locale) ? 'fr' : 'en';
}
