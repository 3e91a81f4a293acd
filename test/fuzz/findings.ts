/** Inputs that broke a promise once: `findings/TARGET/QUIRK`, the bytes as they are. They are tried first, each time. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const folder = new URL('findings/', import.meta.url);

/** Those of one target, in the order of their names. */
export const findingsOf = (target: string): readonly { readonly quirk: string; readonly bytes: Buffer }[] => {
  const place = new URL(`${target}/`, folder);
  const names = existsSync(place) ? readdirSync(place).sort() : [];
  return names.map((quirk) => ({ quirk, bytes: readFileSync(new URL(quirk, place)) }));
};

/** The targets that have findings. */
export const targetsWithFindings = (): readonly string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
