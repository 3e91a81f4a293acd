/** A head office and one agency, both open for a while: for tests of many runs, which need not open their homes anew for each. */
import type { Common, Distant, ReceiveOutcome, SendOutcome } from '../../src/jobs/installation.ts';
import { receive } from '../../src/jobs/receive.ts';
import { type SendOptions, send } from '../../src/jobs/send.ts';
import { type Company, expectOk } from '../journeys/company.ts';
import type { Place } from '../journeys/place.ts';

export type House = {
  readonly common: Common;
  readonly agency: Distant;
  receive(common?: Common): Promise<ReceiveOutcome>;
  send(options?: Partial<SendOptions>, agency?: Distant): Promise<SendOutcome>;
};

/** What was posted to the head office has arrived before each of its polls. */
export function keepOpen<T>(
  { company, place }: { company: Company; place: Place },
  site: string,
  act: (house: House) => Promise<T>,
): Promise<T> {
  return company.asOffice((common) =>
    company.asAgency(site, (agency) =>
      act({
        common,
        agency,
        receive: async (changed = common) => {
          await place.settled();
          return expectOk(await receive(changed, { dryRun: false }));
        },
        send: async (options = {}, changed = agency) => expectOk(await send(changed, { force: false, dryRun: false, ...options })),
      }),
    ),
  );
}
