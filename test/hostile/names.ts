/** Names of entries that lead somewhere else, or to the same place, and French names in the forms that programs give them. */
import iconv from 'iconv-lite';
import { accepted, type HostileCase, type Outcome, refused } from './case.ts';
import { hostileZip } from './zip-forge.ts';

const named = (quirk: string, says: string, expect: Outcome, ...names: readonly (string | Buffer)[]): HostileCase => ({
  name: `name-${quirk}`,
  says,
  expect,
  build: () => hostileZip({ entries: names.map((name) => ({ name })) }),
});

const unflagged = (quirk: string, says: string, expect: Outcome, name: string | Buffer): HostileCase => ({
  name: `name-${quirk}`,
  says,
  expect,
  build: () => hostileZip({ entries: [{ name, flags: 0 }] }),
});

const refusedName = refused('name');
const twice = refused('duplicate-name');
const french = 'Comptabilité – été.xml';
const plainFrench = 'Éléments de réseau.xml';

export const nameCases: readonly HostileCase[] = [
  named('climbs', 'The parent folder.', refusedName, '../evil'),
  named('climbs-later', 'A parent folder further in.', refusedName, 'a/../../evil'),
  named('absolute', 'A path from the root.', refusedName, '/etc/passwd'),
  named('of-a-share', 'A Windows share.', refusedName, '//host/share'),
  named('with-a-drive', 'A path on a drive.', refusedName, 'C:\\x'),
  named('relative-to-a-drive', 'A path relative to a drive.', refusedName, 'C:x'),
  named('with-a-backslash', 'A backslash, a folder on Windows and a letter elsewhere.', refusedName, 'a\\b'),
  named('with-a-stream', 'An alternate stream of NTFS.', refusedName, 'a.xml:b'),
  named('with-nul', 'NUL, at which some systems stop reading.', refusedName, 'a.xml\0.exe'),
  named('with-a-line-end', 'A line end.', refusedName, 'a\nb'),
  named('with-a-hidden-line-end', 'The line end of ISO 8859.', refusedName, 'a\u0085b'),
  named('turned-round', 'A mark that turns the direction of reading.', refusedName, 'a\u202elmx.exe'),
  named('empty', 'No name.', refusedName, ''),
  named('dot', 'The folder itself.', refusedName, '.'),
  named('dot-inside', 'The folder itself, inside a path.', refusedName, 'a/./b'),
  named('empty-segment', 'A path with an empty segment.', refusedName, 'a//b'),
  named('of-a-folder', 'A slash at the end.', refusedName, 'a/'),
  named('of-a-device', 'A device of Windows.', refusedName, 'CON'),
  named('of-a-device-with-extension', 'A device of Windows, with an extension.', refusedName, 'nul.xml'),
  named('of-a-device-in-a-folder', 'A device of Windows, in a folder.', refusedName, 'a/com1.tar.gz'),
  named('of-a-device-in-superscript', 'A device of Windows with a superscript digit.', refusedName, 'LPT¹'),
  named('with-a-dot-at-the-end', 'A dot at the end, which Windows drops.', refusedName, 'a.xml.'),
  named('with-a-space-at-the-end', 'A space at the end, which Windows drops.', refusedName, 'a.xml '),
  named('too-long', 'More than 200 bytes.', refusedName, 'é'.repeat(101)),
  named('too-deep', 'Nine levels of folders.', refusedName, `${'a/'.repeat(8)}b`),
  named('twice', 'One name twice.', twice, 'a.xml', 'a.xml'),
  named('twice-in-another-case', 'Two names that NTFS and HFS+ take for one.', twice, 'a.xml', 'A.XML'),
  named('twice-in-another-composition', 'Two names that HFS+ takes for one.', twice, 'e\u0301t\u00e9', '\u00e9te\u0301'),
  named('twice-accented', 'Two names that differ in the case of an accented letter.', twice, 'É', 'é'),
  named('of-a-file-and-a-folder', 'One name for a file and a folder.', twice, 'a', 'A/b'),
  named('french', 'French letters and a dash, flagged as UTF-8.', accepted(french), french),
  named(
    'french-decomposed',
    'The same as a Mac writes them: kept as written here, refused by the manifest.',
    accepted(french.normalize('NFD')),
    french.normalize('NFD'),
  ),
  unflagged('french-without-flag', 'UTF-8 without the flag, as many programs write.', accepted(french), french),
  unflagged('french-of-dos', 'Code page 850, as old tools in France write.', accepted(plainFrench), iconv.encode(plainFrench, 'cp850')),
  unflagged('french-of-america', 'Code page 437: its é is that of 850.', accepted('été.xml'), iconv.encode('été.xml', 'cp437')),
  unflagged(
    'french-of-windows',
    'Windows-1252 without a word: read as code page 850, so another name, and not in any manifest.',
    accepted('ÚtÚ.xml'),
    iconv.encode('été.xml', 'windows-1252'),
  ),
  named('french-flagged-and-not-utf8', 'Flagged as UTF-8 and none.', refusedName, iconv.encode(plainFrench, 'cp850')),
  named('overlong', 'A slash in an overlong form of UTF-8.', refusedName, Buffer.from('2e2ec0af61', 'hex')),
];
