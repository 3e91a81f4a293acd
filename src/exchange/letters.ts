/**
 * The letter in each mail: subject and a few lines for whoever opens it (protocol §3). Subjects are ASCII, so that server rules and the
 * pre-filter see them as they are; texts are plain, at most 76 columns, and end by asking to be left alone. No program reads them.
 */
import type { Language, Letter, LetterFacts, LetterWords, ParcelLetterFacts, ReceiptFacts } from './letter-facts.ts';
import { plain, wrapped } from './letter-text.ts';
import { englishLetters } from './letters-english.ts';
import { frenchLetters } from './letters-french.ts';

const words: Readonly<Record<Language, LetterWords>> = { fr: frenchLetters, en: englishLetters };

export const helloLetter = (facts: LetterFacts): Letter =>
  letter(facts, ({ subjects, hello }, told) => [subjects.hello(told.site), hello(told)]);

export const parcelLetter = (facts: ParcelLetterFacts): Letter =>
  letter(facts, ({ subjects, parcel }, told) => [subjects.parcel(told), parcel(told)]);

export const greetingLetter = (facts: LetterFacts): Letter =>
  letter(facts, ({ subjects, greeting }, told) => [subjects.greeting(told.site), greeting(told)]);

/** The one subject that administrators look for, in either language. */
export const testLetter = (facts: LetterFacts): Letter => letter(facts, ({ test }, told) => ["Test d'envoi", test(told)]);

export const welcomeLetter = (facts: LetterFacts): Letter =>
  letter(facts, ({ subjects, welcome }, told) => [subjects.welcome(told.site), welcome(told)]);

/** Tells a person what became of the last parcel: read, changed, refused, and what to do about it. */
export const receiptLetter = (facts: ReceiptFacts): Letter =>
  letter(facts, ({ subjects, receipt }, told) => [subjects.receipt(told), receipt(told)]);

export const rotationLetter = (facts: LetterFacts): Letter =>
  letter(facts, ({ subjects, rotation }, told) => [subjects.rotation(told.site), rotation(told)]);

export const leaveLetter = (facts: LetterFacts): Letter =>
  letter(facts, ({ subjects, leave }, told) => [subjects.leave(told.site), leave(told)]);

type Said = readonly [subject: string, paragraphs: readonly string[]];

function letter<Facts extends LetterFacts>(facts: Facts, say: (words: LetterWords, told: Facts) => Said): Letter {
  const language = words[facts.language];
  const [subject, paragraphs] = say(language, { ...facts, from: plain(facts.from) });
  const text = [...paragraphs, language.closing].map((paragraph) => `${wrapped(paragraph)}\n`).join('\n');
  return { subject: plain(`${facts.marker} : ${subject}`), text };
}
