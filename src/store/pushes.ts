/** How far the deliveries were told to other programs: a row of `derivation` for each, which no replay touches. */
import type { Engine } from './engine.ts';
import type { Pushes } from './port.ts';
import type { CommonSchema } from './schema.ts';

export function openPushes({ db }: Engine<CommonSchema>): Pushes {
  return {
    pushedTo: async ({ output, url }) => {
      const row = await db.selectFrom('derivation').select('value').where('name', '=', `pushed:${output}`).executeTakeFirst();
      const [, number = '0', told = ''] = /^(\d+) (.*)$/.exec(row?.value ?? '') ?? [];
      return told === url ? Number(number) : 0;
    },
    notePushed: async ({ output, url }, number) => {
      const value = `${number} ${url}`;
      const row = db.insertInto('derivation').values({ name: `pushed:${output}`, value });
      await row.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
    },
  };
}
