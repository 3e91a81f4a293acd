/** The words of the pages on the server's side, for files that name their columns as the pages do. */
import { englishScreens } from '../../words/screens/english.ts';
import { frenchScreens } from '../../words/screens/french.ts';
import type { Screens } from '../../words/screens/screens.ts';
import type { Speech } from '../../words/speech.ts';

export const screensOf = ({ language }: Pick<Speech, 'language'>): Screens => (language === 'fr' ? frenchScreens : englishScreens);
