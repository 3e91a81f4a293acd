/** Rows of sections out of documents: tidy text, bounded in number, the same whichever format carried them. */
import { isJsonObject, type JsonObject, jsonText } from '../json.ts';
import { rowLimits } from '../limits.ts';
import { tidy } from '../normalise.ts';
import type { SectionRow, Software } from '../report.ts';
import type { XmlElement } from '../xml-tree.ts';
import { softwareOf } from './computer.ts';

/** The first of fields that are given twice, as `textOf` has it. */
export const xmlRow = ({ children }: XmlElement, fields: ReadonlySet<string>): SectionRow => {
  const row: Record<string, string> = {};
  for (const { name, text } of children) {
    const value = fields.has(name) && row[name] === undefined ? tidy(text) : '';
    if (value !== '') row[name] = value;
  }
  return row;
};

/** Each of a list of scalars counts (`ips`), in one text; objects in a field's place say nothing. */
export const jsonRow = (record: JsonObject, fields: Iterable<string>): SectionRow => {
  const row: Record<string, string> = {};
  for (const field of fields) {
    const text = tidy(fieldText(record, field));
    if (text !== '') row[field] = text;
  }
  return row;
};

/** The records of a section: one object or a list with objects in it; undefined when it is anything else, which is as if it were absent. */
export const jsonRecords = (section: unknown): readonly JsonObject[] | undefined => {
  if (isJsonObject(section)) return [section];
  if (!Array.isArray(section)) return undefined;
  const records = section.filter(isJsonObject);
  return records.length > 0 || section.length === 0 ? records : undefined;
};

export const boundedRows = (rows: readonly SectionRow[]): readonly SectionRow[] =>
  rows.length > rowLimits.section ? rows.slice(0, rowLimits.section) : rows;

/** The software list, from records whose fields `fieldOf` reads. */
export const softwareRows = <R>(records: readonly R[], fieldOf: (record: R, field: string) => string): readonly Software[] =>
  records.slice(0, rowLimits.software).flatMap((record) => softwareOf((field) => fieldOf(record, field)));

const fieldText = (record: JsonObject, field: string): string => {
  const value = Object.hasOwn(record, field) ? record[field] : undefined;
  if (!Array.isArray(value)) return jsonText(record, field);
  const scalars = value.slice(0, 100).filter((item) => typeof item === 'string' || typeof item === 'number');
  return scalars.join(', ');
};
