/** All that the pages of the intranet say, in one language: its own sentences, and the names of codes that all doors share. */
import type { PageWords } from '../intranet/page-words.ts';
import { sayCode, sayReason } from './codes.ts';
import { englishPageNames } from './english/page-names.ts';
import { englishPages } from './english/pages.ts';
import type { Format } from './format.ts';
import { frenchPageNames } from './french/page-names.ts';
import { frenchPages } from './french/pages.ts';
import type { PageNames, PageSentences } from './page-sentences.ts';
import type { Speech } from './speech.ts';
import { typesetAll } from './typeset.ts';
import type { Ways } from './ways.ts';

export function openPages(speech: Speech): PageWords {
  const { language, format, colon, codes, ways } = speech;
  const own = language === 'fr' ? typesetAll(french(format, ways), format.typeset) : english(format, ways);
  return {
    ...own,
    language,
    format,
    colon,
    freshness: codes.freshness,
    assetKinds: codes.assetKinds,
    traceOutcomes: codes.traceOutcomes,
    directions: codes.directions,
    sayTraceKind: (kind) => sayCode(codes.traceKinds, kind),
    sayTraceReason: (reason) => sayReason(codes, reason, format.stamp),
  };
}

const french = (format: Format, ways: Ways): PageNames & PageSentences => ({ ...frenchPageNames, ...frenchPages(format, ways) });

const english = (format: Format, ways: Ways): PageNames & PageSentences => ({ ...englishPageNames, ...englishPages(format, ways) });
