/** What the wizard asks, in French. */
import type { QuestionWords } from '../questions.ts';

export const frenchQuestions: QuestionWords = {
  welcome: 'Nouvelle installation de Malleposte. Tapez « ? » pour une proposition, Ctrl+C pour abandonner.',
  suggestionHint: '« ? » propose une valeur',
  suggestion: 'Proposition, à corriger ou à valider',
  otherSuggestions: (others) => `Autres possibilités : ${others}`,
  noSuggestion: 'Pas de proposition pour cette question.',
  fields: {
    site: 'Identifiant court de ce site',
    name: 'Nom de ce site, tel qu’affiché',
    organisation: 'Nom de l’entreprise',
    address: 'Adresse de messagerie de ce site (de préférence réservée à Malleposte)',
    mailbox: 'Boîte à relever (imaps://compte@serveur/INBOX, pop3s://compte@serveur)',
    outbox: 'Serveur d’envoi (smtps://compte@serveur)',
    tlsCa: 'Fichier de l’autorité de certification du serveur (vide : celles du système)',
    dossier: 'Dossier d’inventaire à envoyer',
    everyDays: 'Renvoyer l’inventaire tous les combien de jours',
  },
  role: 'Que fait cette installation ?',
  roles: { common: 'Site commun : le siège, qui collecte', distant: 'Site distant : une agence, qui envoie' },
  key: 'Clé multi-sites reçue du siège (MALLE1-…)',
  password: 'Mot de passe de la boîte',
  outboxPassword: 'Mot de passe de l’envoi (vide : le même)',
  mayNotBeEmpty: 'Cette réponse est nécessaire.',
  yes: 'Oui',
  no: 'Non',
};
