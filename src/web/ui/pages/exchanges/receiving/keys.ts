/** The keys of this tab's questions: what is done in one panel is asked anew in another. */

export const receivingKey = ['receiving'] as const;
export const sitesKey = ['sites'] as const;
export const preferencesKey = ['preferences'] as const;
