/** How things are done on the pages, in English: by the names that the screens have themselves. */
import { englishScreens } from '../screens/english.ts';
import type { Ways } from '../ways.ts';

const { access, assets, doubles, exchanges, overview, quarantine, receiving, schedule, sending, session, shell } = englishScreens;

const page = (title: string): string => `page “${title}”`;
const tab = (name: keyof typeof exchanges.tabs): string => `${page(shell.titles.exchanges)}, tab “${exchanges.tabs[name]}”`;
const setting = (key: string): string => `“${key}” (${tab('session')}, “${session.all.title}”)`;

/** As a thing of which something is said. */
const theTab = (name: keyof typeof exchanges.tabs): string => `tab “${exchanges.tabs[name]}” (${page(shell.titles.exchanges)})`;

const traced = `the ${theTab('trace')}`;

export const englishScreenWays: Ways = {
  inQuarantine: `on the ${page(quarantine.title)}`,
  bounces: traced,
  trace: traced,
  pushes: traced,
  decisions: `on the ${page(doubles.title)} (“${doubles.tabs.decided}”)`,
  checkWords: `The ${theTab('sending')}`,
  assetHistory: () => 'its page as of today',
  schedulePlan: `“${schedule.plan}”`,
  settingsExplained: `the ${theTab('session')} says`,
  lookingIntoMailbox: 'with your mail program',

  testConnection: `“${session.test.start}” (${tab('session')})`,
  receiving: `“${receiving.reception.receive}”`,
  sending: `“${sending.actions.send}” (${tab('sending')})`,
  newEpoch: 'on a terminal “malleposte send --new-epoch”',
  readingAdmission: `“${sending.enrolment.check}”`,
  joinHere: `paste it here (${tab('sending')})`,
  joinAgain: `paste it here (${tab('sending')})`,
  firstInvitation: `there, “${receiving.sites.invite}”`,
  nextInvitation: `there, “${receiving.sites.again}”`,
  accept: () => `choose “${receiving.sites.accept}” (${tab('receiving')})`,
  revoke: () => `“${receiving.sites.revoke}”, ${tab('receiving')}`,
  inviteAnew: `“${receiving.sites.revoke}”, then “${receiving.sites.again}” (${tab('receiving')})`,
  retrying: `“${quarantine.retry}” (${page(quarantine.title)})`,
  undoing: `“${doubles.decided.act}”`,
  check: 'on a terminal: “malleposte check”',
  rotatedThere: 'on a terminal “malleposte rotate”',
  rotateCommon: 'run on a terminal “malleposte rotate --recovery-file FILE”',
  visit: `is the machine on, is its task scheduled (“${schedule.title}”), what does its ${page(overview.title)} say?`,
  askCommon: `whether receiving runs there and what its list “${receiving.sites.title}” says`,

  dossierPath: `“${sending.settings.dossier}”, ${tab('sending')}`,
  anotherHome: 'in another folder',
  fullName: `as “${receiving.invite.name}”`,
  authority: `“${session.authority.label}”`,
  fingerprints: `“${session.certificate.pin}”`,
  password: tab('session'),
  passwordPlaces: `as “${session.password.mailbox}” or “${session.password.outbox}”`,
  accessPasswords: 'on a terminal: “malleposte access password”',
  revokeToken: () => `${page(access.title)}, “${access.tokens.revoke}”.`,
  makeToken: page(access.title),
  limit: (key) => `“${key}” (“${session.all.title}”)`,
  task: (kind) => (shell.tasks as Readonly<Record<string, string>>)[kind] ?? kind,
  someLimits: `${tab('session')}, “${session.all.title}”`,

  wrongRole: (role, needed) => ({
    what: `This is not done at a ${role}.`,
    why: `This installation is a ${role}; this wants a ${needed}.`,
    remedy: 'Do it on the page of the other installation. If the role of this one has just changed, reload the page.',
  }),
  makeHome: 'Reload the page: it leads through the set-up.',
  otherSettings: `Reload the page: it opens this installation, whose settings are changed there (${tab('session')}).`,
  quarantineIds: `Reload the ${page(quarantine.title)}: it shows what is still there.`,
  siteIds: `See the list “${receiving.sites.title}” (${tab('receiving')}); “${receiving.sites.invite}” adds one.`,
  tokenIds: `Reload the ${page(access.title)}: it shows the tokens that are left.`,
  assetIds: `Go back to the ${page(assets.title)}: it shows all that are known.`,
  twoAssets: `Reload the ${page(doubles.title)}: it shows the pairs that are left.`,
  anotherScheduler:
    'Install it, or choose another one (systemd, cron, windows, launchd) on a terminal: “malleposte schedule install --kind KIND”.',
  editAgain: 'Look at the asset again, then save your value once more if it still holds.',
  pagesFolder: `Give a folder to the setting ${setting('intranet')}.`,
  glpiAddress: `Give its address (https://SERVER/front/inventory.php) to the setting ${setting('glpiUrl')}.`,
  questionExamples: 'For example: “site:lyon -hp”, “os:"windows 10" firefox < 128”.',
  savedQueries: `Add it to the setting ${setting('queries')}.`,
  smallerList: 'Ask for CSV, which spreadsheet programs open, or narrow the filters.',
  reportDefect: 'Try again; if it comes back, hand this message to whoever supports you. What had been stored is intact.',
  otherRows: '.',
};
