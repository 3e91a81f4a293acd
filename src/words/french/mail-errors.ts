/** What goes wrong between us and a mail server, in French. */
import type { TransportError } from '../../transport/port.ts';
import { causeSentence, quoteAnswer } from '../causes.ts';
import type { ErrorWords } from '../error-words.ts';
import { frenchCauses } from './causes.ts';

const again = 'Rien n’est perdu : relancez plus tard, ou laissez faire le prochain passage planifié.';

export const frenchMailErrors: ErrorWords<TransportError['kind']> = {
  unreachable: ({ host, port, cause }, _format, ways) => ({
    what: `Le serveur ${host}, port ${port}, est injoignable.`,
    why: causeSentence(cause, frenchCauses),
    remedy: `Vérifiez la connexion à Internet, le nom du serveur et le port avec ${ways.testConnection}. ${again}`,
  }),
  certificate: ({ host, port, cause, fingerprint }, _format, ways) => ({
    what: `Le certificat du serveur ${host}, port ${port}, n’est pas reconnu ; rien ne lui a été confié.`,
    why: `${causeSentence(cause, frenchCauses)}${fingerprint ? ` Empreinte SHA-256 présentée : ${fingerprint}` : ''}`,
    remedy: `Donnez l’autorité de certification de ce serveur (${ways.authority}). À défaut, comparez cette empreinte avec celle que donne l’administrateur du serveur et retenez-la (${ways.fingerprints}).`,
  }),
  'no-tls': ({ host, port }) => ({
    what: `Le serveur ${host}, port ${port}, ne propose pas de connexion chiffrée.`,
    why: 'Le chiffrement (STARTTLS) est exigé : sans lui, le mot de passe circulerait en clair.',
    remedy:
      'Employez l’adresse chiffrée (imaps://, pop3s://, smtps://). Sur un réseau sûr seulement, ajoutez « ?tls=off » à l’adresse du serveur.',
  }),
  credentials: ({ host, user, answer }, _format, ways) => ({
    what: `Le serveur ${host} refuse l’accès au compte « ${user} ».`,
    why:
      answer === 'no-password'
        ? 'Aucun mot de passe n’est enregistré ici pour ce compte.'
        : answer
          ? `Sa réponse : ${quoteAnswer(answer)}`
          : 'Le nom de compte ou le mot de passe ne sont pas les bons.',
    remedy: `Vérifiez le compte et donnez le bon mot de passe : ${ways.password}. Certains fournisseurs demandent un mot de passe d’application. Aucun autre essai ne sera fait d’ici là.`,
  }),
  busy: ({ host, answer }) => ({
    what: `La boîte est occupée sur ${host}.`,
    why: answer ? `Réponse du serveur : ${quoteAnswer(answer)}` : 'Un autre programme la relève en ce moment.',
    remedy: `Fermez le logiciel de messagerie qui relève cette boîte ; une adresse propre à Malleposte évite ces conflits. ${again}`,
  }),
  timeout: ({ host, command }) => ({
    what: `Le serveur ${host} n’a pas répondu à temps.`,
    why: `Il est resté muet pendant la commande ${command}.`,
    remedy: again,
  }),
  protocol: ({ host, command, answer }) => ({
    what: `La réponse du serveur ${host} n’est pas compréhensible.`,
    why: `Commande ${command}, réponse : ${quoteAnswer(answer) || 'vide'}`,
    remedy: `Vérifiez que l’adresse désigne bien ce type de serveur (IMAP, POP3 ou SMTP) et le bon port. ${again}`,
  }),
  'no-such-folder': ({ host, folder }) => ({
    what: `Le dossier « ${folder} » n’existe pas dans la boîte, sur ${host}.`,
    why: 'L’adresse de la boîte, ou un réglage comme afterMerged (move:DOSSIER), nomme un dossier que le serveur ne connaît pas.',
    remedy: 'Créez ce dossier dans la boîte, ou corrigez le réglage ; le dossier principal s’appelle INBOX.',
  }),
  gone: ({ id }) => ({
    what: 'Un message a disparu de la boîte pendant qu’elle était relevée.',
    why: `Un autre programme l’a pris ou supprimé (numéro ${id}).`,
    remedy: 'Dédiez cette boîte à Malleposte. Le site distant renverra ce qui n’aura pas été confirmé.',
  }),
  'too-large': ({ bytes, limit }, format) => ({
    what: `Le message est trop gros : ${format.bytes(bytes)}.`,
    why: `Le serveur, ou nos limites, n’acceptent pas plus de ${format.bytes(limit)}.`,
    remedy: 'Réduisez le dossier (réglages include et exclude), ou demandez une limite plus haute à l’administrateur du serveur.',
  }),
  refused: ({ host, code, answer }) => ({
    what: `Le serveur ${host} refuse définitivement ce message.`,
    why: `Sa réponse : ${[code, quoteAnswer(answer)].filter((part) => part !== '').join(' ') || 'aucune explication'}`,
    remedy: 'Vérifiez l’adresse de l’expéditeur et celle du destinataire, puis montrez cette réponse à l’administrateur du serveur.',
  }),
  deferred: ({ host, code, answer }) => ({
    what: `Le serveur ${host} ne peut pas prendre ce message maintenant.`,
    why: `Sa réponse : ${[code, quoteAnswer(answer)].filter((part) => part !== '').join(' ') || 'aucune explication'}`,
    remedy: `Le message reste en file d’attente. ${again}`,
  }),
  'disposal-refused': ({ host, answer }) => ({
    what: `Des messages traités n’ont pu être ni rangés ni supprimés, sur ${host}.`,
    why: answer ? `Réponse du serveur : ${quoteAnswer(answer)}` : 'Le serveur a refusé sans explication.',
    remedy: `Faites de la place dans la boîte, ou vérifiez les droits de ce compte sur ses dossiers et les réglages afterMerged, afterRefused et afterQuarantined. ${again}`,
  }),
  unsupported: ({ host, disposal }) => ({
    what: `La boîte, sur ${host}, ne permet pas de ranger ainsi les messages (${disposal}).`,
    why: 'POP3 ne sait que supprimer, et un message ne peut être déplacé dans le dossier où il se trouve.',
    remedy: 'Corrigez les réglages afterMerged, afterRefused et afterQuarantined, ou relevez la boîte par IMAP.',
  }),
  folder: ({ path, cause }) => ({
    what: `Le dossier de messages ${path} n’est pas utilisable.`,
    why: causeSentence(cause, frenchCauses),
    remedy: `Vérifiez que ce dossier existe (support branché, partage monté) et que ce compte peut y écrire. ${again}`,
  }),
};
