/** Small bad trees on which a check proves that it can fail: written to a temporary folder, opened like the real project. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Check } from './finding.ts';
import { openProject, type Project } from './project.ts';

/** Relative path → content; package.json and tsconfig.json are added unless given. */
export type Tree = Readonly<Record<string, string>>;

const defaults: Tree = {
  'package.json': '{ "name": "sample", "type": "module", "dependencies": { "luxon": "3.7.2" } }',
  // No types of Node: a name that the language does not know counts as Node's.
  'tsconfig.json': `{
  "compilerOptions": {
    "target": "es2024",
    "lib": ["es2024"],
    "module": "nodenext",
    "noEmit": true,
    "strict": true,
    "allowImportingTsExtensions": true,
    "types": []
  },
  "include": ["src", "test"]
}
`,
};

/** What a check finds on a tree, as `file:line reason`; the tree lives until the end of the test. */
export const findingsOf = async (check: Check, tree: Tree): Promise<readonly string[]> =>
  (await check.find(sampleProject(tree))).map(({ file, line, reason }) => `${file}:${line} ${reason}`);

const sampleProject = (tree: Tree): Project => {
  const root = mkdtempSync(join(tmpdir(), 'malleposte-sample-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [file, content] of Object.entries({ ...defaults, ...tree })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return openProject(root);
};
