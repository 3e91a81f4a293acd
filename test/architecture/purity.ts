/**
 * The check `purity`: the core rooms have no clock, disk, network, process, randomness, locale or time zone of their own.
 * What they need is a parameter, so that the same input gives the same output on every machine and at any hour.
 */
import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { type Check, type Finding, findingAt, findNodes } from './finding.ts';
import { isGlobalValue } from './globals.ts';
import { importsOf } from './imports.ts';
import { machineDates, machineLocales } from './machine-dates.ts';
import { isInRoom, type Project } from './project.ts';

const coreRooms = ['inventory', 'exchange', 'settings', 'intranet'];

/** Globals that reach outside, with the way that a core room has instead. */
const impureGlobals: ReadonlyMap<string, string> = new Map([
  ['process', 'the process belongs to main.ts: take what you need as a parameter'],
  ['performance', 'the core has no clock: take the time as a parameter'],
  ['setTimeout', 'the core has no clock: waiting is the job of an adapter'],
  ['setInterval', 'the core has no clock: waiting is the job of an adapter'],
  ['setImmediate', 'the core has no clock: waiting is the job of an adapter'],
  ['fetch', 'the core has no network: take the bytes as a parameter'],
  ['WebSocket', 'the core has no network: take the bytes as a parameter'],
  ['crypto', 'the core has no randomness: take ids and random bytes as parameters'],
  ['console', 'the core prints nothing: return a value'],
  ['globalThis', 'the core uses no global but the language itself'],
  ['global', 'the core uses no global but the language itself'],
  ['require', 'the core imports, so that the floors can see it'],
]);

const pureModules = ['buffer', 'crypto', 'zlib', 'util', 'url', 'string_decoder', 'path/posix'];
const pureCrypto = ['createHash', 'createHmac', 'hash', 'timingSafeEqual'];

export const purity: Check = {
  name: 'purity',
  promise: 'core rooms have no clock, disk, network, randomness, locale or time zone of their own',
  find: (project) =>
    project.sources
      .filter((source) => isInRoom(project.pathOf(source), coreRooms))
      .flatMap((source) => [...impureImports(project, source), ...impureNodes(project, source)]),
};

const impureImports = (project: Project, source: ts.SourceFile): readonly Finding[] =>
  importsOf(source)
    .filter(({ specifier, typeOnly }) => !typeOnly && isBuiltin(specifier))
    .flatMap(({ specifier, names, node }) => {
      const name = specifier.replace(/^node:/, '');
      if (!pureModules.includes(name)) return [findingAt(project, node, `${specifier} reaches outside: the core is handed what it needs`)];
      if (name !== 'crypto') return [];
      const impure = names.filter(({ imported }) => !pureCrypto.includes(imported));
      return impure.map(({ imported }) => findingAt(project, node, `node:crypto ${imported}: the core uses ${pureCrypto.join(', ')} only`));
    });

const impureNodes = (project: Project, source: ts.SourceFile): readonly Finding[] => {
  const luxon = new Map(
    importsOf(source)
      .filter(({ specifier }) => specifier === 'luxon')
      .flatMap(({ names }) => names.map(({ imported, local }) => [local, imported] as const)),
  );
  return findNodes(
    project,
    [source],
    (node) => impureGlobal(project, node) ?? machineDates({ project, node, luxon }) ?? machineLocales(project, node),
  );
};

const impureGlobal = (project: Project, node: ts.Node): string | undefined => {
  if (ts.isMetaProperty(node)) return 'import.meta: the core does not know where it lies on the disk';
  if (!ts.isIdentifier(node) || !isGlobalValue(project, node)) return undefined;
  const reason = impureGlobals.get(node.text);
  return reason && `${node.text}: ${reason}`;
};
