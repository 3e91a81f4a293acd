/** The checks on the shape of files and functions of src: their length, their header, their name (docs/architecture.md). */
import ts from 'typescript';
import { type Check, findNodes } from './finding.ts';
import type { Project } from './project.ts';

const maxFileLines = 300;
const maxFunctionLines = 40;
/** A component's markup takes lines without taking thought: one element or attribute each. */
const maxComponentLines = 60;
/** A factory's methods are measured one by one; still it has to be read as a whole. */
const maxFactoryLines = 160;

const vagueNames = /^(?:.*[-.])?(?:utils?|helpers?|misc|managers?|services?|common-stuff)(?:[-.].*)?$/;

export const fileLength: Check = {
  name: 'file-length',
  promise: `files of src have at most ${maxFileLines} lines`,
  find: (project) =>
    codeOf(project).flatMap((file) => {
      const lines = project.text(file).trimEnd().split('\n').length;
      const reason = `${lines} lines, at most ${maxFileLines}: two subjects live here, give each a file`;
      return lines > maxFileLines ? [{ file, line: maxFileLines + 1, reason }] : [];
    }),
};

export const functionLength: Check = {
  name: 'function-length',
  promise: `functions of src have at most ${maxFunctionLines} lines, components ${maxComponentLines}`,
  find: (project) => findNodes(project, sourcesOf(project), (node) => (isFunction(node) ? tooLong(node) : undefined)),
};

export const moduleHeaders: Check = {
  name: 'module-headers',
  promise: 'every file of src opens by saying what it holds',
  find: (project) =>
    codeOf(project)
      .filter((file) => !/^(?:#!.*\n)?\/\*\*\s*\S[\s\S]{20,}?\*\//.test(project.text(file)))
      .map((file) => ({
        file,
        line: 1,
        reason: 'no module header: open with /** what this file holds, and what it deliberately ignores */',
      })),
};

export const fileNames: Check = {
  name: 'file-names',
  promise: 'files and folders are named after what they hold',
  find: (project) =>
    project.files
      .filter((file) => /^(?:src|test)\//.test(file) && file.split('/').some((part) => vagueNames.test(part.replace(/\.[a-z]+$/, ''))))
      .map((file) => ({ file, line: 1, reason: 'a name that could hold anything: call it by the thing of the domain that it holds' })),
};

const codeOf = (project: Project): readonly string[] => project.files.filter((file) => /^src\/.*\.(?:ts|tsx|mjs)$/.test(file));

const sourcesOf = (project: Project): readonly ts.SourceFile[] =>
  codeOf(project).map((file) => ts.createSourceFile(`${project.root}/${file}`, project.text(file), ts.ScriptTarget.ES2024, true));

const tooLong = (code: ts.FunctionLikeDeclaration): string | undefined => {
  const lines = linesOf(code);
  const most = code.getSourceFile().fileName.endsWith('.tsx') ? maxComponentLines : maxFunctionLines;
  if (lines <= most) return undefined;
  if (!isFactory(code)) return `a function of ${lines} lines, at most ${most}: name its steps`;
  const own = lines - innerFunctions(code).reduce((sum, inner) => sum + linesOf(inner) - 1, 0);
  if (own > maxFunctionLines) return `a factory with ${own} lines beside its methods, at most ${maxFunctionLines}: move the steps out`;
  return lines > maxFactoryLines ? `a factory of ${lines} lines, at most ${maxFactoryLines}: move its methods out` : undefined;
};

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

const linesOf = (node: ts.Node): number => {
  const source = node.getSourceFile();
  const line = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  return line(node.getEnd()) - line(node.getStart()) + 1;
};

/** A function that answers an object of functions: `openX`, `createX`. */
const isFactory = ({ body }: ts.FunctionLikeDeclaration): boolean => {
  if (!body) return false;
  const last = ts.isBlock(body) ? body.statements.at(-1) : undefined;
  const answer = last ? ts.isReturnStatement(last) && last.expression : body;
  const object = answer && ts.isParenthesizedExpression(answer) ? answer.expression : answer;
  return Boolean(object) && ts.isObjectLiteralExpression(object as ts.Node) && innerFunctions(body).length > 1;
};

/** The outermost functions inside a function. */
const innerFunctions = (code: ts.Node): readonly ts.Node[] => {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(code, visit);
  return found;
};
