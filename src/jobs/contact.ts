/** What every mail of a distant site tells in its header beside its kind: the preferences it applies, the last receipt, whom it trusts. */
import { keyIdOf } from '../exchange/key-id.ts';
import { commonSite } from '../exchange/protocol.ts';
import { trustExtension } from '../exchange/rotation.ts';
import type { Outpost } from '../store/port.ts';

/** Header extensions of DATA, GREETING, ROTATE and BYE (protocol §4). */
const contactExtensions = ({ preferences, lastReceipt, commonSigningKey }: Outpost): Readonly<Record<string, string>> => ({
  preferences: `${preferences.version} ${preferences.sha256 || '-'}`,
  receipt: String(lastReceipt),
  [trustExtension]: keyIdOf(commonSigningKey),
});

/** From us to the common site, numbered as we stand. */
export const routeOf = (outpost: Outpost) => {
  const { org, site, epoch, seq, commonAddress } = outpost;
  return { org, from: site, to: commonSite, address: commonAddress, epoch, seq, extensions: contactExtensions(outpost) };
};
