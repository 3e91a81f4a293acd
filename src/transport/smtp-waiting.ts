/**
 * Waiting for nodemailer's callbacks, some of which never come when the connection dies under them: the 'error' or 'end' event
 * comes in their place. Ignores what is waited for.
 */
import type SmtpConnection from 'nodemailer/lib/smtp-connection';

/** Undefined when `start` settles without an error; else the error, of the callback or of the connection. */
export function untilEnd(connection: SmtpConnection, start: (settle: (error: unknown) => void) => void): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = (error: unknown): void => {
      connection.off('error', settle);
      connection.off('end', end);
      resolve(error ?? undefined);
    };
    // nodemailer ends a connection just before it tells the callback why.
    const end = (): void => void setImmediate(() => settle(new Error('closed by the server')));
    connection.on('error', settle);
    connection.on('end', end);
    start(settle);
  });
}
