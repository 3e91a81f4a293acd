/** Whole collections of words in the typography of their language: every sentence, and every sentence that a function makes. */

/** The same shape, each text passed through `typeset`, results of functions included. */
export function typesetAll<T>(words: T, typeset: (text: string) => string): T {
  return mapTexts(words, typeset) as T;
}

function mapTexts(words: unknown, typeset: (text: string) => string): unknown {
  if (typeof words === 'string') return typeset(words);
  if (Array.isArray(words)) return words.map((each) => mapTexts(each, typeset));
  if (typeof words === 'function')
    return (...facts: readonly unknown[]) => mapTexts((words as (...facts: readonly unknown[]) => unknown)(...facts), typeset);
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, each]) => [key, mapTexts(each, typeset)]));
}
