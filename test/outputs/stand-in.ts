/** A server on loopback that stands for GLPI: keeps what it is sent, and answers what a test says. */
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type Received = { readonly method: string; readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

export type AnswerGlpi = (received: Received, response: ServerResponse) => void;

export type StandIn = {
  readonly url: string;
  readonly received: Received[];
  answer: AnswerGlpi;
  close(): Promise<void>;
};

/** As GLPI takes an inventory: JSON for an agent of its own, `REPLY` for the older ones. */
export const takeIt: AnswerGlpi = ({ headers }, response) => {
  const isJson = headers['content-type'] === 'application/json';
  response.writeHead(200, { 'Content-Type': headers['content-type'] });
  response.end(isJson ? '{"expiration":24,"status":"ok"}' : '<?xml version="1.0"?>\n<REPLY><RESPONSE>SEND</RESPONSE></REPLY>');
};

export async function openStandIn(keys?: { readonly key: string; readonly certificate: string }): Promise<StandIn> {
  const received: Received[] = [];
  const listen: RequestListener = (request, response) => {
    // A test that waits for an answer fails by its own deadline.
    void buffer(request).then((body) => {
      const mail = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      received.push(mail);
      standIn.answer(mail, response);
    });
  };
  const server = keys ? createSecureServer({ key: keys.key, cert: keys.certificate }, listen) : createServer(listen);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const standIn: StandIn = {
    url: `${keys ? 'https' : 'http'}://127.0.0.1:${port}/front/inventory.php`,
    received,
    answer: takeIt,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
  return standIn;
}
