/** What is told about who may use the web page, in French. */
import type { AccessWords } from '../access.ts';
import type { Format } from '../format.ts';

const roles: AccessWords['roles'] = { administrator: 'administrateurs', reader: 'lecteurs' };

export const frenchAccess = (format: Format): AccessWords => ({
  roles,
  scopes: { read: 'consulter', act: 'consulter et agir' },
  titles: { passwords: 'Mots de passe', tokens: 'Jetons' },
  columns: { id: 'Id', name: 'Nom', scope: 'Peut', createdAt: 'Créé', expiresAt: 'Expire', lastUsedAt: 'Dernier usage' },
  noPassword: 'aucun',
  setAt: (date) => `choisi le ${format.date(date)}`,
  noTokens: 'Aucun programme n’a de jeton.',
  never: 'jamais',
  expired: 'expiré',
  askRole: 'Le mot de passe de qui ?',
  askScope: 'Que peut faire le programme ?',
  askPassword: (role) => `Nouveau mot de passe des ${roles[role]} (12 caractères ou plus)`,
  askAgain: 'Le même mot de passe encore une fois',
  passwordSet: (role) => `Le mot de passe des ${roles[role]} est choisi ; les sessions ouvertes avec le précédent sont terminées.`,
  passwordRemoved: (role) => `Les ${roles[role]} n’ont plus de mot de passe ; les sessions ouvertes avec lui sont terminées.`,
  hadNone: (role) => `Les ${roles[role]} n’avaient pas de mot de passe.`,
  tokenMade: (name, expiresAt) =>
    `Le jeton « ${name} », montré cette seule fois et gardé nulle part${expiresAt === '' ? '' : `, valable jusqu’au ${format.date(expiresAt)}`} :`,
  tokenKeep: 'Le programme l’envoie à chaque demande, dans l’en-tête « Authorization: Bearer JETON ».',
  tokenRevoked: (name) => `Le jeton « ${name} » ne vaut plus rien désormais.`,
});
