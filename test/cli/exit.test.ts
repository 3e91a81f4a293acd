import { expect, test } from 'vitest';
import { exitStatuses, exitStatusOf, gravest, unsentStatus } from '../../src/cli/exit.ts';
import { englishDoorErrors } from '../../src/words/english/door-errors.ts';
import { webRefusalKinds } from '../../src/words/web-refusals.ts';
import { errorKinds } from '../words/samples.ts';

test('every kind of error has its status, but what only the web page refuses or answers', () => {
  const ofServe = ['not-loopback', 'port-refused', 'certificate-refused'];
  const ofTheWeb: readonly string[] = [...webRefusalKinds, ...Object.keys(englishDoorErrors).filter((kind) => !ofServe.includes(kind))];
  expect(Object.keys(exitStatuses).sort()).toEqual(errorKinds.filter((kind) => !ofTheWeb.includes(kind)).sort());
});

test.each([
  [5, ['credentials', 'certificate', 'key-expired', 'no-tls', 'refused']],
  [4, ['home-busy']],
  [
    2,
    [
      'dossier-missing',
      'dossier-empty',
      'settings-invalid',
      'key-truncated',
      'key-damaged',
      'unknown-option',
      'wrong-role',
      'home-missing',
    ],
  ],
  [1, ['unreachable', 'timeout', 'busy', 'deferred', 'store-full', 'disk-full', 'test-not-arrived', 'unexpected']],
] as const)('exit %i: %j', (status, kinds) => {
  for (const kind of kinds) expect(exitStatuses[kind], kind).toBe(status);
});

test('a missing file is wrong usage when nothing but a person can change it, else a matter of time', () => {
  expect(exitStatusOf({ kind: 'file-unreadable', path: 'p', cause: 'ENOENT', retry: 'never' })).toBe(2);
  expect(exitStatusOf({ kind: 'file-unreadable', path: 'p', cause: 'EBUSY', retry: 'later' })).toBe(1);
  expect(exitStatusOf({ kind: 'folder', path: 'p', cause: 'ENOENT', retry: 'never' })).toBe(2);
});

test('mails that stayed: refused ones need a look, deferred ones another run, a wrong password the administrator', () => {
  expect(unsentStatus([])).toBe(0);
  expect(unsentStatus([{ error: 'refused' }])).toBe(3);
  expect(unsentStatus([{ error: 'refused' }, { error: 'deferred' }])).toBe(1);
  expect(unsentStatus([{ error: 'deferred' }, { error: 'credentials' }])).toBe(5);
  expect(unsentStatus([{ error: 'something new' }])).toBe(1);
});

test('the gravest of several is the one that asks most of a person', () => {
  expect(gravest([0, 3, 1])).toBe(1);
  expect(gravest([3, 0])).toBe(3);
  expect(gravest([1, 5, 3])).toBe(5);
  expect(gravest([])).toBe(0);
});
