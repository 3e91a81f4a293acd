/** Delivers mails into Dovecot by LMTP (RFC 2033): no queue in between, so that a mail is in the mailbox when this resolves. */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

export type Delivery = { readonly port: number; readonly from: string; readonly to: string };

/** One after the other over one connection. Rejects at the first answer that is not positive. */
export async function deliverByLmtp(delivery: Delivery, mails: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
  const socket = connect(delivery.port, '127.0.0.1');
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  const expect = async (code: string) => {
    for (;;) {
      const { value, done } = await answers.next();
      if (done === true || !value.startsWith(code)) throw new Error(`LMTP: ${code} expected, ${value ?? 'end'} received`);
      if (value[3] === ' ') return;
    }
  };
  try {
    await expect('220');
    socket.write('LHLO localhost\r\n');
    await expect('250');
    for await (const mail of mails) {
      socket.write(`MAIL FROM:<${delivery.from}>\r\nRCPT TO:<${delivery.to}>\r\nDATA\r\n`);
      for (const code of ['250', '250', '354']) await expect(code);
      socket.write(stuffed(mail));
      await expect('250');
    }
    socket.write('QUIT\r\n');
    await expect('221');
  } finally {
    socket.destroy();
  }
}

/** CRLF line ends, leading dots doubled, the final dot. */
function stuffed(mail: Buffer): Buffer {
  const text = mail.toString('latin1').replaceAll(/\r?\n/g, '\r\n').replaceAll(/^\./gm, '..');
  return Buffer.from(`${text}${text.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1');
}
