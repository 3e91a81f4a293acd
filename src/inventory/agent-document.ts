/**
 * The document that an agent would post to a GLPI server, taken out of the compression that it is kept in: the message of an OCS,
 * FusionInventory or GLPI agent. Ignores other formats (Open-AudIT, OCS collections), which GLPI does not read, and what it says.
 */
import { unpackContainer } from './container.ts';
import { parseJson } from './json.ts';
import type { InventoryLimits } from './limits.ts';
import { decodeText } from './text.ts';

export type AgentDocument = { readonly form: 'json' | 'xml'; readonly body: Buffer };

/** The bytes as they are under the compression; undefined for what no agent posts. */
export const agentDocument = (bytes: Uint8Array, limits: InventoryLimits): AgentDocument | undefined => {
  const unpacked = unpackContainer(bytes, limits.maxBytes);
  const decoded = unpacked.ok ? decodeText(unpacked.value.body) : undefined;
  if (!unpacked.ok || !decoded?.ok) return undefined;
  const { text } = decoded.value;
  const form = isAgentXml(text) ? 'xml' : isAgentJson(text, limits) ? 'json' : undefined;
  return form && { form, body: unpacked.value.body };
};

const isAgentXml = (text: string): boolean => /<([A-Za-z_][\w.:-]*)/.exec(text.slice(0, 65_536))?.[1]?.toUpperCase() === 'REQUEST';

const isAgentJson = (text: string, limits: InventoryLimits): boolean => {
  const root = text.startsWith('<') ? undefined : parseJson(text, limits);
  return root?.ok === true && Object.hasOwn(root.value, 'deviceid') && Object.hasOwn(root.value, 'content');
};
