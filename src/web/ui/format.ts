/** Dates, sizes and numbers as people of the language write them, in the time zone of the installation. */
import { DateTime } from 'luxon';
import { languageNow } from './language.ts';

const zone = { name: 'system' };
export const keepTimeZone = (name: string): void => {
  zone.name = name;
};

const locale = (): string => (languageNow() === 'fr' ? 'fr-FR' : 'en-GB');
const read = (iso: string): DateTime => DateTime.fromISO(iso, { zone: zone.name, locale: locale() });

/** `22/11/2026 14:05`; '' for no date. */
export const stamp = (iso: string): string =>
  read(iso).isValid ? read(iso).toFormat(languageNow() === 'fr' ? 'dd/LL/yyyy HH:mm' : 'yyyy-LL-dd HH:mm') : iso;

/** A day without its hour, whatever the time zone. */
export const day = (iso: string): string => {
  const date = DateTime.fromISO(iso.slice(0, 10));
  return date.isValid ? date.toFormat(languageNow() === 'fr' ? 'dd/LL/yyyy' : 'yyyy-LL-dd') : iso;
};

/** `il y a 3 jours` */
export const ago = (iso: string): string => read(iso).toRelative({ locale: locale() }) ?? iso;

export const number = (value: number): string => new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);

/** Decimal units: 24 ko, 1,5 Mo. */
export const bytes = (value: number): string => {
  const unit = languageNow() === 'fr' ? 'o' : 'B';
  const power = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), 4);
  const scaled = value / 1000 ** power;
  return `${number(scaled < 10 ? scaled : Math.round(scaled))}\u00a0${['', 'k', 'M', 'G', 'T'][power]}${unit}`;
};
