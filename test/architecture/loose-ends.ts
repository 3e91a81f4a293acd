/**
 * The checks on what is let fall: a Result that nobody looks at, a promise that nobody waits for, a `void` or an empty `catch`
 * that does not say why. By types, not by names: anything shaped like our Result, anything with a `then`.
 */
import ts from 'typescript';
import { isCommented } from './comments.ts';
import { type Check, findNodes } from './finding.ts';
import type { Project } from './project.ts';

export const droppedResults: Check = {
  name: 'dropped-results',
  promise: 'nobody lets a Result fall',
  find: (project) =>
    findNodes(project, project.sources, (node) => {
      if (isStatementOf(project, node, holdsResult)) return 'a Result is dropped here: its error would never be seen';
      return isUnheardCallback(project, node, holdsResult) ? 'this callback answers a Result to somebody who expects nothing' : undefined;
    }),
};

export const floatingPromises: Check = {
  name: 'floating-promises',
  promise: 'every promise is awaited, returned or let go with a reason',
  find: (project) =>
    findNodes(project, project.sources, (node) => {
      if (isStatementOf(project, node, holdsPromise))
        return 'a promise floats here: await it, return it, or `void` it with a comment that says why';
      return isUnheardCallback(project, node, holdsPromise)
        ? 'an async callback is given to somebody who does not wait: its rejection would end the process'
        : undefined;
    }),
};

export const reasonedVoids: Check = {
  name: 'reasoned-voids',
  promise: 'every `void` that lets a promise or a Result go says why in a comment',
  find: (project) =>
    findNodes(project, project.sources, (node) => {
      if (!ts.isVoidExpression(node) || isCommented(node)) return undefined;
      const type = project.checker.getTypeAtLocation(node.expression);
      const holdsOne = holdsPromise(type, project.checker) || holdsResult(type, project.checker);
      return holdsOne ? '`void` without a comment: say why nobody needs to wait or to look' : undefined;
    }),
};

export const reasonedCatches: Check = {
  name: 'reasoned-catches',
  promise: 'every empty catch says why in a comment',
  find: (project) =>
    findNodes(project, project.sources, (node) => {
      const body = ts.isCatchClause(node) ? node.block : emptyHandler(node);
      if (!body || (ts.isBlock(body) && body.statements.length > 0)) return undefined;
      return isCommented(node) || isCommented(body) ? undefined : 'an empty catch without a comment: say why this failure does not matter';
    }),
};

type Holds = (type: ts.Type, checker: ts.TypeChecker) => boolean;

/** A statement that is only a value of that kind; assignments keep it, `void` lets it go on purpose. */
const isStatementOf = ({ checker }: Project, node: ts.Node, holds: Holds): boolean => {
  if (!ts.isExpressionStatement(node)) return false;
  const { expression } = node;
  if (ts.isVoidExpression(expression) || isAssignment(expression)) return false;
  return holds(checker.getTypeAtLocation(expression), checker);
};

const isAssignment = (expression: ts.Expression): boolean =>
  ts.isBinaryExpression(expression) &&
  expression.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
  expression.operatorToken.kind <= ts.SyntaxKind.LastAssignment;

/** A function whose answer is of that kind, given where a function without an answer is expected. */
const isUnheardCallback = ({ checker }: Project, node: ts.Node, holds: Holds): boolean => {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const answer = checker.getSignatureFromDeclaration(node)?.getReturnType();
  if (!answer || !holds(answer, checker)) return false;
  const expected = checker.getContextualType(node)?.getCallSignatures() ?? [];
  return expected.length > 0 && expected.every((signature) => (signature.getReturnType().flags & ts.TypeFlags.Void) !== 0);
};

const membersOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);

/** A promise, a union with one, or an array of them. */
const holdsPromise: Holds = (type, checker) =>
  membersOf(type).some((member) => {
    const element = checker.isArrayType(member) ? checker.getTypeArguments(member as ts.TypeReference)[0] : undefined;
    return isThenable(member, checker) || (element !== undefined && holdsPromise(element, checker));
  });

const isThenable = (type: ts.Type, checker: ts.TypeChecker): boolean => {
  const then = type.getProperty('then');
  return then !== undefined && checker.getTypeOfSymbol(then).getCallSignatures().length > 0;
};

/** Our Result (result.ts) by its shape: `ok` is the literal true or false and `value` or `error` stands beside it. */
const holdsResult: Holds = (type, checker) => {
  const awaited = membersOf(checker.getAwaitedType(type) ?? type);
  return awaited.some((member) => {
    const ok = member.getProperty('ok');
    if (!ok || !(member.getProperty('value') ?? member.getProperty('error'))) return false;
    return (checker.getTypeOfSymbol(ok).flags & ts.TypeFlags.BooleanLiteral) !== 0;
  });
};

/** The body of `.catch(() => {})` or `.catch(() => undefined)`. */
const emptyHandler = (node: ts.Node): ts.ConciseBody | undefined => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'catch')
    return undefined;
  const [handler] = node.arguments;
  if (!handler || !ts.isArrowFunction(handler)) return undefined;
  const { body } = handler;
  return ts.isBlock(body) || (ts.isIdentifier(body) && body.text === 'undefined') ? body : undefined;
};
