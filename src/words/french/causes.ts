/** Causes, in French: pieces of a sentence, after « parce que » or a colon. */
import type { CauseWords } from '../causes.ts';

export const frenchCauses: CauseWords = {
  'name-unknown': 'ce nom de serveur est inconnu',
  'connection-refused': 'rien n’écoute sur ce port',
  'no-answer': 'le serveur ne répond pas',
  'no-route': 'le réseau n’y mène pas',
  'connection-cut': 'la connexion a été coupée',
  'self-signed': 'il est signé par lui-même',
  expired: 'il est périmé',
  'other-name': 'il est établi pour un autre nom de serveur',
  'unknown-authority': 'son autorité de certification est inconnue ici',
  'other-fingerprint': 'ce n’est pas celui dont l’empreinte a été retenue',
  forbidden: 'l’accès est interdit à ce compte',
  absent: 'ce chemin n’existe pas',
  'not-a-folder': 'ce n’est pas un dossier',
  'in-use': 'un autre programme l’utilise',
  'read-only': 'ce disque est en lecture seule',
  'disk-full': 'le disque est plein',
  altered: 'il a changé depuis qu’il a été écrit',
  damaged: 'son contenu est abîmé',
};
