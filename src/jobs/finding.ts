/** What one check is and what it finds: the shape that all checks share. */
import type { CheckLine, CheckName, CheckProblem, ProblemName } from './installation.ts';

/** How much was looked at, and what is wrong. */
export type Found = Omit<CheckLine, 'check'>;

export type Check = { readonly check: CheckName; readonly run: (isRepair: boolean) => Promise<Found> };

export const named = (problem: ProblemName, about: string, isRepaired = false): CheckProblem => ({ problem, about, isRepaired });
