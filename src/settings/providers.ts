/** Well-known mail providers: which servers an address of theirs uses. Hosts and ports only; nothing here is tried. */

export type ProviderServers = {
  readonly imap?: string;
  readonly pop3?: string;
  readonly smtp: string;
  /** The provider refuses passwords (or will soon): the URL says `?auth=xoauth2`. */
  readonly isOAuth?: true;
};

type Provider = ProviderServers & { readonly domains: readonly string[] };

/** `imaps`, `pop3s`, `smtps` unless the scheme is written. */
const providers: readonly Provider[] = [
  { domains: ['orange.fr', 'wanadoo.fr'], imap: 'imap.orange.fr:993', pop3: 'pop.orange.fr:995', smtp: 'smtp.orange.fr:465' },
  { domains: ['free.fr', 'aliceadsl.fr'], imap: 'imap.free.fr:993', pop3: 'pop.free.fr:995', smtp: 'smtp.free.fr:465' },
  {
    domains: ['sfr.fr', 'neuf.fr', 'cegetel.net', 'club-internet.fr', 'numericable.fr'],
    imap: 'imap.sfr.fr:993',
    pop3: 'pop.sfr.fr:995',
    smtp: 'smtp.sfr.fr:465',
  },
  { domains: ['bbox.fr'], imap: 'imap.bbox.fr:993', pop3: 'pop3.bbox.fr:995', smtp: 'smtp.bbox.fr:465' },
  { domains: ['laposte.net'], imap: 'imap.laposte.net:993', pop3: 'pop.laposte.net:995', smtp: 'smtp.laposte.net:465' },
  { domains: ['mailo.com', 'netcourrier.com'], imap: 'mail.mailo.com:993', pop3: 'mail.mailo.com:995', smtp: 'mail.mailo.com:465' },
  { domains: ['ovh.net', 'ovh.com', 'ovh.fr'], imap: 'ssl0.ovh.net:993', pop3: 'ssl0.ovh.net:995', smtp: 'ssl0.ovh.net:465' },
  { domains: ['gandi.net'], imap: 'mail.gandi.net:993', pop3: 'mail.gandi.net:995', smtp: 'mail.gandi.net:465' },
  { domains: ['ionos.fr', '1and1.fr', 'online.de'], imap: 'imap.ionos.fr:993', pop3: 'pop.ionos.fr:995', smtp: 'smtp.ionos.fr:465' },
  {
    domains: ['infomaniak.com', 'ik.me', 'ikmail.com', 'etik.com'],
    imap: 'mail.infomaniak.com:993',
    pop3: 'mail.infomaniak.com:995',
    smtp: 'mail.infomaniak.com:465',
  },
  { domains: ['gmail.com', 'googlemail.com'], imap: 'imap.gmail.com:993', pop3: 'pop.gmail.com:995', smtp: 'smtp.gmail.com:465' },
  {
    domains: ['outlook.com', 'outlook.fr', 'hotmail.com', 'hotmail.fr', 'live.com', 'live.fr', 'msn.com'],
    imap: 'outlook.office365.com:993',
    pop3: 'outlook.office365.com:995',
    smtp: 'smtp://smtp-mail.outlook.com:587',
    isOAuth: true,
  },
  {
    domains: ['onmicrosoft.com'],
    imap: 'outlook.office365.com:993',
    pop3: 'outlook.office365.com:995',
    smtp: 'smtp://smtp.office365.com:587',
    isOAuth: true,
  },
  {
    domains: ['yahoo.com', 'yahoo.fr', 'ymail.com'],
    imap: 'imap.mail.yahoo.com:993',
    pop3: 'pop.mail.yahoo.com:995',
    smtp: 'smtp.mail.yahoo.com:465',
  },
  { domains: ['aol.com', 'aol.fr'], imap: 'imap.aol.com:993', pop3: 'pop.aol.com:995', smtp: 'smtp.aol.com:465' },
  { domains: ['icloud.com', 'me.com', 'mac.com'], imap: 'imap.mail.me.com:993', smtp: 'smtp://smtp.mail.me.com:587' },
  { domains: ['gmx.com', 'gmx.fr'], imap: 'imap.gmx.com:993', pop3: 'pop.gmx.com:995', smtp: 'mail.gmx.com:465' },
  { domains: ['gmx.net', 'gmx.de'], imap: 'imap.gmx.net:993', pop3: 'pop.gmx.net:995', smtp: 'mail.gmx.net:465' },
  { domains: ['zoho.com', 'zohomail.com'], imap: 'imap.zoho.com:993', pop3: 'pop.zoho.com:995', smtp: 'smtp.zoho.com:465' },
  { domains: ['zoho.eu', 'zohomail.eu'], imap: 'imap.zoho.eu:993', pop3: 'pop.zoho.eu:995', smtp: 'smtp.zoho.eu:465' },
  { domains: ['fastmail.com', 'fastmail.fm'], imap: 'imap.fastmail.com:993', pop3: 'pop.fastmail.com:995', smtp: 'smtp.fastmail.com:465' },
  { domains: ['proton.me', 'protonmail.com', 'pm.me'], imap: 'imap://127.0.0.1:1143', smtp: 'smtp://127.0.0.1:1025' },
];

/** The servers of an address's domain or of a domain above it; undefined for a company's own domain. */
export const findProvider = (domain: string): ProviderServers | undefined =>
  providers.find((provider) => provider.domains.some((known) => domain === known || domain.endsWith(`.${known}`)));

/** What a company's own domain is usually served by: names of its own first, then hosts of many companies. */
export const usualServers = (domain: string): readonly ProviderServers[] => [
  { imap: `imap.${domain}:993`, pop3: `pop.${domain}:995`, smtp: `smtp.${domain}:465` },
  { imap: `mail.${domain}:993`, pop3: `mail.${domain}:995`, smtp: `mail.${domain}:465` },
  { smtp: `smtp://smtp.${domain}:587` },
  ...['ovh.net', 'gandi.net', 'ionos.fr', 'infomaniak.com', 'onmicrosoft.com', 'gmail.com'].flatMap((host) => findProvider(host) ?? []),
];
