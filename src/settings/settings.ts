/**
 * The settings of an installation, HOME/malleposte.yaml: one zod schema in which every field has its default, unit and help in
 * both languages; documentation, flags and the web form are made from it. No secret has a place here. Reading the file,
 * resolving paths and asking people are done elsewhere.
 */
import { z } from 'zod';
import { defaultLimits } from '../exchange/limits.ts';
import { err, ok, type Result } from '../result.ts';
import { readDisposal, unfitDisposal } from './disposal.ts';
import { field, refuse } from './field.ts';
import {
  disposal,
  everyDays,
  fieldName,
  fingerprint,
  identifier,
  isSiteName,
  line,
  list,
  mailAddress,
  mailUrl,
  marker,
  patternText,
  sectionName,
  softwareName,
  webAddress,
} from './kinds.ts';
import { limitsSchema } from './limit-fields.ts';
import { parseMailUrl } from './mail-url.ts';
import { findProblems, type SettingsProblem } from './problems.ts';
import { savedQueries } from './saved-queries.ts';

export type Settings = z.output<typeof settingsSchema>;

/** What a person has to give: everything with a default may be left out. */
export type SettingsInput = z.input<typeof settingsSchema>;

export type InvalidSettings = { readonly kind: 'settings-invalid'; readonly problems: readonly SettingsProblem[]; readonly retry: 'never' };

/** Checks settings from any source. All problems are told at once; unknown keys are problems, for they are typing errors. */
export const readSettings = (input: unknown): Result<Settings, InvalidSettings> => {
  const read = settingsSchema.safeParse(input ?? {}, { reportInput: true });
  return read.success ? ok(read.data) : err({ kind: 'settings-invalid', problems: findProblems(read.error.issues), retry: 'never' });
};

// ---------------------------------------------------------------- the schema

const who = {
  role: field(z.enum(['common', 'distant']), {
    fr: 'Ce que fait cette installation : site commun (le siège, qui collecte) ou site distant (une agence, qui envoie).',
    en: 'What this installation does: common site (the head office, which collects) or distant site (an agency, which sends).',
  }),
  site: field(
    z
      .string()
      .check(refuse('bad-site', 'a-z 0-9 . _ -', isSiteName))
      .default(''),
    {
      fr: 'Identifiant court du site ; à un site distant, la clé multi-sites le donne.',
      en: 'Short id of the site; at a distant site, the multi-site key gives it.',
    },
  ),
  name: field(line().default(''), { fr: 'Nom du site, tel qu’affiché.', en: 'Name of the site, as shown.' }),
  organisation: field(line().default(''), { fr: 'Nom de l’entreprise.', en: 'Name of the company.' }),
  language: field(z.enum(['auto', 'fr', 'en']).default('auto'), {
    fr: 'Langue de l’affichage et des messages ; auto : celle du système.',
    en: 'Language of screens and mails; auto: the system’s.',
  }),
};

const mail = {
  address: field(z.string().check(refuse('bad-address', 'user@example.org', (text) => mailAddress.test(text))), {
    form: 'address',
    fr: 'Adresse de la boîte du site : expéditeur de ses messages.',
    en: 'Address of the site’s mailbox: the sender of its mails.',
  }),
  mailbox: field(mailUrl('imap', 'pop3', 'maildir', 'memory'), {
    form: 'URL',
    fr: 'Boîte relevée : imaps://, pop3s://, imap:// et pop3:// (STARTTLS), maildir:/chemin.',
    en: 'Mailbox that is polled: imaps://, pop3s://, imap:// and pop3:// (STARTTLS), maildir:/path.',
  }),
  outbox: field(mailUrl('smtp', 'maildir', 'memory'), {
    form: 'URL',
    fr: 'Serveur d’envoi : smtps://, smtp:// (STARTTLS), maildir:/chemin.',
    en: 'Server that mails are posted through: smtps://, smtp:// (STARTTLS), maildir:/path.',
  }),
  tlsCa: field(line(4096).default(''), {
    form: 'path',
    fr: 'Autorité de certification (PEM) de vos serveurs de messagerie, relative au répertoire de l’installation ; vide : celles du système.',
    en: 'Certificate authority (PEM) of your mail servers, relative to the home; empty: the system’s.',
  }),
  mailboxFingerprint: field(fingerprint(), {
    form: 'SHA-256',
    fr: 'Empreinte du seul certificat accepté de la boîte relevée.',
    en: 'Fingerprint of the only certificate accepted from the mailbox’s server.',
  }),
  outboxFingerprint: field(fingerprint(), {
    form: 'SHA-256',
    fr: 'Empreinte du seul certificat accepté du serveur d’envoi.',
    en: 'Fingerprint of the only certificate accepted from the outbox’s server.',
  }),
  afterMerged: field(disposal(), {
    form: 'disposal',
    fr: 'Que faire, dans la boîte, d’un message dont le contenu est enregistré : delete (le supprimer), keep (n’y pas toucher), flag (le marquer lu et important), move:DOSSIER (le ranger). En POP3 : delete ou keep.',
    en: 'What becomes, in the mailbox, of a mail whose content is recorded: delete, keep (leave it as it is), flag (mark it read and flagged), move:FOLDER. With POP3: delete or keep.',
  }),
  afterRefused: field(disposal(), {
    form: 'disposal',
    fr: 'La même chose pour un message refusé (site inconnu ou révoqué, signature fausse, envoi périmé).',
    en: 'The same for a mail that was refused (unknown or revoked site, wrong signature, outdated parcel).',
  }),
  afterQuarantined: field(disposal(), {
    form: 'disposal',
    fr: 'La même chose pour un message mis en quarantaine, dont une copie est gardée ici.',
    en: 'The same for a mail put into quarantine, of which a copy is kept here.',
  }),
  markerDistant: field(marker('Iparc Distant'), {
    fr: 'Début du sujet des messages des sites distants.',
    en: 'Beginning of the subject of mails from distant sites.',
  }),
  markerCommon: field(marker('Iparc Commun'), {
    fr: 'Début du sujet des réponses du site commun.',
    en: 'Beginning of the subject of the common site’s answers.',
  }),
};

