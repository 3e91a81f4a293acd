/** The remaining house rules: unfinished marks, paths of one machine, versions, the environment, one file for each library. */
import ts from 'typescript';
import { type Check, type Finding, findingAt, findNodes } from './finding.ts';
import { importsOf } from './imports.ts';
import { lineOf, type Project } from './project.ts';

export const unfinishedMarks: Check = {
  name: 'unfinished-marks',
  promise: 'nothing is left marked as unfinished',
  find: (project) =>
    matches(project, {
      files: /^(?:src|test|docs|\.ci)\/.*(?:\.ts|\.tsx|\.mjs|\.sh|\/run)$/,
      pattern: /\b(?:TO[D]O|FIX[M]E|X[X]X)\b|@ts-(?:ignore|expect-error|nocheck)/g,
      reason: 'do it, or say in docs/ what is left out',
    }),
};

export const machinePaths: Check = {
  name: 'machine-paths',
  promise: 'no path of one machine stands in a file',
  find: (project) => [
    ...matches(project, {
      files: /./,
      pattern: /(?<=^|[\s'"`(=:])\/(?:work|root|farm)\//gm,
      reason: 'a path of one machine: nobody else has it',
    }),
    ...matches(project, {
      files: /\.(?:ts|tsx|mjs|sh)$|\/run$/,
      pattern: /(?<=^|[\s'"`(=:])\/tmp\//gm,
      reason: 'a fixed temporary path: two runs would meet there; ask os.tmpdir() or mktemp',
    }),
  ],
};

export const exactVersions: Check = {
  name: 'exact-versions',
  promise: 'every package is pinned to one version',
  find: (project) => {
    const manifest = JSON.parse(project.text('package.json')) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
    const pinned = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'].flatMap((field) =>
      Object.entries(manifest[field] ?? {}),
    );
    return pinned
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      .map(([name, version]) => ({
        file: 'package.json',
        line: lineOf(project.text('package.json'), project.text('package.json').indexOf(`"${name}": "${version}"`)),
        reason: `${name} ${version}: pin one exact version, so that everybody runs what we tested`,
      }));
  },
};

export const environmentAccess: Check = {
  name: 'environment-access',
  promise: 'process.env is read in main.ts and composition.ts only',
  find: (project) => {
    const elsewhere = (file: string): boolean => file.startsWith('src/') && !/^src\/(?:main\.ts$|composition[./])/.test(file);
    return findNodes(
      project,
      project.sources.filter((source) => elsewhere(project.pathOf(source))),
      (node) => (isProcessEnv(node) ? 'process.env: main.ts reads the environment and hands on what is needed' : undefined),
    );
  },
};

/** Libraries with proven traps (docs/decisions): each way in is defended in one place. */
const wrappedLibraries = ['imapflow', 'nodemailer', 'mailparser', 'adm-zip', 'fast-xml-parser'];

export const oneFilePerLibrary: Check = {
  name: 'one-file-per-library',
  promise: 'each library with traps is used in one file, which defends against them',
  find: (project) => {
    const uses = project.sources
      .filter((source) => project.pathOf(source).startsWith('src/'))
      .flatMap((source) => importsOf(source))
      .filter(
        ({ specifier, typeOnly }) => !typeOnly && wrappedLibraries.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
      )
      .flatMap(({ specifier, node, names }) => names.map(({ imported }) => ({ way: `${specifier} ${imported}`, node })));
    return uses.flatMap(({ way, node }) => {
      const first = uses.find((use) => use.way === way)?.node.getSourceFile() ?? node.getSourceFile();
      const reason = `${way} is wrapped in ${project.pathOf(first)} already: use that, its defences stand there`;
      return first === node.getSourceFile() ? [] : [findingAt(project, node, reason)];
    });
  },
};

/** `process.env`, `const { env } = process`, `import { env } from 'node:process'`. */
const isProcessEnv = (node: ts.Node): boolean => {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && node.expression.getText() === 'process';
  if (ts.isBindingElement(node))
    return (node.propertyName ?? node.name).getText() === 'env' && node.parent.parent.getText().endsWith('= process');
  return (
    ts.isImportSpecifier(node) &&
    (node.propertyName ?? node.name).text === 'env' &&
    /node:process/.test(node.parent.parent.parent.getText())
  );
};

const matches = (project: Project, { files, pattern, reason }: { files: RegExp; pattern: RegExp; reason: string }): readonly Finding[] =>
  project.files
    .filter((file) => files.test(file))
    .flatMap((file) => {
      const text = project.text(file);
      return [...text.matchAll(pattern)].map((match) => ({ file, line: lineOf(text, match.index), reason: `${match[0]}: ${reason}` }));
    });
