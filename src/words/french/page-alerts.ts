/** What the intranet's pages warn of, with what to do, in French. */
import type { Format } from '../format.ts';
import type { PageSentences } from '../page-sentences.ts';
import type { Ways } from '../ways.ts';
import { frenchRemedies } from './remedies.ts';

const days = { one: 'jour', other: 'jours' };

export const frenchPageAlerts = (format: Format, ways: Ways): Pick<PageSentences, 'alerts' | 'doubleReasons'> => ({
  alerts: {
    'site-silent': ({ site, days: since }) => ({
      what: `${site.name} est muet depuis ${format.count(since, days)}.`,
      remedy: `Voyez sur place : ${ways.visit}`,
    }),
    'site-late': ({ site, days: since }) => ({
      what: `${site.name} est en retard : dernier contact il y a ${format.count(since, days)}.`,
      remedy: 'Rien d’urgent ; si cela dure, voyez si la machine du site est allumée.',
    }),
    'site-never-heard': ({ site, days: since }) => ({
      what: `${site.name} est admis depuis ${format.count(since, days)} et n’a encore rien envoyé.`,
      remedy: `Lancez ${ways.sending} sur ce site, et lisez ce qu’il répond.`,
    }),
    'site-pending': ({ site }) => ({
      what: `${site.name} attend d’être admis.`,
      remedy: `Comparez les mots de contrôle avec le site, puis ${ways.accept(site.id)}.`,
    }),
    'site-other-version': ({ site, version }) => ({
      what: `${site.name} utilise une autre version de Malleposte (${version}).`,
      remedy: 'Installez-y la version du siège ; l’alerte disparaîtra au prochain échange.',
    }),
    'site-duplicated': ({ site }) => ({
      what: `Deux machines semblent être ${site.name}.`,
      remedy: frenchRemedies(ways)['duplicated'] ?? '',
    }),
    'site-stripped': ({ site }) => ({
      what: `Des messages de ${site.name} arrivent sans leur pièce jointe.`,
      remedy: frenchRemedies(ways)['stripped'] ?? '',
    }),
    'site-bounced': ({ site }) => ({
      what: `Une réponse à ${site.name} est revenue.`,
      remedy: `Voyez la cause dans ${ways.bounces}, et vérifiez l’adresse du site.`,
    }),
    'unreadable-files': ({ site, count }) => ({
      what: `${format.count(count, { one: 'fichier de', other: 'fichiers de' })} ${site.name} ne se lisent pas.`,
      remedy: `Voyez lesquels et pourquoi ${ways.inQuarantine}.`,
    }),
    'mail-server': ({ failures }) => ({
      what: `Le serveur de messagerie ne répond plus : ${format.count(failures, { one: 'relève a échoué', other: 'relèves de suite ont échoué' })}.`,
      remedy: `Lancez ${ways.testConnection}. Pas de contact ne veut pas dire pas de message.`,
    }),
    quarantine: ({ count }) => ({
      what: `${format.count(count, { one: 'élément est', other: 'éléments sont' })} en quarantaine.`,
      remedy: `Voyez la raison de chacun ${ways.inQuarantine}.`,
    }),
    'asset-claimed': ({ asset, sites }) => ({
      what: `${asset.name} est revendiqué par ${format.list(sites.map(({ name }) => name))}.`,
      remedy: 'C’est un portable qui voyage, un dossier copié, ou deux machines clonées : regardez son historique.',
    }),
    doubles: ({ count }) => ({
      what: `${format.count(count, { one: 'paire de matériels pourrait', other: 'paires de matériels pourraient' })} n’en faire qu’un.`,
      remedy: 'Comparez-les, et dites s’ils sont le même.',
    }),
    'end-of-life': ({ count }) => ({
      what: `${format.count(count, { one: 'matériel fonctionne', other: 'matériels fonctionnent' })} avec un système qui n’est plus maintenu.`,
      remedy: 'Prévoyez leur mise à jour ou leur remplacement.',
    }),
    'key-software': ({ count }) => ({
      what: `${format.count(count, { one: 'matériel n’a pas', other: 'matériels n’ont pas' })} les logiciels clés comme il faut.`,
      remedy: 'Voyez lesquels manquent ou sont trop anciens.',
    }),
  },
  doubleReasons: {
    clone: {
      what: 'Deux machines, une image.',
      remedy: 'Elles partagent ce qui devrait être unique : l’une a sans doute été clonée. Donnez un nouvel identifiant à son agent.',
    },
    'several-candidates': {
      what: 'Plusieurs candidats.',
      remedy: 'Un inventaire convient à plus d’un matériel ; aucun n’a été choisi.',
    },
    'weak-evidence': {
      what: 'Indices trop faibles.',
      remedy: 'Un nom ou une adresse en commun ne suffit pas à les réunir.',
    },
    contradiction: {
      what: 'Indices contraires.',
      remedy: 'Ce qu’ils ont en commun les réunirait, ce qui diffère l’interdit.',
    },
  },
});
