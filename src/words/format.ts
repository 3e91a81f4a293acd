/** Dates, sizes, durations and lists as people of each language write them. Holds no sentence. */
import { DateTime } from 'luxon';
import type { Language } from './language.ts';

export type Plural = { readonly one: string; readonly other: string };

export type Format = {
  readonly language: Language;
  /** IANA name or `system`, as it was opened. */
  readonly timeZone: string;
  number(value: number): string;
  /** `6 fichiers`: the number and the right form of the word. */
  count(value: number, words: Plural): string;
  /** Decimal units: 24 ko, 1,5 Mo. */
  bytes(value: number): string;
  duration(ms: number): string;
  /** `29 novembre 2026 à 21:00`, in the zone of this installation; the text itself when it is no date. */
  date(iso: string): string;
  /** `29/11/2026 21:00`: for tables. */
  stamp(iso: string): string;
  /** `29/11/2026` */
  day(iso: string): string;
  /** `nov. 2026` */
  month(iso: string): string;
  /** `dimanche 29 novembre 2026`, in the zone of this installation. */
  weekday(iso: string): string;
  /** `il y a 3 jours`. */
  ago(iso: string, now: Date): string;
  /** `a, b et c` */
  list(items: readonly string[]): string;
  /** Hard spaces where the language wants them, so that no line begins with a colon. */
  typeset(text: string): string;
};

/** `timeZone` is an IANA name or `system`. */
export function openFormat(language: Language, timeZone = 'system'): Format {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const plurals = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const read = (date: string): DateTime => readDate(date, { zone: timeZone, locale });
  const written = (iso: string, form: string): string => (read(iso).isValid ? read(iso).toFormat(form) : iso);
  return {
    language,
    timeZone,
    number: (value) => numbers.format(value),
    count: (value, words) => `${numbers.format(value)}\u00a0${words[plurals.select(value) === 'one' ? 'one' : 'other']}`,
    bytes: (value) => writeBytes(value, numbers, language === 'fr' ? 'o' : 'B'),
    duration: (ms) => writeDuration(ms, language === 'fr' ? 'j' : 'd'),
    date: (iso) => written(iso, language === 'fr' ? "d LLLL yyyy 'à' HH:mm" : "d LLLL yyyy 'at' HH:mm"),
    stamp: (iso) => written(iso, language === 'fr' ? 'dd/LL/yyyy HH:mm' : 'yyyy-LL-dd HH:mm'),
    day: (iso) => written(iso, language === 'fr' ? 'dd/LL/yyyy' : 'yyyy-LL-dd'),
    month: (iso) => written(iso, 'LLL yyyy'),
    weekday: (iso) => written(iso, 'cccc d LLLL yyyy'),
    ago: (iso, now) => writeAgo(read(iso), now, language) ?? iso,
    list: (items) => lists.format(items),
    typeset: language === 'fr' ? typesetFrench : (text) => text,
  };
}

/** ISO 8601 as we store it, or RFC 5322 as mails carry it. */
function readDate(date: string, options: { readonly zone: string; readonly locale: string }): DateTime {
  const iso = DateTime.fromISO(date, options);
  return iso.isValid ? iso : DateTime.fromRFC2822(date, options);
}

function writeBytes(value: number, numbers: Intl.NumberFormat, unit: string): string {
  const prefixes = ['', 'k', 'M', 'G', 'T'];
  const power = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), prefixes.length - 1);
  const scaled = value / 1000 ** power;
  return `${numbers.format(scaled < 10 ? scaled : Math.round(scaled))}\u00a0${prefixes[power]}${unit}`;
}

function writeDuration(ms: number, day: string): string {
  const seconds = Math.round(ms / 1000);
  if (ms < 1000) return `${Math.round(ms)}\u00a0ms`;
  if (seconds < 60) return `${seconds}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}\u00a0min${seconds % 60 ? ` ${seconds % 60}\u00a0s` : ''}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours}\u00a0h${minutes % 60 ? ` ${minutes % 60}\u00a0min` : ''}`;
  return `${Math.floor(hours / 24)}\u00a0${day}${hours % 24 ? ` ${hours % 24}\u00a0h` : ''}`;
}

/** A clock that is a few seconds off must not make "in 3 seconds" of something that has happened. */
function writeAgo(then: DateTime, now: Date, language: Language): string | null {
  if (!then.isValid) return null;
  const base = DateTime.fromJSDate(now);
  if (Math.abs(base.diff(then).as('seconds')) < 60) return language === 'fr' ? 'à l’instant' : 'just now';
  return then.toRelative({ base });
}

/** `:` and the others cling to the word before, as French typography wants; `a:b` and `https://` are left alone. */
const typesetFrench = (text: string): string => text.replaceAll(/ (?=[:;!?»](?:[\s.,)]|$))/g, '\u00a0').replaceAll('« ', '«\u00a0');
