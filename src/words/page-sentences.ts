/** The shape of what words/ has for the pages of the intranet: its own names and sentences, beside the names of codes that all doors share. */
import type { PageWords } from '../intranet/page-words.ts';

/** What is named the same everywhere comes from words/codes.ts. */
type SharedWord =
  | 'language'
  | 'format'
  | 'colon'
  | 'freshness'
  | 'assetKinds'
  | 'traceOutcomes'
  | 'directions'
  | 'sayTraceKind'
  | 'sayTraceReason';

type NameOnly =
  | 'columns'
  | 'facts'
  | 'sections'
  | 'evidence'
  | 'rules'
  | 'verdicts'
  | 'supportStates'
  | 'ages'
  | 'memories'
  | 'diskSizes'
  | 'chapters'
  | 'headings';

export type PageNames = Pick<PageWords, NameOnly>;

export type PageSentences = Omit<PageWords, SharedWord | NameOnly>;
