/** What `?` proposes in the wizard: likely values, best first, from what is known already. Nothing is tried on the network. */
import { describeSettings } from './describe.ts';
import { findProvider, type ProviderServers, usualServers } from './providers.ts';

export type KnownFacts = {
  readonly role?: 'common' | 'distant';
  readonly address?: string;
  readonly site?: string;
  readonly name?: string;
  readonly organisation?: string;
  /** `process.platform` of the machine. */
  readonly platform?: string;
};

/** Proposals for a key of the settings, at most a dozen; [] when nothing sensible can be said, and always for passwords. */
export const suggest = (field: string, known: KnownFacts): readonly string[] => {
  const proposals = Object.hasOwn(proposers, field) ? proposers[field]?.(known) : undefined;
  return [...new Set(proposals ?? fromDescription(field))].slice(0, 12);
};

const proposers: Readonly<Record<string, (known: KnownFacts) => readonly string[]>> = {
  mailbox: (known) => mailServers(known).flatMap((servers) => [...urls('imap', servers, known), ...urls('pop3', servers, known)]),
  outbox: (known) => mailServers(known).flatMap((servers) => urls('smtp', servers, known)),
  address: (known) => [`inventaire@${known.organisation ? slug(known.organisation) : 'example'}.fr`],
  site: (known) => present(known.role === 'common' ? 'siege' : '', slug(known.name ?? ''), siteOfAddress(known)),
  name: (known) => present(known.role === 'common' ? 'Siège' : '', capitalise(known.site ?? ''), capitalise(siteOfAddress(known))),
  organisation: (known) => present(capitalise(companyOfAddress(known))),
  dossier: (known) =>
    known.platform === 'win32'
      ? ['C:\\Parc\\IparcDom', 'C:\\ProgramData\\Malleposte\\dossier']
      : ['/var/lib/malleposte/dossier', '/srv/parc'],
  everyDays: () => ['7', '1', '30'],
  strip: () => ['ENVS, PROCESSES'],
  exclude: () => ['\\.(bak|tmp)$'],
  include: () => ['\\.(ocs|xml|json)$'],
  afterMerged: () => ['delete', 'move:Malleposte', 'move:INBOX/Malleposte', 'flag', 'keep'],
  afterRefused: () => ['delete', 'move:Malleposte', 'move:INBOX/Malleposte', 'flag', 'keep'],
  afterQuarantined: () => ['delete', 'move:Malleposte', 'move:INBOX/Malleposte', 'flag', 'keep'],
  tlsCa: () => ['ca.pem'],
};

/** Choices, yes or no, or the default: what the schema itself says. */
const fromDescription = (field: string): readonly string[] => {
  const setting = describeSettings('en').find(({ key }) => key === field);
  if (setting === undefined) return [];
  const choices = setting.type === 'boolean' ? ['true', 'false'] : setting.type.includes(' | ') ? setting.type.split(' | ') : [];
  return present(setting.default ?? '', ...choices);
};

const mailServers = ({ address }: KnownFacts): readonly ProviderServers[] => {
  const domain = domainOf(address);
  if (domain === '') return [];
  const provider = findProvider(domain);
  return provider === undefined ? usualServers(domain) : [provider];
};

const urls = (protocol: 'imap' | 'pop3' | 'smtp', servers: ProviderServers, { address = '' }: KnownFacts): readonly string[] => {
  const place = servers[protocol];
  if (place === undefined) return [];
  const [scheme = '', server = ''] = place.includes('://') ? place.split('://') : [`${protocol}s`, place];
  const user = address.replace(/[%/?#:]/g, encodeURIComponent);
  return [`${scheme}://${user}@${server}${protocol === 'imap' ? '/INBOX' : ''}${servers.isOAuth ? '?auth=xoauth2' : ''}`];
};

const domainOf = (address: string | undefined): string => /@([^@\s]+)$/.exec(address ?? '')?.[1]?.toLowerCase() ?? '';

/** Local parts that say what a mailbox is for, not where it is. */
const isGeneric = (word: string): boolean =>
  /^(?:inventaires?|inventory|parc|iparc|malleposte|contact|info|admin|informatique|it|mail|site)\d*$/.test(word);

const siteOfAddress = (known: KnownFacts): string => {
  const words = slug((known.address ?? '').split('@')[0] ?? '').split(/[._-]/);
  return words.find((word) => word !== '' && !isGeneric(word)) ?? companyOfAddress(known);
};

const companyOfAddress = ({ address }: KnownFacts): string => {
  const domain = domainOf(address);
  return findProvider(domain) === undefined ? slug(domain.split('.').slice(-2)[0] ?? '') : '';
};

/** A site id: ASCII, lower case, words joined by `-`. */
const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, 48);

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const present = (...texts: readonly string[]): readonly string[] => texts.filter((text) => text !== '');
