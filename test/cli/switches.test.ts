import { expect, test } from 'vitest';
import { rewriteSwitches } from '../../src/cli/switches.ts';

const rewritten: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['/Send'], ['send']],
  [['/SEND'], ['send']],
  [['/receive'], ['receive']],
  [['/Send', '  '], ['send']],
  [['/Send;'], ['send']],
  [['/Send;Dom="D:\\Parc\\IparcDom"'], ['send', '--dossier=D:\\Parc\\IparcDom']],
  [['/send;dom=D:\\Parc\\IparcDom'], ['send', '--dossier=D:\\Parc\\IparcDom']],
  [["/RECEIVE;DOM='/srv/parc commun'"], ['receive', '--dossier=/srv/parc commun']],
  [
    ['/Send;Dom=D:\\Mes', 'Documents\\x'],
    ['send', '--dossier=D:\\Mes Documents\\x'],
  ],
  [
    ['/Send;Dom="D:\\Mes', 'Documents\\x"'],
    ['send', '--dossier=D:\\Mes Documents\\x'],
  ],
  [
    ['/Send;Dom="D:\\a', '--b"', '--force'],
    ['send', '--dossier=D:\\a --b', '--force'],
  ],
  [['/Send;Dom="a;b"'], ['send', '--dossier=a;b']],
  [['/Send;Dom=a;b'], ['send', '--dossier=a;b']],
  [['/Send;Dom="a";'], ['send', '--dossier=a']],
  [
    ['/Send', ';', 'Dom', '=', 'a'],
    ['send', '--dossier=a'],
  ],
  [["/Send;Dom=\\\\Serveur\\l'été"], ['send', "--dossier=\\\\Serveur\\l'été"]],
  [['/Send;Dom="D:\\never closed'], ['send', '--dossier=D:\\never closed']],
  [
    ['--home', 'H', '/Send;Dom=a', '--json'],
    ['--home', 'H', 'send', '--dossier=a', '--json'],
  ],
  [
    ['--home=H', '--json', '/Receive'],
    ['--home=H', '--json', 'receive'],
  ],
  [
    ['--home', '/send', '/Receive'],
    ['--home', '/send', 'receive'],
  ],
  [['/?'], ['--help']],
  [
    ['send', '/srv/parc'],
    ['send', '/srv/parc'],
  ],
  [
    ['join', 'MALLE1-abc', '/x'],
    ['join', 'MALLE1-abc', '/x'],
  ],
  [
    ['join', '"MALLE1-Ab3', '-x9_Q', '--Zz8"', '--address', 'a@mail.test'],
    ['join', '"MALLE1-Ab3-x9_Q--Zz8"', '--address', 'a@mail.test'],
  ],
  [
    ['join', 'MALLE1-Ab3', 'x9', '-h'],
    ['join', 'MALLE1-Ab3x9', '-h'],
  ],
  [[], []],
];

test.each(rewritten)('%j is %j', (given, modern) => {
  expect(rewriteSwitches(given)).toEqual({ ok: true, value: modern });
});

test.each([
  [['/Sned']],
  [['/Send;Dom=']],
  [['/Send;Dom=""']],
  [['/Send;Folder=a']],
  [['/Send;Dom="a" b']],
  [['/Receive;x']],
] as const)('%j is refused, and quoted in the refusal', (given) => {
  expect(rewriteSwitches(given)).toEqual({ ok: false, error: { kind: 'bad-switch', text: given.join(' ') } });
});
