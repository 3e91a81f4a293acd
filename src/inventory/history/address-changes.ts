/**
 * When an asset has another address. Docks, Wi-Fi, tunnels and containers come and go every day: as long as one address stays nothing
 * changed, unless the primary one is gone for one that was never there.
 */
import { ipAddresses } from '../normalise.ts';
import type { AssetFacts, SectionMap } from '../report.ts';
import type { BareChange } from './timeline.ts';

type Addressed = Pick<AssetFacts, 'ips' | 'macs'> & { readonly sections: SectionMap };

/** At most one change for `ips`, one for `macs`: what was known before and after, joined by `, `. IPv6 hosts renew their addresses by themselves. */
export const addressChanges = (before: Addressed, after: Addressed): readonly BareChange[] => {
  const [oldIps, newIps] = [before.ips.filter(isIpv4), after.ips.filter(isIpv4)];
  const isOtherPrimary = areDisjoint(primariesOf(before), newIps) && areDisjoint(primariesOf(after), oldIps);
  return [
    ...(isOtherPrimary || areDisjoint(oldIps, newIps) ? [addressChange('ips', oldIps, newIps)] : []),
    ...(areDisjoint(before.macs, after.macs) ? [addressChange('macs', before.macs, after.macs)] : []),
  ];
};

/** The address that the agent names for the whole machine, not for an interface; of some agents several. */
const primariesOf = ({ sections }: Addressed): readonly string[] =>
  ipAddresses([sections['hardware']?.[0]?.['ipaddr'] ?? '', sections['device']?.[0]?.['ip'] ?? '']).filter(isIpv4);

const isIpv4 = (ip: string): boolean => !ip.includes(':');

/** Never of what is not known. */
const areDisjoint = (a: readonly string[], b: readonly string[]): boolean =>
  a.length > 0 && b.length > 0 && !a.some((address) => b.includes(address));

const addressChange = (subject: string, before: readonly string[], after: readonly string[]): BareChange => ({
  kind: 'address',
  subject,
  before: before.join(', '),
  after: after.join(', '),
});
