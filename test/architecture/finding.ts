/** What a check is and what it finds. A check looks at the whole project and says where the house rules are broken, and why they exist. */
import ts from 'typescript';
import type { Project } from './project.ts';

export type Finding = {
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly reason: string;
};

export type Check = {
  /** As printed, and as in the tests: kebab-case. */
  readonly name: string;
  /** What holds when nothing is found. */
  readonly promise: string;
  find(project: Project): readonly Finding[] | Promise<readonly Finding[]>;
};

/** A finding at the place where `node` begins. */
export const findingAt = (project: Project, node: ts.Node, reason: string): Finding => {
  const source = node.getSourceFile();
  return { file: project.pathOf(source), line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, reason };
};

/** Visits every node of these sources; the judge answers the reason why a node breaks a rule. */
export const findNodes = (
  project: Project,
  sources: readonly ts.SourceFile[],
  judge: (node: ts.Node) => string | undefined,
): readonly Finding[] => {
  const found: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const reason = judge(node);
    if (reason) found.push(findingAt(project, node, reason));
    ts.forEachChild(node, visit);
  };
  sources.forEach(visit);
  return found;
};
