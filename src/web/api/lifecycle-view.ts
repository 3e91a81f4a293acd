/** How machines age, as pages show it: counts with their names, and the figures that draw them. */
import type { SaidFigure } from '../../intranet/figures.ts';
import { ageClasses, lifeStates } from '../../inventory/figures.ts';
import type { LifecycleReport as Counted, LifecycleMachine } from '../../jobs/lifecycle.ts';
import type { LifecycleSite } from '../../jobs/lifecycle-tally.ts';
import type { Speech } from '../../words/speech.ts';
import type { Figure } from '../contract/figure.ts';
import type { AgeingMachine, LifecycleReport } from '../contract/key-software-routes.ts';
import { saidFigure } from './said-figure.ts';

export const sayAgeing = (machine: LifecycleMachine, siteNames: ReadonlyMap<string, string>): AgeingMachine => {
  const { asset, name, site, product, release, os, osVersion, support, supportEnds, ageYears, warranty, warrantyUntil } = machine;
  return {
    asset: { id: asset, name: name || asset },
    site: { id: site, name: siteNames.get(site) ?? site },
    system: product === '' ? `${os} ${osVersion}`.trim() : `${product} ${release}`.trim(),
    ...{ support, supportEnds, ageYears, warranty, warrantyUntil },
  };
};

export function sayLifecycle(
  speech: Speech,
  { today, sites, systems }: Counted,
  siteNames: ReadonlyMap<string, string>,
): Omit<LifecycleReport, 'allSites'> {
  const { states, warrantyStates, ages } = speech.figures.lifecycle;
  const said = sites.map((site) => ({ ...site, name: siteNames.get(site.site) ?? site.site }));
  return {
    today,
    machines: sites.reduce((sum, { machines }) => sum + machines, 0),
    sites: said.map(({ site, name, ...counts }) => ({ ...counts, site: { id: site, name } })),
    systems: systems.map(({ product, release, ...system }) => ({ name: `${product} ${release}`.trim(), ...system })),
    names: { support: states, age: ages, warranty: warrantyStates },
    figures: figuresOf(speech, said),
  };
}

type NamedSite = LifecycleSite & { readonly name: string };

type Question<K extends string> = {
  readonly name: string;
  readonly title: string;
  readonly classes: readonly K[];
  readonly words: Readonly<Record<K, string>>;
  readonly of: (site: NamedSite) => Readonly<Record<K, number>>;
  /** Places in the palette of intranet/charts.ts. */
  readonly tones: readonly number[];
};

/** Teal, orange, red, grey; ages begin with blue. */
const lifeTones = [2, 1, 4, 5];
const ageTones = [0, ...lifeTones];

function figuresOf(speech: Speech, sites: readonly NamedSite[]): Figure[] {
  const { support, age, warranty, states, ages, warrantyStates } = speech.figures.lifecycle;
  const isKnown = sites.some((site) => site.warranty.unknown < site.machines);
  return [
    ...pairOf(speech, sites, {
      name: 'support',
      title: support,
      classes: lifeStates,
      tones: lifeTones,
      words: states,
      of: (site) => site.support,
    }),
    ...pairOf(speech, sites, { name: 'age', title: age, classes: ageClasses, tones: ageTones, words: ages, of: (site) => site.age }),
    ...(isKnown
      ? pairOf(speech, sites, {
          name: 'warranty',
          title: warranty,
          classes: lifeStates,
          tones: lifeTones,
          words: warrantyStates,
          of: (site) => site.warranty,
        })
      : []),
  ];
}

const drawnSites = 12;

/** Of all machines, and by site where there are several. */
function pairOf<K extends string>(speech: Speech, sites: readonly NamedSite[], question: Question<K>): readonly Figure[] {
  const { name, title, classes, words, of, tones } = question;
  const { systemColumns, site: siteWord } = speech.figures.lifecycle;
  const rows = classes.map((key) => ({ label: words[key], count: sites.reduce((sum, site) => sum + of(site)[key], 0) }));
  const shared = { label: title, count: systemColumns.machines };
  const all: SaidFigure = { ...shared, title, rows, description: describe(speech, rows), data: { shape: 'columns', rows } };
  if (sites.length < 2) return [saidFigure(name, all)];
  const partsOf = (site: NamedSite) => classes.map((key) => ({ label: words[key], count: of(site)[key] }));
  const greatest = sites.toSorted((a, b) => b.machines - a.machines).slice(0, drawnSites);
  const bySite: SaidFigure = {
    ...shared,
    title: `${title} – ${siteWord}`,
    label: siteWord,
    rows: sites.flatMap((site) => partsOf(site).map((part) => ({ ...part, label: `${site.name} – ${part.label}` }))),
    description: describe(speech, rows),
    data: { shape: 'stacks', stacks: greatest.map((site) => ({ label: site.name, parts: partsOf(site) })), tones },
  };
  return [saidFigure(name, all), saidFigure(`${name}BySite`, bySite)];
}

/** `assuré : 12 ; terminé : 3` */
function describe({ colon, format, language }: Speech, rows: SaidFigure['rows']): string {
  const known = rows.filter(({ count }) => count > 0).map(({ label, count }) => `${label}${colon} ${format.number(count)}`);
  return known.join(language === 'fr' ? ' ; ' : '; ');
}
