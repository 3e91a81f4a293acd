/**
 * Tests that do not run: found in the source, with the reason that stands beside them. `context.skip('reason')` says it to
 * vitest; `describe.skipIf(…)` and the like say it in a comment on the same line or just above. Used by the check and by run.ts.
 */
import ts from 'typescript';
import { commentOf } from './comments.ts';
import { type Check, type Finding, findingAt } from './finding.ts';
import type { Project } from './project.ts';

export type Skip = {
  readonly node: ts.Node;
  readonly how: string;
  /** '' when none is given. */
  readonly reason: string;
  /** From 1, both included: the tests that it concerns begin there. */
  readonly lines: readonly [first: number, last: number];
};

const starters = /^(?:it|test|describe|suite|bench)$/;
const brakes = /^(?:skip|skipIf|runIf|todo|fails|only)$/;

export const reasonedSkips: Check = {
  name: 'reasoned-skips',
  promise: 'no test is left out without a reason, none runs alone',
  find: (project) =>
    project.sources.filter((source) => project.pathOf(source).startsWith('test/')).flatMap((source) => judge(project, source)),
};

export const skipsIn = (source: ts.SourceFile): readonly Skip[] => {
  const found: Skip[] = [];
  const visit = (node: ts.Node): void => {
    const how = ts.isCallExpression(node) ? brakeOf(node) : '';
    if (how)
      found.push({ node, how, reason: commentOf(headOf(node)), lines: [lineAt(source, node.getStart()), lineAt(source, node.getEnd())] });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const judge = (project: Project, source: ts.SourceFile): readonly Finding[] => [
  ...skipsIn(source).flatMap(({ node, how, reason }) => {
    if (how === 'only') return [findingAt(project, node, 'only: the other tests would not run')];
    return reason ? [] : [findingAt(project, node, `${how} without a reason: say it in a comment just above, or with context.skip('…')`)];
  }),
  ...silentSkips(source).map((node) => findingAt(project, node, "skip() without a reason: context.skip('…')")),
];

/** How a call such as `describe.skipIf(…)('…', …)` or `it('…', { skip: true }, …)` holds its tests back; '' when it does not. */
const brakeOf = (call: ts.CallExpression): string => {
  const chain = chainOf(call.expression);
  if (!starters.test(chain[0] ?? '') || (ts.isCallExpression(call.parent) && call.parent.expression === call)) return '';
  const options = call.arguments.find((argument) => ts.isObjectLiteralExpression(argument));
  const optionNames = options?.properties.map((property) => property.name?.getText() ?? '') ?? [];
  return [...chain.slice(1), ...optionNames].find((name) => brakes.test(name)) ?? '';
};

/** `describe.skipIf(x).each(y)` → describe, skipIf, each. */
const chainOf = (expression: ts.Expression): readonly string[] => {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (ts.isPropertyAccessExpression(expression)) return [...chainOf(expression.expression), expression.name.text];
  return ts.isCallExpression(expression) ? chainOf(expression.expression) : [];
};

/** The part before the tests' own code: a comment inside a test is no reason for leaving it out. */
const headOf = (node: ts.Node): ts.Node => (ts.isCallExpression(node) ? (node.arguments[0] ?? node.expression) : node);

/** `context.skip()` and `skip()` without a word. */
const silentSkips = (source: ts.SourceFile): readonly ts.Node[] => {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments.length === 0) {
      const chain = chainOf(node.expression);
      if (chain.at(-1) === 'skip' && !starters.test(chain[0] ?? '')) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const lineAt = (source: ts.SourceFile, position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