const dossier = {
  dossier: field(line(4096).default(''), {
    form: 'path',
    fr: 'Dossier d’inventaire à envoyer (obligatoire à un site distant) ou dossier commun (vide : « dossier » dans le répertoire de l’installation).',
    en: 'Inventory folder to send (required at a distant site) or common dossier (empty: “dossier” in the home).',
  }),
  mirrorFolder: field(line(4096).default(''), {
    form: 'path',
    fr: 'Dossier où le site commun tient à jour, après chaque fusion, les fichiers d’inventaire de tous les sites (SITE/FICHIER), pour les outils GLPI et OCS ; vide : aucun.',
    en: 'Folder in which the common site keeps, after each merge, the inventory files of all sites (SITE/FILE) up to date, for GLPI and OCS tools; empty: none.',
  }),
  intranet: field(line(4096).default('intranet'), {
    form: 'path',
    fr: 'Dossier des pages de l’intranet que le site commun écrit après chaque fusion ; un chemin relatif part du dossier commun ; vide : aucune page.',
    en: 'Folder of the intranet’s pages that the common site writes after each merge; a relative path starts at the common dossier; empty: no pages.',
  }),
  glpiUrl: field(webAddress(), {
    form: 'URL',
    fr: 'Adresse à laquelle un serveur GLPI (10 ou plus) reçoit les inventaires, https://glpi.exemple.fr/front/inventory.php : le site commun lui envoie, après chaque relève, ceux qui sont arrivés, tels quels ; vide : aucun.',
    en: 'Address at which a GLPI server (10 or later) takes inventories, https://glpi.example.org/front/inventory.php: after each polling the common site sends it those that arrived, as they are; empty: none.',
  }),
  everyDays: field(everyDays().default(7), { unit: 'days', fr: 'Période entre deux envois.', en: 'Period between two parcels.' }),
  include: field(list(patternText()), {
    form: 'regexp',
    fr: 'Expressions régulières des chemins à envoyer (sans égard à la casse) ; vide : tous.',
    en: 'Regular expressions of the paths to send (case is ignored); empty: all.',
  }),
  exclude: field(list(patternText()), {
    form: 'regexp',
    fr: 'Expressions régulières des chemins à ne pas envoyer.',
    en: 'Regular expressions of the paths not to send.',
  }),
  strip: field(list(sectionName()), {
    fr: 'Sections d’inventaire retirées avant l’envoi : ENVS (variables d’environnement), PROCESSES…',
    en: 'Inventory sections taken out before mailing: ENVS (environment variables), PROCESSES…',
  }),
  queries: field(savedQueries(), {
    form: 'map',
    fr: 'Questions enregistrées, par leur nom : « vieux-firefox: "firefox < 128" » se demande par « search @vieux-firefox ».',
    en: 'Saved questions, by their name: “old-firefox: "firefox < 128"” is asked with “search @old-firefox”.',
  }),
  keySoftware: field(list(softwareName()), { fr: 'Logiciels clés, suivis de près.', en: 'Key software, watched closely.' }),
  blockedIdentifiers: field(list(identifier()), {
    form: 'kind:value',
    fr: 'Identifiants qui ne distinguent aucun matériel, en plus de ceux que le programme connaît et apprend : serial:ABC123, mac:00:11:22:*. Après un changement, sur un terminal : « malleposte replay ».',
    en: 'Identifiers that tell no asset from another, beside those that the program knows and learns: serial:ABC123, mac:00:11:22:*. After a change, on a terminal: `malleposte replay`.',
  }),
  fields: field(list(fieldName()), {
    form: 'name',
    fr: 'Au site commun : champs de plus à saisir sur les fiches du matériel, en plus de owner, room, inventoryNumber, purchasedOn, warrantyUntil, licence et note.',
    en: 'At the common site: more fields that people may fill in for assets, besides owner, room, inventoryNumber, purchasedOn, warrantyUntil, licence and note.',
  }),
};

