/** Inventories told to GLPI after a polling: each once, as it came, again where the server failed, and nothing unless a server is set. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCommonStore } from '../../src/store/open.ts';
import { openStandIn, type StandIn, takeIt } from '../outputs/stand-in.ts';
import { type Desk, openDesk } from './desk.ts';

const inventory = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><HARDWARE><NAME>${name}</NAME><OSNAME>Debian</OSNAME></HARDWARE></CONTENT>
<DEVICEID>${name}-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>
`;

const message = JSON.stringify({
  action: 'inventory',
  itemtype: 'Computer',
  deviceid: 'pc3-2026-01-01-00-00-00',
  content: { hardware: { name: 'pc3' }, bios: { ssn: 'SER-3' } },
});

let desk: Desk;
let glpi: StandIn;
let office: string;

const accountOf = (name: string): readonly string[] => [
  '--address',
  `${name}@mail.test`,
  '--mailbox',
  `memory:${name}@mail.test`,
  '--outbox=memory:out',
];

const atOffice = (...line: readonly string[]) => desk.ask([...line, '--home', office]);
const put = (name: string, content: string | Buffer) => writeFile(desk.path(`parc/${name}`), content);
const bodies = (): readonly string[] => glpi.received.map(({ body }) => body.toString('utf8'));

async function deliver() {
  await desk.ask(['send', '--force', '--home', desk.path('lyon')]);
  glpi.received.length = 0;
  return atOffice('receive');
}

beforeAll(async () => {
  glpi = await openStandIn();
  desk = await openDesk('siege@mail.test', 'lyon@mail.test');
  office = desk.path('H');
  await desk.type(['init', '--role', 'common', '--site', 'siege', ...accountOf('siege'), '--home', office]);
  const { answer } = await atOffice('invite', 'lyon', '--auto-accept');
  await mkdir(desk.path('parc'));
  await put('pc1.ocs', inventory('pc1'));
  await put('notes.txt', 'not for GLPI');
  await put('broken.ocs', 'nothing');
  const { key } = answer as { key: string };
  await desk.type(['join', key, '--dossier', desk.path('parc'), ...accountOf('lyon'), '--home', desk.path('lyon')]);
  await atOffice('receive');
});
afterAll(async () => {
  await desk.close();
  await glpi.close();
});

test('nothing leaves while no server is set, and asking for it is an error', async () => {
  expect((await deliver()).answer).toMatchObject({ merged: 1, pushed: null });
  expect(await atOffice('push')).toMatchObject({ status: 2, answer: { error: { kind: 'glpi-url-unset' } } });
  expect(glpi.received).toEqual([]);
});

test('an address that shows inventories on the way, or holds a password, is refused', async () => {
  for (const url of ['http://glpi.example.org/', 'https://a:b@glpi.example.org/', 'ftp://127.0.0.1/', 'glpi'])
    expect(await atOffice('init', '--role', 'common', '--glpi-url', url)).toMatchObject({ status: 2 });
});

test('the inventories that stand in the dossier are sent, without compression, once', async () => {
  await atOffice('init', '--role', 'common', '--glpi-url', glpi.url);
  await put('pc2.ocs', gzipSync(inventory('pc2')));
  await put('pc3.json', message);
  const { answer } = await deliver();
  expect(answer).toMatchObject({ merged: 1, pushed: { glpi: { sent: 3, failed: 0, left: 0, error: '' } } });
  expect(bodies().toSorted()).toEqual([inventory('pc1'), inventory('pc2'), message].toSorted());
  const asJson = glpi.received.filter(({ headers }) => headers['content-type'] === 'application/json');
  expect(asJson).toHaveLength(1);
  expect(asJson[0]?.headers['glpi-agent-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect((await atOffice('receive')).answer).toMatchObject({ pushed: { glpi: { sent: 0, failed: 0, left: 0 } } });
  expect(glpi.received).toHaveLength(3);
  expect((await atOffice('trace', 'list', '--kind', 'push')).answer).toMatchObject([{ outcome: 'done', reason: 'sent=3 left=0' }]);
});

test('a server that fails holds up no merge, and gets what is left at the next run, what it took not again', async () => {
  await put('pc4.ocs', inventory('pc4'));
  await put('pc5.ocs', inventory('pc5'));
  glpi.answer = (received, response) =>
    glpi.received.length === 1 ? takeIt(received, response) : void response.writeHead(500).end('Internal Server Error');
  const first = await deliver();
  expect(first).toMatchObject({ status: 3, answer: { merged: 1, pushed: { glpi: { sent: 1, failed: 1, left: 1 } } } });
  const [taken] = bodies();
  expect((await atOffice('trace', 'list', '--kind', 'push')).answer).toContainEqual(
    expect.objectContaining({ outcome: 'failed', peer: 'lyon', reason: expect.stringMatching(/^http=500 output-failed: pc[45]\.ocs$/) }),
  );
  glpi.answer = takeIt;
  const { answer } = await deliver();
  expect(answer).toMatchObject({ pushed: { glpi: { sent: 1, failed: 0, left: 0 } } });
  expect(bodies()).toHaveLength(1);
  expect([taken, ...bodies()].toSorted()).toEqual([inventory('pc4'), inventory('pc5')]);
});

test('an inventory that the server refuses is sent again until a later one is taken', async () => {
  const refusePc6: StandIn['answer'] = (received, response) =>
    received.body.includes('pc6') ? void response.writeHead(400).end('<REPLY><ERROR>no</ERROR></REPLY>') : takeIt(received, response);
  glpi.answer = refusePc6;
  await put('pc6.ocs', inventory('pc6'));
  expect((await deliver()).answer).toMatchObject({
    pushed: { glpi: { sent: 0, failed: 1, left: 1, error: 'http=400 output-refused: pc6.ocs: no' } },
  });
  await put('pc7.ocs', inventory('pc7'));
  const { out } = await (async () => {
    await desk.ask(['send', '--force', '--home', desk.path('lyon')]);
    return desk.type(['receive', '--home', office]);
  })();
  expect(out.replaceAll(/\s+/g, ' ')).toContain('GLPI took 1 inventory. GLPI did not take 1 inventory (HTTP 400, inventory refused');
  expect((await deliver()).answer).toMatchObject({ pushed: { glpi: { sent: 0, failed: 0, left: 0 } } });
  glpi.answer = takeIt;
});

test('by hand, what is left or everything; a file that has changed is sent as it is now', async () => {
  await put('pc1.ocs', inventory('pc1-again'));
  await deliver();
  expect(bodies()).toEqual([inventory('pc1-again')]);
  expect(await atOffice('push')).toMatchObject({ status: 0, answer: { glpi: { sent: 0, left: 0 } } });
  glpi.received.length = 0;
  expect(await atOffice('push', '--all')).toMatchObject({ status: 0, answer: { glpi: { sent: 7, failed: 0, left: 0 } } });
  expect(bodies()).toContain(inventory('pc1-again'));
  expect(bodies()).not.toContain(inventory('pc1'));
});

test('a push that is stopped before the dossier is computed again tells nothing, and passes nothing over', async () => {
  const store = await openCommonStore(join(office, 'dossier', 'dossier.db'));
  await store.derivation.begin();
  await store.close();
  glpi.received.length = 0;
  const stopped = await desk.ask(['push', '--all', '--home', office], { stop: AbortSignal.abort() });
  expect(stopped).toMatchObject({ status: 1, answer: { stopped: true, glpi: { sent: 0, failed: 0, left: 0 } } });
  const { out } = await desk.type(['push', '--home', office], { stop: AbortSignal.abort() });
  expect(out).not.toContain('has been sent everything');
  expect(await atOffice('push')).toMatchObject({ status: 0, answer: { glpi: { sent: 7, failed: 0, left: 0 } } });
});

test('another server is told everything', async () => {
  const other = await openStandIn();
  await atOffice('init', '--role', 'common', '--glpi-url', other.url);
  expect((await atOffice('push')).answer).toMatchObject({ glpi: { sent: 7, failed: 0, left: 0 } });
  await other.close();
  await put('pc8.ocs', inventory('pc8'));
  await desk.ask(['send', '--force', '--home', desk.path('lyon')]);
  expect((await atOffice('receive')).answer).toMatchObject({
    merged: 1,
    pushed: { glpi: { sent: 0, failed: 1, left: 1, error: 'output-unreachable: pc8.ocs' } },
  });
});
