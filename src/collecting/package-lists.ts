/**
 * Lists of installed software as package managers print them. Pure readers of text: a line that is not understood is passed over. How the
 * programs are run is software.ts.
 */
import type { InstalledSoftware } from '../inventory/machine.ts';

const tab = '\t';

/** What dpkg-query is asked for; the status tells what is installed from what was removed and left its settings behind. */
export const dpkgFormat = `${['db:Status-Abbrev', 'Package', 'Version', 'Architecture', 'Maintainer'].map((field) => `\${${field}}`).join('\\t')}\\n`;

/** `ii \tbash\t5.2.15-2+b7\tamd64\tMatthias Klose <doko@debian.org>` → publisher without the address. */
export const readDpkg = (text: string): readonly InstalledSoftware[] =>
  linesOf(text).flatMap((line) => {
    const [status = '', name = '', version = '', architecture = '', maintainer = ''] = line.split(tab);
    if (!/^.i/.test(status) || name === '') return [];
    return [{ name, version, publisher: maintainer.replace(/\s*<[^>]*>/, '').trim(), architecture, from: 'deb' }];
  });

export const rpmFormat = '%{NAME}\\t%{VERSION}-%{RELEASE}\\t%{ARCH}\\t%{VENDOR}\\n';

/** `(none)` is rpm's way of saying nothing; public keys that it trusts are listed as packages, and are none. */
export const readRpm = (text: string): readonly InstalledSoftware[] =>
  linesOf(text).flatMap((line) => {
    const [name = '', version = '', architecture = '', vendor = ''] = line.split(tab).map((cell) => (cell === '(none)' ? '' : cell));
    if (name === '' || version === '' || name === 'gpg-pubkey') return [];
    return [{ name, version, publisher: vendor, architecture, from: 'rpm' }];
  });

/** `brew list --versions`: `openssl@3 3.4.0 3.3.2`; of several versions that are kept the first one is in use. */
export const readBrew = (text: string): readonly InstalledSoftware[] =>
  linesOf(text).flatMap((line) => {
    const [name = '', version = ''] = line.split(/\s+/);
    return /^[\w@+./-]+$/.test(name) && version !== '' ? [{ name, version, publisher: '', architecture: '', from: 'brew' }] : [];
  });

/**
 * What PowerShell is asked for: the uninstall keys of the machine and of the user as JSON. Names, versions and publishers only: product keys
 * and uninstall commands are not read.
 */
export const registryScript = [
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8;',
  "$keys = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*',",
  "'HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*',",
  "'HKCU:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*';",
  '@(Get-ItemProperty -Path $keys -ErrorAction SilentlyContinue |',
  'Where-Object { $_.DisplayName -and $_.SystemComponent -ne 1 -and -not $_.ParentKeyName } |',
  "Select-Object DisplayName, DisplayVersion, Publisher, @{n='Wow';e={$_.PSPath -match 'WOW6432Node'}}) | ConvertTo-Json -Compress",
].join(' ');

/** One object or a list of them; the same program in two keys is one. */
export function readRegistry(text: string): readonly InstalledSoftware[] {
  const found = new Map<string, InstalledSoftware>();
  for (const entry of recordsOf(text)) {
    const name = textIn(entry, 'DisplayName');
    const version = textIn(entry, 'DisplayVersion');
    const architecture = entry['Wow'] === true ? 'i586' : 'x86_64';
    if (name !== '')
      found.set(`${name}\0${version}`, { name, version, publisher: textIn(entry, 'Publisher'), architecture, from: 'registry' });
  }
  return [...found.values()];
}

type Entry = Readonly<Record<string, unknown>>;

function recordsOf(text: string): readonly Entry[] {
  try {
    const read: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return (Array.isArray(read) ? read : [read]).filter((entry): entry is Entry => typeof entry === 'object' && entry !== null);
  } catch {
    return []; // PowerShell prints nothing at all where there is no entry
  }
}

const textIn = (entry: Entry, key: string): string => {
  const value = entry[key];
  return typeof value === 'string' ? value.replaceAll(/[\u0000-\u001f]+/g, ' ').trim() : '';
};

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');
