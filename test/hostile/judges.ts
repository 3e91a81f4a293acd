/** The real entry points, one for each kind of case, their answers reduced to an outcome. Nothing here decides anything. */
import { checkBody, parseEnvelope } from '../../src/exchange/envelope.ts';
import { decodeKey } from '../../src/exchange/invitation.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { findEnvelope, findEnvelopeByParser } from '../../src/exchange/message.ts';
import { openParcel } from '../../src/exchange/parcel.ts';
import { readStrictJson } from '../../src/exchange/strict-json.ts';
import { inflate, readZip } from '../../src/exchange/zip.ts';
import { readInventory } from '../../src/inventory/read.ts';
import { verify } from '../../src/keys/signatures.ts';
import { accepted, ignored, type Outcome, refused } from './case.ts';
import { envelope, sitePublicKey } from './envelope-forge.ts';
import { parcelHeader } from './parcel-forge.ts';

export type Judge = (bytes: Buffer) => Outcome | Promise<Outcome>;

/** Both ways of looking must agree; then the envelope's own verdict. */
export const judgeMail: Judge = async (raw) => {
  const found = await findEnvelope(raw, defaultLimits);
  const parsed = await findEnvelopeByParser(raw, defaultLimits);
  const isSame = found.ok
    ? parsed.ok && parsed.value.bytes.equals(found.value.bytes)
    : !parsed.ok && parsed.error.reason === found.error.reason;
  if (!isSame) throw new Error('the short way and the parser differ');
  if (found.ok) return judgeEnvelope(found.value.bytes);
  return found.error.reason === 'no-envelope' ? ignored('no-envelope') : refused(found.error.reason);
};

export const judgeEnvelope: Judge = (bytes) => {
  const parsed = parseEnvelope(bytes);
  if (!parsed.ok) return refused(parsed.error.reason);
  if (!verify(sitePublicKey, parsed.value.signedBytes, parsed.value.signature)) return refused('signature');
  const body = checkBody(parsed.value);
  if (!body.ok) return refused(body.error.reason);
  return accepted(bytes.equals(envelope) ? 'the envelope' : `another one, to ${parsed.value.header.to} of ${parsed.value.header.org}`);
};

/** Every entry is inflated; the names are what is read. */
export const judgeZip: Judge = (bytes) => {
  const entries = readZip(bytes, defaultLimits);
  if (!entries.ok) return refused(entries.error.reason);
  for (const entry of entries.value) {
    const content = inflate(entry, defaultLimits);
    if (!content.ok) return refused(content.error.reason);
  }
  return accepted(entries.value.length > 3 ? `${entries.value.length} entries` : entries.value.map(({ name }) => name).join(' + '));
};

export const judgeParcel: Judge = (bytes) => {
  const parcel = openParcel(bytes, parcelHeader, defaultLimits);
  if (!parcel.ok) return refused(parcel.error.reason);
  const put = parcel.value.manifest.files.filter(({ op }) => op === 'put');
  for (const { path } of put) {
    const content = parcel.value.file(path);
    if (!content.ok) return refused(content.error.reason);
  }
  return accepted(put.map(({ path }) => path).join(' + '));
};

export const judgeInventory: Judge = (bytes) => {
  const read = readInventory(bytes);
  if (!read.ok) return read.error.reason === 'not-an-inventory' ? ignored(read.error.reason) : refused(read.error.reason);
  return accepted(read.value.map(({ name }) => (name.length > 60 ? `a name of ${name.length} characters` : name)).join(' + '));
};

export const judgeJson: Judge = (bytes) => {
  const read = readStrictJson(bytes.toString('utf8'), { maxDepth: 8 });
  return read.ok ? accepted(JSON.stringify(read.value).slice(0, 60)) : refused(read.error.reason);
};

export const judgeKey: Judge = (bytes) => {
  const decoded = decodeKey(bytes.toString('utf8'));
  return decoded.ok ? accepted(decoded.value.site) : refused(decoded.error.kind);
};
