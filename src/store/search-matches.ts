/** Which facts of an asset a question found it by: the same comparison as the database's, on the texts as people know them. */
import type { Asset } from '../inventory/asset.ts';
import type { QuestionTerm } from '../inventory/questions.ts';
import type { ManualText } from './asset-text.ts';
import { fold } from './folded-text.ts';
import type { Matched } from './search-port.ts';

export type Searched = { readonly number: number; readonly tag: string; readonly asset: Asset };

/** The words of a text as the index has them; [] when there is neither letter nor digit in it. */
export const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}\p{Co}]+/u)
    .filter((word) => word !== '');

/** Each once, in the order of the facts. */
export function matchedFacts(terms: readonly QuestionTerm[], searched: Searched, manual: readonly ManualText[]): readonly Matched[] {
  const facts = factsOf(searched, manual);
  const matched = terms.flatMap((term) => {
    if (term.kind === 'text') return facts.filter(({ value }) => hasWords(value, wordsOf(term.text)));
    return term.kind === 'field' ? facts.filter((fact) => isFact(fact, term.field, term.text)) : [];
  });
  return facts.filter((fact) => matched.includes(fact));
}

const factsOf = ({ tag, asset }: Searched, manual: readonly ManualText[]): readonly Matched[] => {
  const { name, site, serial, uuid, model, manufacturer, user, os, osVersion, ips, macs, deviceId, form } = asset;
  const single = { name, site, serial, uuid, model, manufacturer, user, os: `${os} ${osVersion}`.trim(), deviceId, tag, form };
  return [
    ...Object.entries(single).map(([field, value]) => ({ field, value })),
    ...ips.map((value) => ({ field: 'ip', value })),
    ...macs.map((value) => ({ field: 'mac', value })),
    ...manual.map(({ field, value }) => ({ field, value })),
  ].filter(({ value }) => value !== '');
};

const isFact = (fact: Matched, field: string, text: string): boolean => {
  const asked = field === 'mac' ? text.replaceAll('-', ':') : text;
  return fact.field === field && spellings(fact).some((value) => value.includes(fold(asked)));
};

const spellings = ({ field, value }: Matched): readonly string[] => (field === 'mac' ? [value, value.replaceAll(':', '')] : [fold(value)]);

/** The words in this order, the last one begun at least. */
function hasWords(text: string, asked: readonly string[]): boolean {
  const last = asked.length - 1;
  const isAt = (words: readonly string[], start: number): boolean =>
    asked.every((word, index) => (index === last ? words[start + index]?.startsWith(word) : words[start + index] === word));
  return [text, text.replaceAll(':', '')].some((spelling) => {
    const words = wordsOf(spelling);
    return words.some((_, start) => isAt(words, start));
  });
}
