/**
 * `npm run check`: the rules of the house, in seconds. Prints each check, and for what it finds file:line and the reason;
 * the last line counts. `npm test` runs the same checks before the tests.
 */
import { deadCode } from './dead-code.ts';
import type { Check, Finding } from './finding.ts';
import { floors, knownRooms } from './floors.ts';
import { environmentAccess, exactVersions, machinePaths, oneFilePerLibrary, unfinishedMarks } from './house-rules.ts';
import { droppedResults, floatingPromises, reasonedCatches, reasonedVoids } from './loose-ends.ts';
import { openProject, projectRoot } from './project.ts';
import { purity } from './purity.ts';
import { fileLength, fileNames, functionLength, moduleHeaders } from './shape.ts';
import { reasonedSkips } from './skips.ts';
import { style } from './style.ts';
import { types } from './types.ts';

export const checks: readonly Check[] = [
  style,
  floors,
  knownRooms,
  deadCode,
  types,
  purity,
  droppedResults,
  floatingPromises,
  reasonedVoids,
  reasonedCatches,
  fileLength,
  functionLength,
  moduleHeaders,
  fileNames,
  unfinishedMarks,
  reasonedSkips,
  machinePaths,
  exactVersions,
  environmentAccess,
  oneFilePerLibrary,
];

/** Runs every check on the project, prints as it goes, and answers how many held. */
export const runChecks = async (): Promise<{ readonly passed: number; readonly failed: number }> => {
  const project = openProject(projectRoot);
  const outcomes = await Promise.all(checks.map(async (check) => ({ check, found: await finding(check, project) })));
  for (const { check, found } of outcomes) report(check, found);
  const failed = outcomes.filter(({ found }) => found.length > 0).length;
  return { passed: outcomes.length - failed, failed };
};

/** A check that breaks has not held. */
const finding = async (check: Check, project: ReturnType<typeof openProject>): Promise<readonly Finding[]> => {
  try {
    return await check.find(project);
  } catch (error) {
    return [
      { file: 'test/architecture/check.ts', line: 1, reason: `the check itself broke: ${error instanceof Error ? error.message : error}` },
    ];
  }
};

const report = ({ name, promise }: Check, found: readonly Finding[]): void => {
  console.log(found.length === 0 ? `  ✔ ${name}: ${promise}` : `  ✘ ${name} (${found.length}), for it must hold: ${promise}`);
  for (const { file, line, reason } of found) console.log(`      ${file}:${line}  ${reason}`);
};

if (import.meta.main) {
  const { passed, failed } = await runChecks();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
