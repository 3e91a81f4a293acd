/** The check `dead-code`: what knip says nobody uses (files, exports, types, packages) or what is used and not declared. */
import { fileURLToPath } from 'node:url';
import type { Check, Finding } from './finding.ts';
import { runTool } from './tool.ts';

type Mark = { readonly name: string; readonly line?: number };
type Report = { readonly issues: readonly ({ readonly file: string } & Readonly<Record<string, readonly Mark[] | string>>)[] };

const reasons: Readonly<Record<string, string>> = {
  files: 'nobody imports this file',
  exports: 'exported and imported nowhere',
  types: 'type exported and imported nowhere',
  dependencies: 'package declared and imported nowhere',
  optionalDependencies: 'package declared and imported nowhere',
  devDependencies: 'package declared and used nowhere',
  unlisted: 'package imported but not declared in package.json',
  unresolved: 'import that leads nowhere',
  binaries: 'program used by a script but not declared in package.json',
  duplicates: 'exported twice',
};

export const deadCode: Check = {
  name: 'dead-code',
  promise: 'every file, export and package is used and declared',
  find: async (project) => {
    const config = fileURLToPath(new URL('knip.json', import.meta.url));
    const flags = ['--config', config, '--directory', project.root, '--reporter', 'json', '--no-progress', '--no-config-hints'];
    return asFindings(JSON.parse(await runTool('knip/bin/knip.js', flags, project.root)) as Report);
  },
};

const asFindings = ({ issues }: Report): readonly Finding[] =>
  issues.flatMap((issue) =>
    Object.entries(issue).flatMap(([kind, marks]) =>
      typeof marks === 'string'
        ? []
        : marks.flat().map(({ name, line }) => ({ file: issue.file, line: line ?? 1, reason: `${reasons[kind] ?? kind}: ${name}` })),
    ),
  );
