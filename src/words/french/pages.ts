/** The sentences of the intranet's pages, in French. */
import type { AssetView, OverviewView } from '../../intranet/view.ts';
import type { Format } from '../format.ts';
import type { PageSentences } from '../page-sentences.ts';
import type { Ways } from '../ways.ts';
import { frenchPageAlerts } from './page-alerts.ts';
import { frenchPageChanges } from './page-changes.ts';

const assets = { one: 'matériel', other: 'matériels' };
const days = { one: 'jour', other: 'jours' };

export const frenchPages = (format: Format, ways: Ways): PageSentences => ({
  unknown: 'inconnu',
  ...frenchPageAlerts(format, ways),
  changes: frenchPageChanges(format),
  frame: frameOf(format),
  empty,
  tiles: tilesOf(format),
  summaries: summariesOf(format),
  memory: (megabytes) => `${format.number(Math.round((megabytes / 1024) * 10) / 10)} Go`,
  missingSince: (date) => `absent depuis le ${date}`,
  claimedSince: (date) => `revendiqué par deux sites depuis le ${date}`,
  asOf: (date) => `au ${date}`,
  records: (count) => format.count(count, { one: 'élément', other: 'éléments' }),
  figures: figuresOf(format),
  otherVersions: 'autres',
  noVersion: 'sans version',
  figuresAsTable: 'Les chiffres en tableau',
  otherLetters: 'autres',
  search,
});

const frameOf = (format: Format): PageSentences['frame'] => ({
  noName: 'Parc informatique',
  skip: 'Aller au contenu',
  navigation: 'Pages principales',
  breadcrumb: 'Où vous êtes',
  contents: 'Dans cette page',
  madeBy: 'Pages écrites par Malleposte. Elles se lisent sans réseau.',
  published: (date) => `Publié le ${date}.`,
  thisLanguage: 'Français',
  inThisLanguage: 'Cette page en français',
  pages: 'Suite de la liste',
  page: (number, of) => `page ${number} sur ${of}`,
  scrolls: ' (tableau défilant)',
  more: (count) => `et ${format.count(count, { one: 'autre', other: 'autres' })}`,
  seeAll: 'Tout voir',
});

const empty: PageSentences['empty'] = {
  alerts: 'Rien à signaler : tous les sites donnent signe de vie.',
  sites: 'Aucun site encore. « malleposte invite SITE » fait la clé multi-sites d’une agence.',
  assets: 'Aucun matériel encore : il arrivera avec le premier colis.',
  software: 'Aucun logiciel dans l’inventaire.',
  noSoftwareList: 'Aucun inventaire n’a donné la liste des logiciels.',
  changes: 'Rien n’a changé depuis le premier inventaire.',
  doubles: 'Aucun doublon possible : chaque matériel n’est là qu’une fois.',
  keySoftware: 'Aucun logiciel clé n’est défini. Les préférences du site commun disent lesquels suivre.',
  endOfLife: 'Aucun produit du parc n’a de fin de support connue.',
  exchanges: 'Aucun échange encore.',
  sources: 'Aucun fichier.',
  figure: 'Pas encore de quoi dessiner.',
};

const tilesOf = (format: Format): PageSentences['tiles'] => ({
  sites: (count) => format.count(count, { one: 'site', other: 'sites' }),
  assets: (count) => format.count(count, assets),
  software: (count) => format.count(count, { one: 'logiciel', other: 'logiciels' }),
  changesThisWeek: (count) => format.count(count, { one: 'changement cette semaine', other: 'changements cette semaine' }),
  doubles: (count) => format.count(count, { one: 'doublon possible', other: 'doublons possibles' }),
});

