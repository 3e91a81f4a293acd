/**
 * Verifying everything that is stored, and computing again what follows from something else. Bounded in memory: originals are read one by
 * one. Nothing is ever deleted by it. A database that breaks in the middle is a finding like others, not the end of the check.
 */
import { StoreFailure } from '../store/journal-port.ts';
import { dossierChecks } from './check-dossier.ts';
import { distantChecks, sharedChecks } from './check-journal.ts';
import { type Found, named } from './finding.ts';
import type { CheckLine, CheckReport, Common, Distant } from './installation.ts';

export type CheckOptions = { readonly isRepair: boolean; readonly onLine?: (line: CheckLine) => void };

/** Checks one home, a line at a time. With `isRepair`, what can be computed again is; not in a database that is damaged itself. */
export async function check(installed: Common | Distant, { isRepair, onLine }: CheckOptions): Promise<CheckReport> {
  const checks = [...sharedChecks(installed), ...('register' in installed ? dossierChecks(installed) : distantChecks(installed))];
  const lines: CheckLine[] = [];
  for (const { check: name, run } of checks) {
    const isSound = lines.every(({ problems }) => problems.every(({ problem }) => problem !== 'database-damaged'));
    const line = { check: name, ...(await withoutFailing(() => run(isRepair && isSound))) };
    lines.push(line);
    onLine?.(line);
  }
  const problems = lines.flatMap((line) => line.problems);
  return { checks: lines, problems: problems.length, repaired: problems.filter((problem) => problem.isRepaired).length };
}

async function withoutFailing(run: () => Promise<Found>): Promise<Found> {
  try {
    return await run();
  } catch (failure) {
    // A damaged page shows wherever it is read; whatever else fails ends the check.
    if (!(failure instanceof StoreFailure) || failure.kind !== 'store-damaged') throw failure;
    return { examined: 0, problems: [named('database-damaged', failure.message)] };
  }
}
