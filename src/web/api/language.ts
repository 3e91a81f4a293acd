/** The language of one request: what the browser prefers among those that we speak. */
import type { Language } from '../../words/language.ts';

/** `Accept-Language` (RFC 9110 §12.5.4): the greatest weight wins, then the first; `fallback` when it names neither. */
export function languageOf(header: string | undefined, fallback: Language): Language {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part
        .trim()
        .toLowerCase()
        .split(/;\s*q=/);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const found = wanted.find(({ language }) => language === 'fr' || language === 'en')?.language;
  return found === 'fr' || found === 'en' ? found : fallback;
}
