/**
 * The order of the versions that installers and packages really state: `1.10` after `1.9`, Debian's epochs and tildes, `128.0.1 (x64 fr)`,
 * dates, letters. What is in brackets says nothing of the version; which product it is of is not looked at.
 */

/**
 * Below zero when `a` is older, above when newer, 0 when neither: `1.0`, `1` and `v1.0.0` are one version. The order is total. Numbers
 * count as numbers; `alpha`, `beta`, `rc`… and whatever follows a tilde come before the release (deb-version(7)), other words after it
 * and before a further number; a dash begins a revision, which counts only between equal versions.
 */
export const compareVersions = (a: string, b: string): number => {
  if (a === b) return 0;
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = compareParts(left[index] ?? [], right[index] ?? []);
    if (order !== 0) return order;
  }
  return 0;
};

/** The first is the epoch; the others are what dashes part. A part is its tokens: `~`, `+`, words in lower case, numbers. */
const partsOf = (version: string): readonly (readonly string[])[] => {
  const text = version
    .replace(/\(.*$/s, '')
    .trim()
    .toLowerCase()
    .replace(/^(?:version|ver|v)[.\s]*(?=\d)/, '');
  const [, epoch = '', rest = ''] = /^(?:(\d+):)?(.*)$/s.exec(text) ?? [];
  return [epoch, ...rest.split('-')].map(tokensOf);
};

const tokensOf = (part: string): readonly string[] => {
  const tokens: string[] = [];
  for (const [token] of part.matchAll(/~|\+|\d+|\p{L}+/gu)) {
    if (!isNumber(token)) dropZeros(tokens);
    if (prereleases.has(token) && tokens.at(-1) !== '~') tokens.push('~');
    tokens.push(isNumber(token) ? token.replace(/^0+(?=.)/, '') : token);
  }
  dropZeros(tokens);
  return tokens;
};

const prereleases: ReadonlySet<string> = new Set(['alpha', 'beta', 'rc', 'pre', 'preview', 'dev', 'nightly', 'snapshot']);

const isNumber = (token: string): boolean => /^\d/.test(token);

/** `1.0` is `1`. */
const dropZeros = (tokens: string[]): void => {
  while (tokens.at(-1) === '0') tokens.pop();
};

const compareParts = (a: readonly string[], b: readonly string[]): number => {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const order = compareTokens(a[index], b[index]);
    if (order !== 0) return order;
  }
  return 0;
};

const compareTokens = (a: string | undefined, b: string | undefined): number => {
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0 || a === undefined || b === undefined || a === b) return ranks;
  if (isNumber(a) && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
};

/** The end of a part stands between what comes before a release and what comes after it. */
const rankOf = (token: string | undefined): number => {
  if (token === undefined) return 1;
  if (token === '~') return 0;
  if (token === '+') return 2;
  return isNumber(token) ? 4 : 3;
};

export const versionOperators = ['<=', '>=', '<', '>', '='] as const;
export type VersionOperator = (typeof versionOperators)[number];

export type VersionComparison = { readonly operator: VersionOperator; readonly version: string };

/** Whether a version is as asked. One that is not stated is neither older nor newer than any, nor equal. */
export const isVersion = (version: string, { operator, version: asked }: VersionComparison): boolean => {
  if (version === '') return false;
  const order = compareVersions(version, asked);
  if (order === 0) return operator.endsWith('=');
  return order < 0 ? operator.startsWith('<') : operator.startsWith('>');
};
