/** Words of the pages, in French: schedule. */

import type { englishSchedule } from '../english/schedule.ts';
import type { InBoth } from '../screens.ts';

export const frenchSchedule: InBoth<typeof englishSchedule> = {
  title: 'Planification',
};
