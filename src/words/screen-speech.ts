/** The speech of the pages: the words of all doors, with the places and buttons of the screens where a terminal has commands. */
import { englishScreenWays } from './english/screen-ways.ts';
import { frenchScreenWays } from './french/screen-ways.ts';
import type { Language } from './language.ts';
import { openSpeech, type Speech } from './speech.ts';

/** `timeZone` is an IANA name or `system`. What is written to be read elsewhere, as a letter, speaks as a terminal does: `openSpeech`. */
export const openScreenSpeech = (language: Language, timeZone = 'system'): Speech =>
  openSpeech(language, timeZone, language === 'fr' ? frenchScreenWays : englishScreenWays);
