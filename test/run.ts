/**
 * `npm test`: the checks of the house, then every test. The very last line counts both: `N passed, N failed[, N skipped]`.
 * `npm test -- test/exchange` or `npm test -- -t "sealed"` narrows to some tests and leaves the checks out. Fails when something
 * failed, and when nothing ran.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import type { TestCase, TestModule, Vitest } from 'vitest/node';
import { startVitest } from 'vitest/node';
import { runChecks } from './architecture/check.ts';
import { projectRoot } from './architecture/project.ts';
import { skipsIn } from './architecture/skips.ts';

type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

const run = async (): Promise<Tally> => {
  const { values, positionals } = parseArgs({ options: { testNamePattern: { type: 'string', short: 't' } }, allowPositionals: true });
  const narrowed = positionals.length > 0 || values.testNamePattern !== undefined;
  console.log(narrowed ? 'Narrowed: the checks of the house are left out (npm run check).' : 'Checks of the house');
  const checked = narrowed ? { passed: 0, failed: 0 } : await runChecks();
  const vitest = await startVitest(positionals, {
    ...values,
    run: true,
    root: projectRoot,
    config: 'test/vitest.config.ts',
    passWithNoTests: true,
  });
  const tests = tally(vitest);
  // With -t every other test counts as skipped: nothing to explain.
  if (!values.testNamePattern) printSkips(vitest.state.getTestModules());
  await vitest.close();
  return { passed: checked.passed + tests.passed, failed: checked.failed + tests.failed, skipped: tests.skipped };
};

/** A file or a group that broke outside its tests counts as one failure; a test that never got its turn, too. */
const tally = (vitest: Vitest): Tally => {
  const modules = vitest.state.getTestModules();
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const groups = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  const broken = groups.filter((group) => group.errors().length > 0).length + vitest.state.getUnhandledErrors().length;
  const count = (wanted: string): number => states.filter((state) => state === wanted).length;
  return { passed: count('passed'), failed: count('failed') + count('pending') + broken, skipped: count('skipped') };
};

const printSkips = (modules: readonly TestModule[]): void => {
  for (const module of modules) {
    const skipped = [...module.children.allTests('skipped')];
    if (skipped.length === 0) continue;
    const reasonAt = reasonsIn(module.moduleId);
    console.log(`Skipped in ${module.relativeModuleId}`);
    for (const test of skipped) console.log(`  ${test.fullName}: ${noteOf(test) || reasonAt(test.location?.line ?? 0) || noReason(test)}`);
  }
};

const noteOf = (test: TestCase): string | undefined => {
  const outcome = test.result();
  return outcome.state === 'skipped' ? outcome.note : undefined;
};

const noReason = ({ parent }: TestCase): string =>
  parent.errors().length > 0 ? 'did not run: its group broke before it' : 'no reason given';

/** The comment beside the innermost `skipIf` (or the like) around that line. */
const reasonsIn = (file: string): ((line: number) => string) => {
  const skips = skipsIn(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2024, true));
  return (line) => skips.findLast(({ lines: [first, last] }) => first <= line && line <= last)?.reason ?? '';
};

const { passed, failed, skipped } = await run();
const ranSome = passed + failed > 0;
if (!ranSome) console.log('No test ran: that proves nothing.');
const count = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
process.stdout.write(`${count}\n`, () => process.exit(failed === 0 && ranSome ? 0 : 1));
