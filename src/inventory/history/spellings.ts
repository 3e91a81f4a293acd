/** When two values of a fact are one in other words: agents, their versions and locales spell names, systems and processors differently. */

/** `PC07.corp.example` and `pc07` are one name; an address that stands in for a name tells nothing. */
export const nameKey = (name: string): string => {
  if (/^[\d.]+$|:/.test(name)) return '';
  return name.toLowerCase().replace(/\..*$/s, '');
};

/** `CORP\alice`, `alice@corp.example` and `Alice` are one user. */
export const userKey = (user: string): string => user.toLowerCase().replace(/^.*\\/s, '').replace(/@.*$/s, '');

/** `Microsoft Windows 11 Professionnel` and `Windows 11 Professional`; `Debian GNU/Linux 12` and `Debian GNU/Linux 12 (bookworm)`. */
export const systemKey = (os: string): string =>
  plain(os)
    .replaceAll(/\([^)]*\)|\bmicrosoft\b|\bgnu\/linux\b|\bversion\b|\bédition\b|\bedition\b|\b(?:64|32)[- ]?bits?\b/g, ' ')
    .replaceAll(/\bprofession(?:n?el(?:le)?|al)\b/g, 'pro')
    .replaceAll(/\b(?:entreprise)\b/g, 'enterprise')
    .replaceAll(/\b(?:famille)\b/g, 'home')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** `12 (bookworm)` and `12`; a Windows build without its monthly patch; '' for a kernel, which some agents state in its place. */
export const releaseKey = (osVersion: string): string => {
  const release = plain(osVersion)
    .replaceAll(/\([^)]*\)/g, ' ')
    .trim();
  if (/^\d+\.\d+\.\d+-/.test(release)) return '';
  return release.replace(/^(10\.0\.\d{5})\.\d+$/, '$1');
};

/** windows, macos, android, ios, linux, bsd, esx; '' when unknown. */
export const familyOf = (os: string): string => {
  const text = os.toLowerCase();
  return families.find(([, pattern]) => pattern.test(text))?.[0] ?? '';
};

/** `Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz` and `Intel Core i5-8250U`. */
export const hardwareKey = (text: string): string =>
  plain(text)
    .replace(/@.*$/s, '')
    .replaceAll(/\b(?:cpu|processor|inc|corporation|corp|ltd|co)\b|[.,]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** One of the two byte orders in which SMBIOS tells a UUID, always the same one. */
export const uuidKey = (uuid: string): string => {
  const swapped = uuid.replace(/^(..)(..)(..)(..)-(..)(..)-(..)(..)(?=-)/, '$4$3$2$1-$6$5-$8$7');
  return swapped < uuid ? swapped : uuid;
};

const families: readonly (readonly [string, RegExp])[] = [
  ['windows', /windows/],
  ['macos', /mac ?os|os x|darwin/],
  ['android', /android/],
  ['ios', /\bi(?:pad)?os\b/],
  ['esx', /\besxi?\b|vmkernel/],
  ['bsd', /bsd/],
  ['linux', /linux|debian|ubuntu|mint|red ?hat|centos|rocky|alma|fedora|suse|sles|arch|gentoo/],
];

const plain = (text: string): string => text.toLowerCase().replaceAll(/\((?:r|tm|c)\)|[®™]/g, ' ');
