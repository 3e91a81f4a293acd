/** What is told about keys and departures, in French. */
import type { Format } from '../format.ts';
import type { KeyWords } from '../reports.ts';

export const frenchKeys = (format: Format): KeyWords => ({
  rotatedCommon: (told, isByRecovery) =>
    `Les clés de ce site commun sont nouvelles. ${format.count(told, { one: 'site est prévenu', other: 'sites sont prévenus' })}${isByRecovery ? ', au nom de la clé de secours' : ''} ; « malleposte sites » montre qui ne l’a pas encore confirmé.`,
  rotatedSite:
    'De nouvelles clés sont annoncées. Elles serviront dès que le site commun les aura confirmées ; d’ici là, les clés actuelles servent.',
  voided: (sites) =>
    `${sites.length > 1 ? 'Ces invitations ne valent' : 'Cette invitation ne vaut'} plus rien, car les clés volées y figurent ; à refaire : ${format.list(sites)}`,
  recoveryMade: 'Le secret de la clé de secours, montré cette seule fois et gardé nulle part :',
  recoveryKeep: [
    'Écrivez-le ou imprimez-le, et gardez-le loin de cette machine, comme un acte notarié.',
    'Si les clés de cette installation sont volées : malleposte rotate --recovery-file FICHIER',
    'Les sites apprendront sa moitié publique avec leur prochain accusé de réception.',
  ],
  askToLeave: (orgName) =>
    `Quitter ${orgName || 'l’entreprise'} ? Ce site n’enverra plus rien ; pour revenir, il faudra une nouvelle clé du siège.`,
  left: (site, orgName) =>
    `Le site « ${site} » a quitté ${orgName || 'l’entreprise'} ; le site commun en est prévenu. Plus rien ne sera envoyé.`,
});
