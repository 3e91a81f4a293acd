/** The mailboxes that the tests of the embedded server use. */
import type { EmbeddedUser } from '../../src/embedded/port.ts';

export const common: EmbeddedUser = { name: 'common', password: 'common pw', address: 'common@mail.test' };

export const lyon: EmbeddedUser = { name: 'lyon', password: 'lyon-pw', address: 'Lyon@mail.test' };

export const nimes: EmbeddedUser = { name: 'nîmes', password: 'pâté en croûte', address: 'nimes@mail.test' };

export const users: readonly EmbeddedUser[] = [common, lyon, nimes];

/** A small mail whose body is `body`. */
export const mail = (subject: string, body = 'Bonjour'): Buffer =>
  Buffer.from(`From: <lyon@mail.test>\r\nTo: <common@mail.test>\r\nSubject: ${subject}\r\n\r\n${body}\r\n`, 'latin1');
