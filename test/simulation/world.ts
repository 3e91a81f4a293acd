/** What everybody in a schedule shares: the true clock, chance, the weather, the post office, the figures, and what went wrong. */
import { type MemoryPostOffice, openMemoryPostOffice } from '../../src/transport/memory.ts';
import { type Chance, openChance } from './chance.ts';
import { drawWeather, type Weather } from './weather.ts';

/** Counts of one schedule, or of many. */
export const figureNames = [
  'mails',
  'lost',
  'doubled',
  'corrupted',
  'bounces',
  'crashes',
  'replays',
  'forged',
  'restores',
  'clones',
  'clockJumps',
  'merges',
  'deltas',
  'volumes',
  'receipts',
  'epochs',
] as const;
export type Figure = (typeof figureNames)[number];
export type Figures = Record<Figure, number>;

export const noFigures = (): Figures => Object.fromEntries(figureNames.map((name) => [name, 0])) as Figures;

export type World = {
  readonly chance: Chance;
  readonly weather: Weather;
  readonly office: MemoryPostOffice;
  readonly figures: Figures;
  readonly violations: string[];
  /** The true time; each machine has its own error. It moves on by a millisecond whenever somebody looks at a clock. */
  nowMs: number;
  isCalm: boolean;
  /** A fault, unless all faults have stopped. */
  strikes(probability: number): boolean;
  count(figure: Figure): void;
  /** A line of the trace. */
  tell(text: string): void;
  /** A promise of the protocol was broken. */
  accuse(text: string): void;
};

/** Monday, 5 January 2026. */
const beginningMs = Date.UTC(2026, 0, 5);

/** A world of this seed, before anything happens. */
export function openWorld(seed: number, onLine: (line: string) => void): World {
  const chance = openChance(seed);
  const figures = noFigures();
  const world: World = {
    chance,
    weather: drawWeather(chance),
    office: openMemoryPostOffice({ keepsHistory: true }),
    figures,
    violations: [],
    nowMs: beginningMs,
    isCalm: false,
    strikes: (probability) => !world.isCalm && chance.is(probability),
    count: (figure) => {
      figures[figure] += 1;
    },
    tell: (text) => onLine(`${hoursOf(world.nowMs)} ${text}`),
    accuse: (text) => {
      world.violations.push(text);
      world.tell(`BROKEN ${text}`);
    },
  };
  return world;
}

/** `12d 08h`, from the beginning. */
function hoursOf(ms: number): string {
  const hours = Math.floor((ms - beginningMs) / 3_600_000);
  return `${String(Math.floor(hours / 24)).padStart(2)}d ${String(hours % 24).padStart(2, '0')}h`;
}
