/** How things are done on the pages, in French: by the names that the screens have themselves. */
import { frenchScreens } from '../screens/french.ts';
import type { Ways } from '../ways.ts';

const { access, assets, doubles, exchanges, overview, quarantine, receiving, schedule, sending, session, shell } = frenchScreens;

const page = (title: string): string => `page « ${title} »`;
const tab = (name: keyof typeof exchanges.tabs): string => `${page(shell.titles.exchanges)}, onglet « ${exchanges.tabs[name]} »`;
const setting = (key: string): string => `« ${key} » (${tab('session')}, « ${session.all.title} »)`;

/** As a thing of which something is said. */
const theTab = (name: keyof typeof exchanges.tabs): string => `onglet « ${exchanges.tabs[name]} » (${page(shell.titles.exchanges)})`;

const traced = `l’${theTab('trace')}`;

export const frenchScreenWays: Ways = {
  inQuarantine: `sur la ${page(quarantine.title)}`,
  bounces: traced,
  trace: traced,
  pushes: traced,
  decisions: `sur la ${page(doubles.title)} (« ${doubles.tabs.decided} »)`,
  checkWords: `L’${theTab('sending')}`,
  assetHistory: () => 'sa fiche d’aujourd’hui',
  schedulePlan: `« ${schedule.plan} »`,
  settingsExplained: `l’${theTab('session')} dit`,
  lookingIntoMailbox: 'avec votre logiciel de messagerie',

  testConnection: `« ${session.test.start} » (${tab('session')})`,
  receiving: `« ${receiving.reception.receive} »`,
  sending: `« ${sending.actions.send} » (${tab('sending')})`,
  newEpoch: 'sur un terminal : « malleposte send --new-epoch »',
  readingAdmission: `« ${sending.enrolment.check} »`,
  joinHere: `collez-la ici (${tab('sending')})`,
  joinAgain: `collez-la ici (${tab('sending')})`,
  firstInvitation: `là-bas, « ${receiving.sites.invite} »`,
  nextInvitation: `là-bas, « ${receiving.sites.again} »`,
  accept: () => `choisissez « ${receiving.sites.accept} » (${tab('receiving')})`,
  revoke: () => `« ${receiving.sites.revoke} », ${tab('receiving')}`,
  inviteAnew: `« ${receiving.sites.revoke} », puis « ${receiving.sites.again} » (${tab('receiving')})`,
  retrying: `« ${quarantine.retry} » (${page(quarantine.title)})`,
  undoing: `« ${doubles.decided.act} »`,
  check: 'sur un terminal : « malleposte check »',
  rotatedThere: 'sur un terminal « malleposte rotate »',
  rotateCommon: 'lancez sur un terminal « malleposte rotate --recovery-file FICHIER »',
  visit: `la machine est-elle allumée, sa tâche est-elle planifiée (« ${schedule.title} »), que dit sa ${page(overview.title)} ?`,
  askCommon: `si la réception y tourne et ce qu’y dit la liste « ${receiving.sites.title} »`,

  dossierPath: `« ${sending.settings.dossier} », ${tab('sending')}`,
  anotherHome: 'dans un autre répertoire',
  fullName: `dans « ${receiving.invite.name} »`,
  authority: `« ${session.authority.label} »`,
  fingerprints: `« ${session.certificate.pin} »`,
  password: tab('session'),
  passwordPlaces: `dans « ${session.password.mailbox} » ou « ${session.password.outbox} »`,
  accessPasswords: 'sur un terminal : « malleposte access password »',
  revokeToken: () => `${page(access.title)}, « ${access.tokens.revoke} ».`,
  makeToken: page(access.title),
  limit: (key) => `« ${key} » (« ${session.all.title} »)`,
  task: (kind) => (shell.tasks as Readonly<Record<string, string>>)[kind] ?? kind,
  someLimits: `${tab('session')}, « ${session.all.title} »`,

  wrongRole: (role, needed) => ({
    what: `Cela ne se fait pas sur un ${role}.`,
    why: `Cette installation est un ${role} ; cela demande un ${needed}.`,
    remedy: 'Faites-le sur la page de l’autre installation. Si le rôle de celle-ci vient de changer, rechargez la page.',
  }),
  makeHome: 'Rechargez la page : elle guide la mise en place.',
  otherSettings: `Rechargez la page : cette installation s’y ouvre, et ses réglages se changent là (${tab('session')}).`,
  quarantineIds: `Rechargez la ${page(quarantine.title)} : elle montre ce qui y est encore.`,
  siteIds: `Voyez la liste « ${receiving.sites.title} » (${tab('receiving')}) ; « ${receiving.sites.invite} » en ajoute un.`,
  tokenIds: `Rechargez la ${page(access.title)} : elle montre les jetons qui restent.`,
  assetIds: `Revenez à la ${page(assets.title)} : elle montre tous ceux qui sont connus.`,
  twoAssets: `Rechargez la ${page(doubles.title)} : elle montre les paires qui restent.`,
  anotherScheduler:
    'Installez-le, ou choisissez-en un autre (systemd, cron, windows, launchd) sur un terminal : « malleposte schedule install --kind GENRE ».',
  editAgain: 'Regardez la fiche à nouveau, puis enregistrez encore une fois votre valeur si elle convient toujours.',
  pagesFolder: `Donnez un dossier au réglage ${setting('intranet')}.`,
  glpiAddress: `Donnez son adresse (https://SERVEUR/front/inventory.php) au réglage ${setting('glpiUrl')}.`,
  questionExamples: 'Par exemple : « site:lyon -hp », « système:"windows 10" firefox < 128 ».',
  savedQueries: `Ajoutez-la au réglage ${setting('queries')}.`,
  smallerList: 'Demandez du CSV, que les tableurs ouvrent, ou resserrez les filtres.',
  reportDefect:
    'Essayez encore ; si cela revient, transmettez ce message à la personne qui vous assiste. Ce qui était enregistré est intact.',
  otherRows: '.',
};
