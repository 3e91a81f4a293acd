/** Everything that is fuzzed: one target for each reader of what comes from outside. */
import { archiveTargets } from './archive-targets.ts';
import { diskTargets } from './disk-targets.ts';
import { inventoryTargets } from './inventory-targets.ts';
import { mailTargets } from './mail-targets.ts';
import { serverTargets } from './server-targets.ts';
import type { Target } from './target.ts';
import { textTargets } from './text-targets.ts';

export const targets: readonly Target[] = [
  ...mailTargets,
  ...archiveTargets,
  ...textTargets,
  ...inventoryTargets,
  ...diskTargets,
  ...serverTargets,
];
