/** What can be told of one item in quarantine: the facts in the text beside it, as far as they are there, and what its file says. */
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './file-errors.ts';
import type { QuarantinedItem } from './port.ts';

/** Undefined when there is no regular file of that name. */
export const itemOf = async (folder: string, id: string): Promise<QuarantinedItem | undefined> => {
  const path = join(folder, id);
  const file = await measure(path);
  if (file === undefined) return undefined;
  const facts = await factsBeside(path);
  const fact = (name: string): string => facts.get(name) ?? '';
  const isDated = !Number.isNaN(Date.parse(fact('at')));
  return {
    id,
    name: fact('name'),
    reason: fact('reason'),
    at: new Date(isDated ? fact('at') : file.modified).toISOString(),
    bytes: file.bytes,
    sha256: /^[0-9a-f]{64}$/.test(fact('sha256')) ? fact('sha256') : '',
  };
};

export type MeasuredFile = { readonly path: string; readonly bytes: number; readonly modified: number };

/** Undefined for what is not there, or no regular file. */
export const measure = async (path: string): Promise<MeasuredFile | undefined> => {
  const status = await lstat(path).catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
  return status?.isFile() ? { path, bytes: status.size, modified: status.mtimeMs } : undefined;
};

/** A folder that was never made has nothing in it. */
export const noItems = (listing: Promise<readonly string[]>): Promise<readonly string[]> =>
  listing.catch((error: unknown) => (isMissing(error) ? [] : Promise.reject(error)));

const maxTextBytes = 65_536;

/** The first line of each fact counts; a text that was not written here says nothing. */
const factsBeside = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const text = await measure(`${path}.txt`);
  if (text === undefined || text.bytes > maxTextBytes) return new Map();
  const lines = (await readFile(text.path, 'utf8')).split('\n');
  const facts = lines.map((line) => /^([a-z0-9]+): (.*)$/.exec(line)).filter((match) => match !== null);
  return new Map(facts.map(([, fact = '', value = '']) => [fact, value] as const).toReversed());
};
