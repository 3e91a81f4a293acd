/** Words of the pages, in English: schedule. */

export const englishSchedule = {
  title: 'Schedule',
};
