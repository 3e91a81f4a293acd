/**
 * What is never kept nor shown of an inventory, whatever its format: product keys, passwords, the environment and the processes.
 * Told by names of sections and fields (lower case), and by the look of a key.
 */

/** `AAAAA-BBBBB-CCCCC-DDDDD-EEEEE`, the usual shape of a product key; no UUID, serial or GUID has it. */
export const holdsProductKey = (text: string): boolean => /(?:^|[^\dA-Z])(?:[\dA-Z]{5}-){4}[\dA-Z]{5}(?![\dA-Z])/i.test(text);

/** Of these sections only the number of rows is told: `variable` is Open-AudIT's word for the environment. */
export const isPrivateSection = (section: string): boolean => privateSections.test(section);

const privateSections =
  /(?:^|\.)(?:envs?|environment|environment[ _]variables?|processes|process|runningprocess(?:es)?|variable|cookies)(?:\.|$)/;

/** A field whose value is a secret. `key` alone is one where licences are listed; in the environment it would be a name. */
export const isSecretField = (section: string, field: string): boolean =>
  secretFields.test(field) || (/licen[cs]e|software_key/.test(section) && /(?:^|\.)(?:key|oem_?key|string)$/.test(field));

const secretFields =
  /(?:^|[._ -])(?:winprodkey|(?:prod(?:uct)?|office|licen[cs]e|activation|serial|private|secret)[_ ]?key|officekey|password|passwd|passphrase|secret|community|token)$/;