const summariesOf = (format: Format): PageSentences['summaries'] => ({
  overview: (view) => sayOverview(format, view),
  site: ({ name, freshness, lastContactAt, assets: count, alerts }) => {
    const has = `${format.count(count, assets)} à ${name}.`;
    const contact = lastContactAt === '' ? 'Rien n’en est encore venu' : `Dernier contact le ${format.date(lastContactAt)}`;
    const state = { fresh: 'le site est à jour', late: 'le site est en retard', silent: 'le site est muet', never: 'on l’attend' }[
      freshness
    ];
    const look = alerts.length === 0 ? '' : ` ${format.count(alerts.length, { one: 'point', other: 'points' })} à regarder.`;
    return `${has} ${contact} : ${state}.${look}`;
  },
  asset: (view) => sayAsset(format, view),
  assets: (count) =>
    `${format.count(count, assets)}, par ordre de nom. La recherche trouve aussi par numéro de série, utilisateur ou adresse.`,
  software: 'Chaque produit avec ses versions et le nombre de postes qui les ont.',
  keySoftware: (views) => {
    const wanting = views.filter(({ counts }) => counts.absent + counts.outdated + counts.forbidden > 0);
    if (wanting.length === 0) return 'Tous les logiciels clés sont comme ils doivent être.';
    return `À reprendre : ${format.list(wanting.map(({ name }) => name))}.`;
  },
  endOfLife: (views) => {
    const ended = views.filter(({ state }) => state === 'ended');
    const count = ended.reduce((sum, { assets: some, omitted }) => sum + some.length + omitted, 0);
    if (count === 0) return 'Aucun matériel ne fonctionne avec un système dont le support est fini.';
    return `${format.count(count, { one: 'matériel fonctionne', other: 'matériels fonctionnent' })} avec un produit qui ne reçoit plus de correctifs.`;
  },
  changes: (count) =>
    count === 0
      ? 'Rien n’a changé.'
      : `Les ${format.count(count, { one: 'dernier changement', other: 'derniers changements' })}, du plus récent au plus ancien.`,
  doubles: (count) =>
    count === 0
      ? 'Rien n’est à départager.'
      : `${format.count(count, { one: 'paire', other: 'paires' })} de matériels qui pourraient n’en faire qu’un. Rien n’a été réuni : c’est à vous de dire.`,
  exchanges: (count) =>
    count === 0
      ? 'Aucun message échangé.'
      : `Les ${format.count(count, { one: 'dernier événement', other: 'derniers événements' })} entre les sites, erreurs comprises.`,
  figures: 'Le parc en images ; sous chaque graphique, les mêmes chiffres en tableau.',
  search: 'Un nom, un numéro de série, un utilisateur, un modèle, une adresse : plusieurs mots se combinent.',
});

const figuresOf = (format: Format): PageSentences['figures'] => ({
  bySite: figure(format, 'Matériels par site', 'Site', 'Matériels'),
  byKind: figure(format, 'Matériels par genre', 'Genre', 'Matériels'),
  byOs: figure(format, 'Matériels par système', 'Système', 'Matériels'),
  byAge: figure(format, 'Âge des matériels', 'Âge', 'Matériels'),
  byMemory: figure(format, 'Mémoire', 'Mémoire', 'Matériels'),
  byDisk: figure(format, 'Disques', 'Taille', 'Matériels'),
  growth: {
    title: 'Le parc au fil des mois',
    label: 'Mois',
    count: 'Matériels',
    describe: ({ label, count }) => `Au plus haut en ${label} : ${format.count(count, assets)}.`,
  },
  freshness: figure(format, 'Fraîcheur des sites', 'État', 'Sites'),
  softwareVersions: figure(format, 'Versions des logiciels les plus installés', 'Version', 'Postes'),
});

const search: PageSentences['search'] = {
  label: 'Chercher un matériel',
  hint: 'La recherche se fait dans ces fichiers mêmes, sans réseau.',
  withoutScript:
    'Sans JavaScript, cherchez dans la liste alphabétique ou par site, ci-dessous ; « Rechercher dans la page » de votre navigateur y suffit.',
  browse: 'Parcourir',
  found: '{count} matériels trouvés.',
  foundOne: 'Un matériel trouvé.',
  none: 'Rien ne correspond. Essayez moins de lettres, ou un autre mot.',
  more: 'Les cinquante premiers sont montrés : ajoutez un mot.',
};

const figure = (format: Format, title: string, label: string, count: string): PageSentences['figures']['bySite'] => ({
  title,
  label,
  count,
  describe: (greatest, total) =>
    `Le plus : ${greatest.label}, ${format.number(greatest.count)} sur ${format.number(total)} (${format.number(Math.round((100 * greatest.count) / total))} %).`,
});

/** The most urgent thing first: who is silent, else that all is well. */
const sayOverview = (format: Format, { alerts, sites, counts }: OverviewView): string => {
  if (sites.length === 0) return 'Aucun site n’a encore été invité.';
  const has = `${format.count(counts.assets, assets)} sur ${format.count(sites.length, { one: 'site', other: 'sites' })}.`;
  const silent = alerts.filter((alert) => alert.kind === 'site-silent');
  if (silent.length > 0)
    return `${format.list(silent.map(({ site, days: since }) => `${site.name} est muet depuis ${format.count(since, days)}`))}. ${has}`;
  return alerts.length === 0
    ? `Tout va bien. ${has}`
    : `${has} ${format.count(alerts.length, { one: 'point mérite', other: 'points méritent' })} un regard.`;
};

const sayAsset = (format: Format, { os, osVersion, manufacturer, model, site, lastSeen, missingSince }: AssetView): string => {
  const what = [`${manufacturer} ${model}`.trim(), `${os} ${osVersion}`.trim()].filter((text) => text !== '').join(', ');
  const seen =
    missingSince === ''
      ? `vu en dernier le ${format.date(lastSeen)}`
      : `absent du dossier de son site depuis le ${format.day(missingSince)}`;
  return `${what === '' ? 'Matériel' : what}, à ${site.name}, ${seen}.`;
};
