/** The letters in French. */
import type { LetterWords, ReceiptFacts } from './letter-facts.ts';
import { listed } from './letter-text.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count < 2 ? one : many}`;

export const frenchLetters: LetterWords = {
  subjects: {
    hello: (site) => `Inscription ${site}`,
    parcel: ({ site, epoch, seq, volume }) => `Inventaire ${site} ${epoch}.${seq} ${volume.number}/${volume.of}`,
    greeting: (site) => `Presence ${site}`,
    welcome: (site) => `Bienvenue ${site}`,
    receipt: ({ site, applied }) => `Accuse de reception ${site} ${applied.epoch}.${applied.seq}`,
    rotation: (site) => `Nouvelle cle ${site}`,
    leave: (site) => `Depart ${site}`,
  },
  hello: ({ site, from }) => [`Le site « ${site} » (${from}) demande à envoyer ses inventaires au site commun.`],
  parcel: ({ site, from, files, volume }) => [
    `Inventaires du site « ${site} » (${from}) : ${counted(files, 'fichier', 'fichiers')}, volume ${volume.number} sur ${volume.of}.`,
    'La pièce jointe est signée ; seul le site commun peut la lire.',
  ],
  greeting: ({ site, from }) => [`Le site « ${site} » (${from}) signale sa présence : aucun envoi d'inventaires n'est dû aujourd'hui.`],
  test: ({ from }) => [`Essai d'envoi de « ${from} ». Si ce message est arrivé, l'émission fonctionne.`],
  welcome: ({ site, from }) => [`Le site « ${site} » est admis par « ${from} ». Ses inventaires seront lus dès le prochain envoi.`],
  receipt: (facts) => [opening(facts), ...problems(facts), ...notices(facts)],
  rotation: ({ site, from }) => [`Les clés de « ${from} » sont nouvelles : ce message les annonce (échanges avec le site « ${site} »).`],
  leave: ({ site, from }) => [`Le site « ${site} » (${from}) quitte l'entreprise et n'enverra plus rien.`],
  closing: 'Message automatique : ne pas répondre, ne pas supprimer.',
};

function opening(facts: ReceiptFacts): string {
  const { status, applied, read, changed, code, from } = facts;
  const about = `Envoi ${applied.epoch}.${applied.seq} du site « ${facts.site} », reçu par « ${from} » : `;
  if (status === 'applied')
    return `${about}${counted(read, 'inventaire lu', 'inventaires lus')}, ${counted(changed, 'matériel changé', 'matériels changés')}.`;
  if (status === 'rejected')
    return `Le dernier envoi du site « ${facts.site} » n'a pas été accepté (${code}). Rien n'a été modifié ; un nouvel envoi est demandé.`;
  if (status === 'superseded') return `${about}déjà connu, sans effet.`;
  if (status === 'stored') return `${about}reçu en partie, la suite est attendue.`;
  return `Le message de présence du site « ${facts.site} » a été reçu par « ${from} ».`;
}

function problems({ problems }: ReceiptFacts): readonly string[] {
  if (problems.length === 0) return [];
  const heading = problems.length === 1 ? "Un fichier n'a pas pu être lu :" : `${problems.length} fichiers n'ont pas pu être lus :`;
  return [`${heading}\n${listed(problems, frenchProblems, (count) => counted(count, 'autre', 'autres'))}`];
}

const frenchProblems: ReadonlyMap<string, string> = new Map(
  Object.entries({
    empty: 'est vide',
    'too-large': 'est trop grand',
    'damaged-compression': 'est tronqué ou abîmé (compression)',
    'not-an-inventory': "n'est pas un inventaire",
    'malformed-xml': 'est tronqué ou abîmé (XML)',
    'malformed-json': 'est tronqué ou abîmé (JSON)',
    doctype: 'contient un DOCTYPE, refusé',
    'too-deep': 'est trop imbriqué',
    'too-many-nodes': "contient trop d'éléments",
    'forbidden-key': 'contient une clé interdite',
    'undecodable-text': 'est dans un jeu de caractères illisible',
    'no-device': 'ne nomme aucun matériel',
  }),
);

function notices({ versionAlert, preferences, isStripped, clockSkewMinutes }: ReceiptFacts): readonly string[] {
  const notices: string[] = [];
  if (versionAlert) {
    notices.push(
      `ALERTE DE VERSION : ce site utilise Malleposte ${versionAlert.yours}, le site commun ${versionAlert.common}. Mettez ce site à jour.`,
    );
  }
  if (preferences !== null) notices.push(`Les préférences version ${preferences} sont jointes et seront appliquées.`);
  if (isStripped)
    notices.push(
      'PIÈCES JOINTES : des messages de ce site arrivent sans leur pièce jointe. Demandez à qui gère sa passerelle de messagerie de laisser passer les fichiers *.malle.',
    );
  if (clockSkewMinutes !== undefined && Math.abs(clockSkewMinutes) >= 10) {
    notices.push(`L'horloge de ce site ${clockSkewMinutes > 0 ? 'avance' : 'retarde'} de ${spanOf(Math.abs(clockSkewMinutes))}.`);
  }
  return notices;
}

const spanOf = (minutes: number): string => (minutes < 120 ? `${Math.round(minutes)} minutes` : `${Math.round(minutes / 60)} heures`);
