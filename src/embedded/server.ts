/** Opens the embedded mail server: one post office behind two doors (SMTP, POP3), or four with TLS. */
import { createSecureContext } from 'node:tls';
import { type Certificate, makeCertificate } from './certificate.ts';
import { type Door, openDoor } from './door.ts';
import { type Pop3Options, servePop3 } from './pop3-server.ts';
import type { EmbeddedOptions, EmbeddedServer } from './port.ts';
import { openPostOffice } from './post-office.ts';
import { openSmtp, type SmtpOptions } from './smtp-server.ts';

const defaults = { maxMessageBytes: 67_108_864, idleTimeoutMs: 600_000 };
const certificateDays = 365;

/** Listens on free loopback ports. Rejects only when this machine lets nobody listen there. */
export async function openEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const host = options.host ?? '127.0.0.1';
  const certificate = options.tls ? makeCertificate({ now: new Date(), days: certificateDays, names: ['localhost', host] }) : null;
  const office = openPostOffice(options.users);
  const house: House = {
    host,
    certificate,
    office,
    maxMessageBytes: options.maxMessageBytes ?? defaults.maxMessageBytes,
    idleTimeoutMs: options.idleTimeoutMs ?? defaults.idleTimeoutMs,
    onEvent: options.onEvent ?? (() => undefined),
    secureContext: certificate === null ? null : createSecureContext({ key: certificate.key, cert: certificate.certificate }),
  };
  const doors = await openDoors(house);
  return {
    host,
    smtpPort: doors.smtp.port,
    pop3Port: doors.pop3.port,
    smtpsPort: doors.smtps?.port ?? null,
    pop3sPort: doors.pop3s?.port ?? null,
    ca: certificate?.certificate ?? '',
    deliver: office.deliver,
    messages: office.messages,
    empty: office.empty,
    setDown: (down) => {
      for (const door of all(doors)) door.setDown(down);
    },
    close: async () => {
      await Promise.all(all(doors).map((door) => door.close()));
    },
  };
}

type House = Omit<SmtpOptions & Pop3Options, 'secured'> & { readonly host: string };

type Doors = { readonly smtp: Door; readonly pop3: Door; readonly smtps: Door | null; readonly pop3s: Door | null };

async function openDoors(house: House): Promise<Doors> {
  return {
    smtp: await smtpDoor(house, null),
    pop3: await pop3Door(house, null),
    smtps: house.certificate === null ? null : await smtpDoor(house, house.certificate),
    pop3s: house.certificate === null ? null : await pop3Door(house, house.certificate),
  };
}

function smtpDoor(house: House, certificate: Certificate | null): Promise<Door> {
  return openDoor({
    host: house.host,
    certificate,
    onConnection: openSmtp({ ...house, secured: certificate !== null }),
    onFailure: (cause) => house.onEvent({ kind: 'broken-off', protocol: 'smtp', cause }),
  });
}

function pop3Door(house: House, certificate: Certificate | null): Promise<Door> {
  return openDoor({
    host: house.host,
    certificate,
    onConnection: (socket) => servePop3(socket, certificate !== null, house),
    onFailure: (cause) => house.onEvent({ kind: 'broken-off', protocol: 'pop3', cause }),
  });
}

const all = ({ smtp, pop3, smtps, pop3s }: Doors): readonly Door[] => [smtp, pop3, smtps, pop3s].filter((door) => door !== null);
