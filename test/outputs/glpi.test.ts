/** One inventory for GLPI over real HTTP on loopback: what is posted, and what each answer means. */
import { expect, onTestFinished, test } from 'vitest';
import { openGlpi } from '../../src/outputs/glpi.ts';
import type { OutgoingInventory } from '../../src/outputs/port.ts';
import { loopbackIdentity } from '../transport/certificates.ts';
import { type AnswerGlpi, openStandIn, type StandIn } from './stand-in.ts';

const xml: OutgoingInventory = { form: 'xml', body: Buffer.from('<REQUEST>\r\n<é/></REQUEST>', 'latin1'), agentId: 'unused' };
const json: OutgoingInventory = { form: 'json', body: Buffer.from('{"deviceid":"a"}\n'), agentId: '0a1b2c3d-0000-8000-8000-000000000000' };

async function standIn(answer?: AnswerGlpi): Promise<StandIn> {
  const server = await openStandIn();
  onTestFinished(() => server.close());
  if (answer) server.answer = answer;
  return server;
}

const answering =
  (status: number, text: string, headers: Readonly<Record<string, string>> = {}): AnswerGlpi =>
  (_, response) =>
    void response.writeHead(status, headers).end(text);

const post = (server: StandIn, inventory = xml) => openGlpi({ url: server.url, version: '2.1.0', timeoutMs: 3000 })(inventory);

test('XML is posted byte for byte, as the agents before GLPI 10 do', async () => {
  const server = await standIn();
  expect(await post(server)).toEqual({ ok: true, value: undefined });
  const [received] = server.received;
  expect(received).toMatchObject({ method: 'POST', path: '/front/inventory.php', body: xml.body });
  expect(received?.headers).toMatchObject({ 'content-type': 'application/xml', 'user-agent': 'Malleposte/2.1.0' });
  expect(received?.headers).not.toHaveProperty('glpi-agent-id');
});

test('JSON names an agent, which the JSON protocol wants', async () => {
  const server = await standIn();
  expect((await post(server, json)).ok).toBe(true);
  expect(server.received[0]?.body).toEqual(json.body);
  expect(server.received[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'glpi-agent-id': json.agentId });
});

test.each([
  ['the server of an agent without a header', 200, '{"RESPONSE":"SEND"}'],
  ['a proxy agent that has taken it', 202, '{"status":"pending","expiration":"5s"}'],
  ['a bare reply', 200, '<REPLY/>'],
])('an inventory is taken by %s', async (_, status, text) => {
  expect((await post(await standIn(answering(status, text)))).ok).toBe(true);
});

test.each([
  [400, '{"status":"error","message":"JSON not well\\nformed!","expiration":24}', 'output-refused', 'JSON not well formed!'],
  [400, '<?xml version="1.0"?>\n<REPLY><ERROR><![CDATA[XML not well formed!]]></ERROR></REPLY>', 'output-refused', 'XML not well formed!'],
  [500, '<?xml version="1.0"?>\n<REPLY><ERROR>no name</ERROR></REPLY>', 'output-refused', 'no name'],
  [
    401,
    '{"status":"error","message":"Authorization header required to send an inventory"}',
    'output-credentials',
    'Authorization header required to send an inventory',
  ],
  [500, 'Internal Server Error', 'output-failed', ''],
  [405, '', 'output-failed', ''],
  [413, '<html>Request Entity Too Large</html>', 'output-refused', ''],
  [200, '<!DOCTYPE html><title>Login</title>', 'output-unexpected', ''],
  [200, '', 'output-unexpected', ''],
])('status %i with %s is %s', async (status, text, kind, said) => {
  expect(await post(await standIn(answering(status, text)))).toMatchObject({ ok: false, error: { kind, status, said } });
});

test('a redirection is not followed', async () => {
  const other = await standIn();
  const server = await standIn(answering(302, '', { Location: other.url }));
  expect(await post(server)).toMatchObject({ ok: false, error: { kind: 'output-redirected', status: 302 } });
  expect(other.received).toEqual([]);
});

test('a server that says nothing, or hangs up, or is not there, is told from one that refuses', async () => {
  const silent = await standIn(() => undefined);
  const impatient = openGlpi({ url: silent.url, version: '2.1.0', timeoutMs: 100 });
  expect(await impatient(xml)).toMatchObject({ ok: false, error: { kind: 'output-timeout', retry: 'later' } });
  const rude = await standIn((_, response) => void response.destroy());
  expect(await post(rude)).toMatchObject({ ok: false, error: { kind: 'output-unreachable' } });
  const gone = await openStandIn();
  await gone.close();
  expect(await post(gone)).toMatchObject({ ok: false, error: { kind: 'output-unreachable', status: 0 } });
});

test('an answer without an end is cut off, one that drips is out of time', async () => {
  const endless = await standIn((_, response) => void response.writeHead(200).write('x'.repeat(200_000)));
  expect(await post(endless)).toMatchObject({ ok: false, error: { kind: 'output-unexpected' } });
  const dripping = await standIn((_, response) => void response.writeHead(200).write('{'));
  const impatient = openGlpi({ url: dripping.url, version: '2.1.0', timeoutMs: 200 });
  expect(await impatient(xml)).toMatchObject({ ok: false, error: { kind: 'output-timeout' } });
});

test('a certificate of nobody known is refused before anything is said; the authority of the settings is enough', async () => {
  const identity = loopbackIdentity();
  const server = await openStandIn(identity);
  onTestFinished(() => server.close());
  expect(await post(server)).toMatchObject({ ok: false, error: { kind: 'output-certificate' } });
  expect(server.received).toEqual([]);
  const trusting = openGlpi({ url: server.url, version: '2.1.0', ca: identity.certificate });
  expect(await trusting(xml)).toEqual({ ok: true, value: undefined });
});
