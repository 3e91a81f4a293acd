/**
 * What makes a core room depend on this machine's clock, time zone or locale: `Date`, luxon's `DateTime`, `Math.random`,
 * `localeCompare` and their kin. Each rule says what to write instead. Used by purity.ts.
 */
import ts from 'typescript';
import { isGlobalValue } from './globals.ts';
import type { Project } from './project.ts';

const localGetters = /^(?:get|set)(?:Full)?(?:Year|Month|Date|Day|Hours|Minutes)$|^getTimezoneOffset$|^to(?:Locale)?(?:Date|Time)?String$/;
const luxonReaders = /^from(?:ISO|Format|SQL|RFC2822|HTTP|JSDate|Millis|Seconds|Object|String)$/;

/** `luxon`: local name → imported name of what the file imports from luxon. */
type Place = { readonly project: Project; readonly node: ts.Node; readonly luxon: ReadonlyMap<string, string> };

/** The reason why this node reads the machine's clock or time zone, if it does. */
export const machineDates = ({ project, node, luxon }: Place): string | undefined => {
  if (ts.isIdentifier(node) && (node.text === 'Date' || node.text === 'Math') && isGlobalValue(project, node)) return globalClock(node);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    if (ts.isIdentifier(expression) && luxon.get(expression.text) === 'DateTime') return luxonClock(name.text, node.arguments);
    if (localGetters.test(name.text) && isDate(project, expression))
      return `Date.${name.text}() is in the machine's time zone: use the UTC one`;
  }
  return undefined;
};

/** The reason why this node depends on the machine's locale, if it does. */
export const machineLocales = (project: Project, node: ts.Node): string | undefined => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const name = node.expression.name.text;
  const needed = name === 'localeCompare' ? 2 : /^toLocale(?:Upper|Lower)Case$/.test(name) ? 1 : undefined;
  if (needed === undefined || node.arguments.length >= needed || isDate(project, node.expression.expression)) return undefined;
  return `${name} without a locale: the order and the letters would be this machine's; compare code units or name the locale`;
};

const globalClock = (name: ts.Identifier): string | undefined => {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) {
    if (name.text === 'Math')
      return parent.name.text === 'random' ? 'Math.random: the core has no randomness: take it as a parameter' : undefined;
    return ['parse', 'UTC'].includes(parent.name.text)
      ? undefined
      : `Date.${parent.name.text}: the core has no clock: take \`now\` as a parameter`;
  }
  if (name.text === 'Date' && ts.isNewExpression(parent)) return newDate(parent.arguments?.length ?? 0);
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword) return undefined;
  return `${name.text} taken as a value: its clock or its randomness can no longer be seen`;
};

const newDate = (given: number): string | undefined => {
  if (given === 0) return 'new Date() without an argument: the core has no clock: take `now` as a parameter';
  return given > 1 ? "new Date(year, month…) is in the machine's time zone: use Date.UTC or luxon with a zone" : undefined;
};

const luxonClock = (name: string, given: ts.NodeArray<ts.Expression>): string | undefined => {
  if (name === 'now' || name === 'local' || (name === 'utc' && given.length === 0))
    return `DateTime.${name}(): the core has no clock or zone of its own: take \`now\` as a parameter`;
  const optionsAt = name === 'fromFormat' || name === 'fromString' ? 2 : 1;
  if (!luxonReaders.test(name) || given.some((argument, index) => index >= optionsAt && namesZone(argument))) return undefined;
  return `DateTime.${name} without a zone reads the machine's time zone: pass { zone } or { setZone: true }`;
};

/** An options object that names the zone; one that is not written in place is believed. */
const namesZone = (argument: ts.Expression): boolean => {
  if (!ts.isObjectLiteralExpression(argument)) return true;
  return argument.properties.some(
    (property) => property.name && ts.isIdentifier(property.name) && /^(?:zone|setZone)$/.test(property.name.text),
  );
};

const isDate = (project: Project, expression: ts.Expression): boolean => {
  const symbol = project.checker.getTypeAtLocation(expression).getSymbol();
  return symbol?.name === 'Date' && !symbol.declarations?.some((declaration) => project.sources.includes(declaration.getSourceFile()));
};
