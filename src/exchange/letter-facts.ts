/** What a letter is made of: the facts it tells, and what a language has to say for each kind. */

export type Language = 'fr' | 'en';

export type Letter = { readonly subject: string; readonly text: string };

export type LetterFacts = {
  readonly language: Language;
  /** The historic beginning of the subject, a setting: `Iparc Distant`, `Iparc Commun`. */
  readonly marker: string;
  /** The distant site's id. */
  readonly site: string;
  /** The sender's name, as people call it. */
  readonly from: string;
};

export type ParcelLetterFacts = LetterFacts & {
  readonly epoch: number;
  readonly seq: number;
  readonly volume: { readonly number: number; readonly of: number };
  readonly files: number;
};

export type ReceiptFacts = LetterFacts & {
  readonly applied: { readonly epoch: number; readonly seq: number };
  readonly status: 'stored' | 'applied' | 'superseded' | 'rejected' | 'greeting';
  /** Why it was rejected, a code. */
  readonly code: string;
  readonly read: number;
  readonly changed: number;
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
  readonly versionAlert: { readonly common: string; readonly yours: string } | null;
  /** The version of the preferences that go with this receipt. */
  readonly preferences: number | null;
  /** Mails of this site arrived without their attachment. */
  readonly isStripped?: boolean;
  /** The site's clock minus true time, when it is known. */
  readonly clockSkewMinutes?: number;
};

/** What the two languages say. Sentences are paragraphs, wrapped afterwards; subjects must stay ASCII. */
export type LetterWords = {
  readonly subjects: {
    readonly hello: (site: string) => string;
    readonly parcel: (facts: ParcelLetterFacts) => string;
    readonly greeting: (site: string) => string;
    readonly welcome: (site: string) => string;
    readonly receipt: (facts: ReceiptFacts) => string;
    readonly rotation: (site: string) => string;
    readonly leave: (site: string) => string;
  };
  readonly hello: (facts: LetterFacts) => readonly string[];
  readonly parcel: (facts: ParcelLetterFacts) => readonly string[];
  readonly greeting: (facts: LetterFacts) => readonly string[];
  readonly test: (facts: LetterFacts) => readonly string[];
  readonly welcome: (facts: LetterFacts) => readonly string[];
  readonly receipt: (facts: ReceiptFacts) => readonly string[];
  /** New keys, of the distant site or of the common one. */
  readonly rotation: (facts: LetterFacts) => readonly string[];
  readonly leave: (facts: LetterFacts) => readonly string[];
  readonly closing: string;
};
