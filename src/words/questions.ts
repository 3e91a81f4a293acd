/** What the wizard asks. Fields are keys of the settings; their help says the rest. */

export type QuestionWords = {
  readonly welcome: string;
  readonly suggestionHint: string;
  readonly suggestion: string;
  readonly otherSuggestions: (others: string) => string;
  readonly noSuggestion: string;
  readonly fields: Readonly<
    Record<'site' | 'name' | 'organisation' | 'address' | 'mailbox' | 'outbox' | 'tlsCa' | 'dossier' | 'everyDays', string>
  >;
  readonly role: string;
  readonly roles: Readonly<Record<'common' | 'distant', string>>;
  readonly key: string;
  readonly password: string;
  readonly outboxPassword: string;
  readonly mayNotBeEmpty: string;
  readonly yes: string;
  readonly no: string;
};
