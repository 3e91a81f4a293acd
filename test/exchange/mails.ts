/** The mails of fixtures/mails, by name, and the ids in them. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../fixtures/mails/', import.meta.url);

export const mailNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.slice(0, -'.eml'.length))
  .sort();

export const mailNamed = (name: string): Buffer => readFileSync(new URL(`${name}.eml`, folder));

/** Each fixture quotes an id of its own: one byte, sixteen times. */
export const idOf = (byte: string): string => `malleposte.${byte.repeat(16)}@lyon.example`;
