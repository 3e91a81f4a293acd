/** What package managers print, read into software. The texts are written by us, in the form of each program. */
import { describe, expect, test } from 'vitest';
import { dpkgFormat, readBrew, readDpkg, readRegistry, readRpm, registryScript } from '../../src/collecting/package-lists.ts';

describe('dpkg-query', () => {
  test('is asked for the fields that are read', () => {
    expect(dpkgFormat.replaceAll('$', '%')).toBe(String.raw`%{db:Status-Abbrev}\t%{Package}\t%{Version}\t%{Architecture}\t%{Maintainer}\n`);
  });

  test('tells what is installed; what was removed and left its settings is not', () => {
    const printed = [
      'ii \tbash\t5.2-2\tamd64\tAda Maintainer <ada@packages.test>',
      'rc \told-server\t1.0\tamd64\tNobody <n@packages.test>',
      'hi \tkernel-kept\t6.1\tamd64\tKernel Team',
      'un \tnever\t\t\t',
      'a line of another program',
      '',
    ].join('\n');
    expect(readDpkg(printed)).toEqual([
      { name: 'bash', version: '5.2-2', publisher: 'Ada Maintainer', architecture: 'amd64', from: 'deb' },
      { name: 'kernel-kept', version: '6.1', publisher: 'Kernel Team', architecture: 'amd64', from: 'deb' },
    ]);
  });
});

test('rpm says (none) for nothing, and its public keys are no software', () => {
  const printed = 'bash\t5.2.26-3.fc40\tx86_64\tFedora Example\nlocal-tool\t1-1\tnoarch\t(none)\ngpg-pubkey\tabcdef-123\t(none)\t(none)\n';
  expect(readRpm(printed)).toEqual([
    { name: 'bash', version: '5.2.26-3.fc40', publisher: 'Fedora Example', architecture: 'x86_64', from: 'rpm' },
    { name: 'local-tool', version: '1-1', publisher: '', architecture: 'noarch', from: 'rpm' },
  ]);
});

test('brew names several versions, of which the first is in use', () => {
  expect(readBrew('openssl@3 3.4.0 3.3.2\nwget 1.25.0\nWarning: something\nalone\n')).toEqual([
    { name: 'openssl@3', version: '3.4.0', publisher: '', architecture: '', from: 'brew' },
    { name: 'wget', version: '1.25.0', publisher: '', architecture: '', from: 'brew' },
  ]);
});

describe('the registry of Windows', () => {
  test('names a program once, with the architecture of its key', () => {
    const entries = [
      { DisplayName: 'Éditeur 7', DisplayVersion: '7.1', Publisher: 'Maison', Wow: false },
      { DisplayName: 'Éditeur 7', DisplayVersion: '7.1', Publisher: 'Maison', Wow: true },
      { DisplayName: ' Old tool ', DisplayVersion: null, Publisher: null, Wow: true },
      { DisplayName: '', DisplayVersion: '1', Publisher: '', Wow: false },
      null,
    ];
    expect(readRegistry(`\ufeff${JSON.stringify(entries)}`)).toEqual([
      { name: 'Éditeur 7', version: '7.1', publisher: 'Maison', architecture: 'i586', from: 'registry' },
      { name: 'Old tool', version: '', publisher: '', architecture: 'i586', from: 'registry' },
    ]);
  });

  test('may hold one program, which PowerShell prints without a list, or none at all', () => {
    expect(readRegistry('{"DisplayName":"One","DisplayVersion":"1.0","Publisher":"","Wow":false}')).toMatchObject([
      { name: 'One', architecture: 'x86_64' },
    ]);
    expect(readRegistry('')).toEqual([]);
    expect(readRegistry('null')).toEqual([]);
  });

  test('is asked for no product key and no command', () => {
    expect(registryScript).not.toMatch(/ProductKey|UninstallString|DigitalProductId/i);
  });
});
