/**
 * What a software is called when its version, architecture and language are left out, so that an upgrade is told from a removal and an
 * installation; and which entries are updates of another product (inventory.md §2.2 rule 18).
 */

/**
 * The name without version, architecture, language, case and accents: `Mozilla Firefox 128.0 (x64 fr)` → `mozilla firefox`. Two products
 * may end in one key (`python3.11` and `python3.12`): it pairs, it does not identify. Never '' for a name that has a letter or a digit.
 */
export const softwareKey = (name: string): string => {
  const plain = withoutAccents(name).replaceAll(/\b[a-z]{2}-[a-z]{2}\b(?=\)|$)/g, ' ');
  const bare = plain.replaceAll(/\(([^()]*)\)/g, (_, inside: string) => ` ${inside.replaceAll(/\b[a-z]{2}\b/g, ' ')} `);
  const words = bare.match(/[\p{L}\p{N}.+#]+/gu) ?? [];
  const kept = words.filter((word, index) => index === 0 || !isDropped(word)).map((word) => word.replace(/(?<=\p{L})\d+(?:\.\d+)+$/u, ''));
  return kept.join(' ') || plain.trim();
};

/** Patches of Windows and Office: a class of their own, hundreds a year. */
export const isUpdate = (name: string): boolean =>
  /\bkb\d{5,8}\b/i.test(name) ||
  /^(?:(?:security|cumulative|definition) )?(?:update|hotfix|service pack) (?:\d+ )?for\b/i.test(name) ||
  frenchUpdate.test(name);

/** The publisher's first telling word, `adobe` of `Adobe Systems Incorporated`; '' when there is none. */
export const publisherKey = (publisher: string): string =>
  withoutAccents(publisher).match(/(?<![\p{L}\p{N}])(?!the\b)[\p{L}\p{N}]+/u)?.[0] ?? '';

const frenchUpdate = /^(?:mise à jour|correctif)\b.*\b(?:pour|windows|microsoft)\b/iu;

const withoutAccents = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}|[®™]|\((?:r|tm|c)\)/giu, '')
    .toLowerCase();

const isDropped = (word: string): boolean => /^v?\d+(?:\.\d*)*[a-z]?\d*$/.test(word) || /^[.+#]+$/.test(word) || qualifiers.has(word);

/** Architectures, languages by name, and the words that stand beside a number. */
const qualifiers: ReadonlySet<string> = new Set([
  ...[
    'x64',
    'x86',
    'x86_64',
    'amd64',
    'i386',
    'i586',
    'i686',
    'arm64',
    'armhf',
    'aarch64',
    'win32',
    'win64',
    'noarch',
    'bit',
    'bits',
    '64bit',
    '32bit',
  ],
  ...[
    'francais',
    'english',
    'anglais',
    'french',
    'deutsch',
    'german',
    'allemand',
    'espanol',
    'spanish',
    'espagnol',
    'italiano',
    'italian',
    'italien',
  ],
  ...['version', 'update', 'build', 'release', 'multilingual', 'multilingue', 'mui'],
]);
