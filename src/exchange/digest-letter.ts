/**
 * The digest as a mail for people: the same sentences as plain text and as a small page without links, pictures or scripts. Names come from
 * machines that anybody may own: in both, a line stays one line, and in the page every text is escaped.
 */
import { DateTime } from 'luxon';
import { englishDigest } from './digest-english.ts';
import type { DigestFacts, DigestWords, ToldChanges, ToldMachine } from './digest-facts.ts';
import { frenchDigest } from './digest-french.ts';
import { carriesMarker } from './headers.ts';
import type { Language, Letter } from './letter-facts.ts';
import { plain, wrapped } from './letter-text.ts';

export type DigestLetter = Letter & { readonly html: string };

const words: Readonly<Record<Language, DigestWords>> = { fr: frenchDigest, en: englishDigest };

/** `markers`: no program may take the subject for one of its own, whatever the company is called. */
export function digestLetter(
  facts: DigestFacts,
  { language, markers }: { readonly language: Language; readonly markers: readonly string[] },
): DigestLetter {
  const told = words[language];
  const page: Told = {
    title: told.title(aboutOf(facts, told)),
    period: periodOf(facts, told),
    introduction: told.assets(facts.assets),
    sections: sectionsOf(facts, told).filter(({ lines }) => lines.length > 0),
    nothing: told.nothing,
    closing: told.closing,
  };
  return { subject: subjectOf(facts, told, markers), text: textOf(page), html: htmlOf(page, language) };
}

type Section = { readonly title: string; readonly lines: readonly string[] };

type Told = {
  readonly title: string;
  readonly period: string;
  readonly introduction: string;
  readonly sections: readonly Section[];
  readonly nothing: string;
  readonly closing: string;
};

const aboutOf = ({ site, name }: DigestFacts, told: DigestWords): string => (site === '' ? plain(name) : told.site(site));

/** With the name where it carries no marker; without it, then. */
function subjectOf(facts: DigestFacts, told: DigestWords, markers: readonly string[]): string {
  const period = periodOf(facts, told);
  const subjects = [told.subject(aboutOf(facts, told), period), told.subject('', period), period];
  return subjects.find((subject) => !markers.some((marker) => carriesMarker(subject, marker))) ?? '-';
}

/** The last day is the one that ends at `until`. */
function periodOf({ since, until, timeZone }: DigestFacts, told: DigestWords): string {
  const last = DateTime.fromISO(until, { zone: timeZone }).minus({ milliseconds: 1 }).toISO() ?? until;
  return told.period(dayOf(since, timeZone, told), dayOf(last, timeZone, told));
}

const dayOf = (iso: string, timeZone: string, { dayFormat, locale }: DigestWords): string =>
  iso === '' ? '' : DateTime.fromISO(iso, { zone: timeZone, locale }).toFormat(dayFormat);

// ---------------------------------------------------------------- what is told

function sectionsOf(facts: DigestFacts, told: DigestWords): readonly Section[] {
  const { titles } = told;
  return [
    { title: titles.changes, lines: facts.changes.map((changes) => changeLine(changes, told)) },
    { title: titles.watch, lines: watchLines(facts, told) },
    { title: titles.keySoftware, lines: [...facts.keySoftware.map(told.keySoftware), ...facts.licences.map(told.licences)] },
    { title: titles.endings, lines: facts.endings.map((ending) => endingLine(ending, facts.timeZone, told)) },
    {
      title: titles.software,
      lines: [
        ...facts.newSoftware.map(({ name, machines }) => told.newSoftware(name, machines)),
        ...facts.upgradedSoftware.map(({ name, version, machines }) => told.upgraded(name, version, machines)),
      ],
    },
  ].map(({ title, lines }) => ({ title, lines: lines.map(plain) }));
}

function changeLine({ kind, machines, examples }: ToldChanges, told: DigestWords): string {
  const left = machines - examples.length;
  const named = [...examples.map((machine) => exampleOf(kind, machine)), ...(left > 0 && examples.length > 0 ? [told.more(left)] : [])];
  return `${told.changes[kind](machines)}${named.length > 0 ? `${told.colon}${named.join(', ')}` : ''}`;
}

function exampleOf(kind: ToldChanges['kind'], { name, asset, site, before, after }: ToldMachine): string {
  const machine = name || asset;
  if (kind === 'moved' || kind === 'claimed') return `${machine} (${before} → ${after || site})`;
  if (kind === 'renamed') return `${before} → ${after} (${site})`;
  if (kind === 'os-upgraded' || kind === 'reinstalled-os') return `${machine} (${after || site})`;
  return `${machine} (${site})`;
}

function watchLines(facts: DigestFacts, told: DigestWords): readonly string[] {
  const { silentSites, stale, doubles, quarantined, unreadable, timeZone, site } = facts;
  const bySite = site === '' ? `${told.colon}${stale.sites.map((each) => `${each.site} ${each.machines}`).join(', ')}` : '';
  return [
    ...silentSites.map((silent) => told.silent(silent.site, dayOf(silent.lastContactAt, timeZone, told))),
    ...(stale.machines > 0 ? [`${told.stale(stale)}${bySite}`] : []),
    ...(doubles > 0 ? [told.doubles(doubles)] : []),
    ...(quarantined > 0 ? [told.quarantined(quarantined)] : []),
    ...(unreadable > 0 ? [told.unreadable(unreadable)] : []),
  ];
}

const endingLine = (ending: DigestFacts['endings'][number], timeZone: string, told: DigestWords): string =>
  told.ending(`${ending.product} ${ending.release}`.trim(), dayOf(ending.supportEnds, timeZone, told), ending);

// ---------------------------------------------------------------- how it is written

function textOf({ title, period, introduction, sections, nothing, closing }: Told): string {
  const listed = sections.map((section) => `${section.title}\n${section.lines.map((line) => `- ${line}`).join('\n')}`);
  const paragraphs = [`${title}\n${period}`, introduction, ...(listed.length > 0 ? listed : [nothing]), closing];
  return paragraphs.map((paragraph) => `${wrapped(paragraph)}\n`).join('\n');
}

function htmlOf({ title, period, introduction, sections, nothing, closing }: Told, language: Language): string {
  const listed = sections.map(
    (section) => `<h2>${escaped(section.title)}</h2>\n<ul>\n${section.lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}\n</ul>`,
  );
  return [
    `<!DOCTYPE html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    '<body style="font-family: sans-serif; max-width: 45em">',
    `<h1>${escaped(title)}</h1>\n<p>${escaped(period)}</p>\n<p>${escaped(introduction)}</p>`,
    ...(listed.length > 0 ? listed : [`<p>${escaped(nothing)}</p>`]),
    `<p><small>${escaped(closing)}</small></p>`,
    '</body></html>\n',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Fit for the text of an element and for an attribute in quotes. */
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
