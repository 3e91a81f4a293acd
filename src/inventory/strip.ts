/**
 * Cuts private sections (environment variables, processes, licence keys) out of an inventory before it is mailed. Surgery on
 * the bytes: everything else stays as the agent wrote it, encoding and compression included. What is not an inventory is
 * returned as it came; a damaged one is refused, because nobody can tell where a section ends in it.
 */
import { ok, type Result } from '../result.ts';
import { packContainer, unpackContainer } from './container.ts';
import { foreignKind } from './foreign.ts';
import { defaultInventoryLimits, type InventoryLimits } from './limits.ts';
import type { UnreadableInventory } from './report.ts';
import { jsonSectionSpans } from './strip-json.ts';
import { xmlSectionSpans } from './strip-xml.ts';
import { type Decoded, decodeText, type Span } from './text.ts';

/**
 * `sections` directly under CONTENT, in any case (`ENVS` also cuts the `envs` of a JSON file). Without anything to cut the
 * very same bytes are returned; a cut in a compressed file compresses the rest anew, always to the same bytes.
 */
export const stripSections = (
  bytes: Uint8Array,
  sections: readonly string[],
  limits: InventoryLimits = defaultInventoryLimits,
): Result<Buffer, UnreadableInventory> => {
  const original = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unpacked = unpackContainer(bytes, limits.maxBytes);
  if (!unpacked.ok) return isForeign(unpacked.error) ? ok(original) : unpacked;
  const { body } = unpacked.value;
  const spans = sectionSpans(body, namesOf(sections), limits);
  if (!spans.ok) return isForeign(spans.error) ? ok(original) : spans;
  return ok(spans.value.length === 0 ? original : packContainer({ ...unpacked.value, body: withoutSpans(body, spans.value) }));
};

/** Open-AudIT calls the environment `variable`. */
const namesOf = (sections: readonly string[]): ReadonlySet<string> => {
  const names = sections.map((section) => section.trim().toLowerCase());
  return new Set(names.includes('envs') ? [...names, 'variable'] : names);
};

const isForeign = ({ reason }: UnreadableInventory): boolean => reason === 'not-an-inventory' || reason === 'empty';

/** In bytes. */
const sectionSpans = (
  body: Buffer,
  sections: ReadonlySet<string>,
  limits: InventoryLimits,
): Result<readonly Span[], UnreadableInventory> => {
  const decoded = decodeText(body);
  if (!decoded.ok) return decoded;
  if (foreignKind(decoded.value.text) !== undefined) return ok([]);
  const { text, scale, offset } = surgicalText(body, decoded.value);
  const spans = text.trimStart().startsWith('<') ? xmlSectionSpans(text, sections) : jsonSectionSpans(text, sections, limits);
  if (!spans.ok) return spans;
  return ok(spans.value.map(({ start, end }) => ({ start: start * scale + offset, end: end * scale + offset })));
};

type SurgicalText = { readonly text: string; readonly scale: 1 | 2; readonly offset: number };

/** One character for each unit of the file, so that places in the text are places in the bytes; markup is ASCII in all of them. */
const surgicalText = (body: Buffer, { encoding }: Decoded): SurgicalText => {
  const units = body.subarray(encoding.bomBytes);
  if (encoding.unitBytes === 1) return { text: units.toString('latin1'), scale: 1, offset: encoding.bomBytes };
  const littleEndian = encoding.name === 'utf-16le' ? units : Buffer.from(units.subarray(0, units.length & ~1)).swap16();
  return { text: littleEndian.toString('utf16le'), scale: 2, offset: encoding.bomBytes };
};

const withoutSpans = (body: Buffer, spans: readonly Span[]): Buffer => {
  const kept = spans.map((span, index) => body.subarray(spans[index - 1]?.end ?? 0, span.start));
  return Buffer.concat([...kept, body.subarray(spans.at(-1)?.end)]);
};