const exchange = {
  seal: field(z.boolean().default(true), {
    fr: 'Chiffrer les colis (age X25519) ; ils sont signés dans tous les cas.',
    en: 'Seal parcels (age X25519); they are signed in any case.',
  }),
  volumeBytes: field(z.int().min(262_144).max(18_000_000).default(7_000_000), {
    unit: 'bytes',
    fr: 'Taille d’un volume : les colis plus grands partent en plusieurs messages.',
    en: 'Size of a volume: larger parcels leave in several mails.',
  }),
  graceDays: field(z.int().min(0).max(60).default(2), {
    unit: 'days',
    fr: 'Retard toléré, après la période, avant qu’un site soit dit silencieux.',
    en: 'How late, after its period, a site may be before it is called silent.',
  }),
  alertNewVersion: field(z.boolean().default(true), {
    fr: 'Prévenir les sites dont la version diffère de celle du site commun.',
    en: 'Tell sites whose version is not the common site’s.',
  }),
  propagatePreferences: field(z.boolean().default(true), {
    fr: 'Envoyer les préférences du site commun aux sites distants.',
    en: 'Send the common site’s preferences to distant sites.',
  }),
  invitationDays: field(z.int().min(1).max(60).default(14), {
    unit: 'days',
    fr: 'Validité d’une clé multi-sites.',
    en: 'How long a multi-site key is valid.',
  }),
  limits: limitsSchema.default({ ...defaultLimits }),
};

const keptDays = (days: number) => z.int().min(1).max(3650).default(days);

const keeping = {
  quarantineDays: field(keptDays(30), {
    unit: 'days',
    fr: 'Durée de conservation en quarantaine (1 Go au plus).',
    en: 'How long things stay in quarantine (1 GB at most).',
  }),
  backupMails: field(z.boolean().default(false), {
    fr: 'Garder une copie de chaque message échangé (sauvegarde locale, répertoire « mails »).',
    en: 'Keep a copy of every mail exchanged (local backup, folder “mails”).',
  }),
  backupDays: field(keptDays(90), {
    unit: 'days',
    fr: 'Durée de conservation de ces copies.',
    en: 'How long these copies are kept.',
  }),
  hookSeconds: field(z.int().min(1).max(3600).default(60), {
    unit: 'seconds',
    fr: 'Durée accordée à chaque programme de « hooks » avant qu’il soit arrêté.',
    en: 'How long each program in “hooks” may run before it is ended.',
  }),
};

const telling = {
  digest: field(z.enum(['off', 'daily', 'weekly']).default('off'), {
    fr: 'Site commun : envoyer les nouvelles du parc chaque jour (daily), chaque semaine, le lundi (weekly), ou jamais (off). Ces messages pour des personnes ne sont pas chiffrés.',
    en: 'Common site: mail the news of the inventory every day (daily), every week, on Monday (weekly), or never (off). These mails for people are not sealed.',
  }),
  digestTo: field(
    z
      .string()
      .check(refuse('bad-address', 'user@example.org', (text) => text === '' || mailAddress.test(text)))
      .default(''),
    {
      form: 'address',
      fr: 'À qui : l’adresse d’une personne, plutôt que la boîte relevée.',
      en: 'To whom: the address of a person, rather than the mailbox that is polled.',
    },
  ),
  digestSites: field(z.boolean().default(false), {
    fr: 'Envoyer aussi à chaque site, à son adresse, ce qui le concerne.',
    en: 'Mail each site, at its address, what concerns it, too.',
  }),
};

export const settingsSchema = z
  .strictObject({ ...who, ...mail, ...dossier, ...exchange, ...keeping, ...telling })
  .check((context) => {
    const { role, digest, digestTo, digestSites } = context.value;
    if (role !== 'common' || digest === 'off' || digestTo !== '' || digestSites) return;
    context.issues.push({ code: 'custom', input: '', path: ['digestTo'], params: { code: 'missing', expected: 'address' } });
  })
  .check((context) => {
    if (context.value.role !== 'distant' || context.value.dossier !== '') return;
    context.issues.push({ code: 'custom', input: '', path: ['dossier'], params: { code: 'missing', expected: 'path' } });
  })
  .check((context) => {
    const url = parseMailUrl(context.value.mailbox);
    if (!url.ok) return;
    for (const key of ['afterMerged', 'afterRefused', 'afterQuarantined'] as const) {
      const written = readDisposal(context.value[key]);
      const expected = written.ok ? unfitDisposal(written.value, url.value) : undefined;
      if (expected !== undefined)
        context.issues.push({ code: 'custom', input: '', path: [key], params: { code: 'bad-disposal', expected } });
    }
  })
  .readonly();
