/** The words of the pages in the language of the person: each language is loaded when it is chosen. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Screens } from '../../words/screens/screens.ts';

declare module 'i18next' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can add to the library's own
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: Screens;
  }
}

export type Language = 'fr' | 'en';

const place = 'malleposte-language';

const load = async (language: Language): Promise<Screens> =>
  language === 'fr'
    ? (await import('../../words/screens/french.ts')).frenchScreens
    : (await import('../../words/screens/english.ts')).englishScreens;

/** Chosen here before, or what the browser prefers. */
const preferred = (): Language => {
  const kept = localStorage.getItem(place);
  if (kept === 'fr' || kept === 'en') return kept;
  return navigator.languages.find((tag) => /^(?:fr|en)/.test(tag))?.startsWith('en') ? 'en' : 'fr';
};

export async function openLanguage(): Promise<void> {
  const language = preferred();
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    ns: [],
    defaultNS: 'shell',
    resources: { [language]: await load(language) },
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
}

export async function speak(language: Language): Promise<void> {
  for (const [name, words] of Object.entries(await load(language))) i18next.addResourceBundle(language, name, words, true, true);
  localStorage.setItem(place, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

export const languageNow = (): Language => (i18next.language === 'en' ? 'en' : 'fr');
