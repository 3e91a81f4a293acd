/**
 * The project as the checks see it: one TypeScript program for all of them, and the list of our text files. The root is a
 * parameter, so that the checks can be tried on a small bad tree (samples.ts).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export type Project = {
  readonly root: string;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** Our own TypeScript: src, test and docs. */
  readonly sources: readonly ts.SourceFile[];
  /** Every file of ours that people write: code, scripts, configuration, documents; relative paths with `/`. */
  readonly files: readonly string[];
  pathOf(source: ts.SourceFile): string;
  /** '' when there is no such file. */
  text(file: string): string;
};

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const folders = ['src', 'test', 'docs', '.ci'];
const textFile = /\.(?:ts|tsx|mjs|cjs|json|ya?ml|sh|md|html|css)$|(?:^|\/)run$/;

export const openProject = (root: string): Project => {
  const program = ts.createProgram(programOptions(root));
  const pathOf = (source: ts.SourceFile): string => withSlashes(relative(root, source.fileName));
  return {
    root,
    program,
    checker: program.getTypeChecker(),
    sources: program.getSourceFiles().filter((source) => !source.isDeclarationFile && !source.fileName.includes('/node_modules/')),
    files: ownFiles(root),
    pathOf,
    text: (file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''),
  };
};

/** True for the paths below `src/ROOM/` of one of these rooms. */
export const isInRoom = (file: string, rooms: readonly string[]): boolean => rooms.some((room) => file.startsWith(`src/${room}/`));

export const lineOf = (text: string, position: number): number => text.slice(0, position).split('\n').length;

const programOptions = (root: string): ts.CreateProgramOptions => {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, host);
  if (!parsed) throw new Error(`no tsconfig.json in ${root}`);
  return { rootNames: parsed.fileNames, options: parsed.options, host: hostOf(parsed.options) };
};

/** The language's own declarations are parsed once, for however many projects. */
const languageFiles = new Map<string, ts.SourceFile | undefined>();

const hostOf = (options: ts.CompilerOptions): ts.CompilerHost => {
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile;
  host.getSourceFile = (name, ...rest) => {
    if (!name.includes('/typescript/lib/')) return readSource(name, ...rest);
    if (!languageFiles.has(name)) languageFiles.set(name, readSource(name, ...rest));
    return languageFiles.get(name);
  };
  return host;
};

const ownFiles = (root: string): readonly string[] => {
  const below = folders.flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => withSlashes(relative(root, join(entry.parentPath, entry.name))))
      : [],
  );
  const atTop = readdirSync(root).filter((name) => name !== 'package-lock.json');
  return [...atTop, ...below].filter((file) => textFile.test(file)).sort();
};

const withSlashes = (path: string): string => path.split(sep).join('/');
