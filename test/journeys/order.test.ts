/** Whatever the order, the batching and the repetition in which files arrive, the same dossier comes of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type File, openOffice, type Picture } from './common-dossier.ts';
import { type Machine, machineFile } from './machine-files.ts';

/** What happens to a machine between two of its inventories. */
type Happening = 'nothing' | 'moved' | 'renamed' | 'reinstalled' | 'new-board' | 'partial' | 'new-software' | 'undated' | 'copied';

const happenings: readonly Happening[] = [
  'nothing',
  'moved',
  'renamed',
  'reinstalled',
  'new-board',
  'partial',
  'new-software',
  'undated',
  'copied',
];

const sites = ['lyon', 'nord', 'ouest'] as const;

type Life = {
  /** Machines of one image share DEVICEID, UUID and serial where these numbers are the same. */
  readonly image: number;
  readonly serial: number;
  readonly uuid: number;
  readonly mac: number;
  readonly disk: number;
  readonly site: number;
  readonly happenings: readonly Happening[];
};

type Delivered = { readonly site: string; readonly file: File };

const lives = fc.record<Life>({
  image: fc.nat({ max: 3 }),
  serial: fc.nat({ max: 4 }),
  uuid: fc.nat({ max: 4 }),
  mac: fc.nat({ max: 4 }),
  disk: fc.nat({ max: 4 }),
  site: fc.nat({ max: 2 }),
  happenings: fc.array(fc.constantFrom(...happenings), { maxLength: 3 }),
});

/** 0 is a machine that does not say it. */
const uuidOf = (number: number): string | undefined => (number === 0 ? undefined : `4C4C4544-0000-1000-8000-B2C04F5230${number}0`);

const newborn = ({ image, serial, uuid, mac, disk }: Life): Machine => ({
  name: `PC-${image}`,
  deviceId: `PC-${image}-2026-01-01-08-00-00`,
  ...(uuid > 0 ? { uuid: uuidOf(uuid) ?? '' } : {}),
  ...(serial > 0 ? { serial: `7XQ9K${serial}2` } : {}),
  ...(disk > 0 ? { disk: `WD-WCC4N${disk}TR` } : {}),
  macs: mac > 0 ? [`d4:81:d7:00:00:0${mac}`] : [],
  os: 'Debian GNU/Linux 12',
  memory: 8192,
  software: ['Firefox', 'LibreOffice'],
});

function filesOf(life: Life, index: number): readonly Delivered[] {
  let machine = newborn(life);
  let site = life.site;
  const delivered: Delivered[] = [];
  for (const [step, happening] of (['nothing', ...life.happenings] as const).entries()) {
    if (happening === 'moved') site = (site + 1) % sites.length;
    machine = after(machine, happening, { index, step });
    const { date: _, ...undated } = machine;
    const content = machineFile(happening === 'undated' ? undated : { ...machine, isPartial: happening === 'partial' });
    const at = sites[site] ?? 'lyon';
    const written = `2026-10-0${1 + step}T08:00:00.000Z`;
    delivered.push({ site: at, file: { path: `${index}-${step}.ocs`, content, modified: written } });
    if (happening === 'copied')
      delivered.push({ site: at, file: { path: `copy-${index}-${step}.ocs`, content, modified: '2026-10-09T08:00:00.000Z' } });
  }
  return delivered;
}

function after(machine: Machine, happening: Happening, { index, step }: { readonly index: number; readonly step: number }): Machine {
  const dated = { ...machine, date: `2026-09-${10 + step} 08:0${index}:00` };
  if (happening === 'renamed') return { ...dated, name: `${machine.name}-B` };
  if (happening === 'reinstalled') return { ...dated, deviceId: `${machine.name}-2026-06-0${step}-08-00-00`, os: 'Debian GNU/Linux 13' };
  if (happening === 'new-board') return { ...dated, uuid: `A0B1C2D3-000${index}-4000-8000-00000000000${step}` };
  if (happening === 'new-software') return { ...dated, software: [...(machine.software ?? []), `Logiciel ${step}`], memory: 16_384 };
  return dated;
}

/** `at` tells when a change was learnt, and first and last sight when parcels came: those follow the arrivals. */
async function pictureOf(batches: readonly (readonly Delivered[])[]): Promise<Partial<Picture>> {
  const office = await openOffice();
  for (const batch of batches) {
    for (const [site, files] of Map.groupBy(batch, (delivered) => delivered.site))
      await office.deliver({ site, put: files.map(({ file }) => file) });
  }
  const { assets, changes, doubles, learned, software } = await office.picture();
  await office.common.store.close();
  return {
    assets: (assets as readonly object[]).map((asset) => ({ ...asset, firstSeen: '', lastSeen: '' })),
    changes: (changes as readonly string[]).map((change) => JSON.stringify({ ...JSON.parse(change), at: '' })).sort(),
    doubles,
    learned,
    software,
  };
}

const company = fc.array(lives, { minLength: 1, maxLength: 4 }).map((machines) => machines.flatMap(filesOf));

const arrivals = company.chain((files) =>
  fc.record({
    files: fc.constant(files),
    order: fc.shuffledSubarray([...files.keys()], { minLength: files.length }),
    repeated: fc.subarray([...files.keys()]),
    cuts: fc.array(fc.nat({ max: 3 }), { minLength: files.length, maxLength: files.length }),
  }),
);

test('the same files make the same dossier, in whatever order, batches and repetition they arrive', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ files, order, repeated, cuts }) => {
      const arriving = [...order, ...repeated].flatMap((index) => files[index] ?? []);
      const batches: Delivered[][] = [];
      for (const [position, delivered] of arriving.entries()) {
        const batch = batches.at(-1);
        if (batch && cuts[position % cuts.length] !== 0) batch.push(delivered);
        else batches.push([delivered]);
      }
      expect(await pictureOf(batches)).toEqual(await pictureOf([files]));
    }),
    { numRuns: 1000, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false },
  );
});
