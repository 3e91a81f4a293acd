/** The check `types`: what `tsc --noEmit` says. */
import ts from 'typescript';
import type { Check, Finding } from './finding.ts';
import type { Project } from './project.ts';

export const types: Check = {
  name: 'types',
  promise: 'TypeScript finds no error',
  find: (project) => ts.getPreEmitDiagnostics(project.program).map((diagnostic) => asFinding(project, diagnostic)),
};

const asFinding = (project: Project, diagnostic: ts.Diagnostic): Finding => {
  const reason = `TS${diagnostic.code}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
  if (!diagnostic.file) return { file: 'tsconfig.json', line: 1, reason };
  const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
  return { file: project.pathOf(diagnostic.file), line: line + 1, reason };
};
