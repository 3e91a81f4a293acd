/** Tells the names that the language or Node provide from those that we declare. */
import ts from 'typescript';
import type { Project } from './project.ts';

/** True for a name used as a value that no file of ours declares. */
export const isGlobalValue = (project: Project, name: ts.Identifier): boolean => {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return false;
  if (ts.isPropertyAssignment(parent) && parent.name === name) return false;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isTypeElement(parent) || ts.isImportSpecifier(parent)) return false;
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? project.checker.getShorthandAssignmentValueSymbol(parent)
    : project.checker.getSymbolAtLocation(name);
  return !symbol?.declarations?.some((declaration) => project.sources.includes(declaration.getSourceFile()));
};
