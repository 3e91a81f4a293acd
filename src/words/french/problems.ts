/** What is wrong with a setting, in French. */
import { type ProblemWords, sayDisposalProblem, sayPatternProblem, sayProblem, sayUrlProblem } from '../problems.ts';
import type { Ways } from '../ways.ts';

export const frenchProblems = (ways: Ways): ProblemWords => {
  const urls = urlsOf(ways);
  return { codes: codesOf(urls), urls, disposals, patterns, types };
};

/** Several lines of facts in one sentence, without its full stop; '' for none. */
export function sayFrenchProblems(lines: readonly string[], ways: Ways): string {
  const words = frenchProblems(ways);
  return lines.map((line) => sayProblem(line, words, ' : ')).join(' ; ');
}

const codesOf = (urls: ProblemWords['urls']): ProblemWords['codes'] => ({
  missing: () => 'valeur obligatoire, elle manque',
  'unknown-key': () => 'réglage inconnu (faute de frappe ?)',
  'wrong-type': (expected) => `attendu : ${types[expected] ?? expected}`,
  'not-one-of': (expected) => `valeurs possibles : ${expected}`,
  'too-small': (expected) => `au moins ${expected}`,
  'too-big': (expected) => `au plus ${expected}`,
  'too-many': (expected) => `pas plus de ${expected} éléments`,
  'too-long': (expected) => `pas plus de ${expected} caractères`,
  'control-character': () => 'caractère de contrôle interdit',
  empty: () => 'ne peut pas être vide',
  'not-yaml': (expected) => `le fichier n’est pas du YAML valable${expected ? ` (${expected.replace('line', 'ligne')})` : ''}`,
  'bad-url': (expected) => sayUrlProblem(expected, { urls }),
  'bad-address': () => 'ce n’est pas une adresse de messagerie (modèle : parc@exemple.fr)',
  'bad-site': () => 'identifiant de site : minuscules sans accent, chiffres, « . », « _ » et « - », 48 au plus, autre que « common »',
  'bad-marker': () => 'de 3 à 40 caractères sans accent, sans espace au début ni à la fin',
  'bad-fingerprint': () => 'attendu : une empreinte SHA-256, 64 chiffres hexadécimaux',
  'bad-pattern': (expected) => sayPatternProblem(expected, { patterns }),
  'bad-section': () => 'attendu : un nom de section d’inventaire, comme ENVS ou PROCESSES',
  'bad-identifier': () => 'attendu : un genre, deux-points et une valeur ou son début, comme serial:ABC123 ou mac:00:11:22:*',
  'bad-field': () => 'nom de champ : une lettre sans accent, puis des lettres, chiffres et « - », 40 au plus',
  'bad-web-address': () => 'attendu : une adresse https://, sans compte ni mot de passe (http:// seulement vers cette machine)',
  'bad-certificate': () => 'attendu : un certificat au format PEM, de « -----BEGIN CERTIFICATE----- » à « -----END CERTIFICATE----- »',
  'bad-folder': () => 'attendu : le chemin complet d’un dossier qui existe sur cette machine',
  'bad-query-name': () => 'le nom d’une question a des lettres, des chiffres, « . », « _ » et « - », 48 au plus',
  'bad-disposal': (expected) => sayDisposalProblem(expected, { disposals }),
  invalid: () => 'valeur non valable',
});

const urlsOf = (ways: Ways): ProblemWords['urls'] => ({
  empty: () => 'l’adresse du serveur est vide',
  'not-a-url': () => 'ce n’est pas une adresse de serveur (modèle : imaps://compte@serveur:993/INBOX)',
  'unknown-scheme': (detail) =>
    `type de serveur inconnu${detail ? ` : ${detail}` : ''} ; connus : imaps, imap, pop3s, pop3, smtps, smtp, maildir`,
  'wrong-protocol': (detail) => `une adresse ${detail} ne convient pas ici`,
  'no-host': () => 'le nom du serveur manque',
  'bad-host': (detail) => `nom de serveur impossible${detail ? ` : ${detail}` : ''}`,
  'bad-port': (detail) => `port impossible${detail ? ` : ${detail}` : ''} (de 1 à 65535)`,
  'no-user': () => 'le nom du compte manque (modèle : imaps://compte@serveur)',
  'password-in-url': () => `pas de mot de passe dans l’adresse : donnez-le ${ways.passwordPlaces}`,
  'bad-encoding': () => 'suite « % » incorrecte dans l’adresse',
  'control-character': () => 'caractère de contrôle interdit dans l’adresse',
  'unexpected-path': (detail) => `chemin inattendu après le serveur${detail ? ` : ${detail}` : ''}`,
  'unknown-option': (detail) => `option inconnue dans l’adresse${detail ? ` : ${detail}` : ''} ; connues : tls=off, auth=xoauth2`,
  'contradictory-option': (detail) => `${detail || 'tls=off'} contredit le type de serveur, qui est chiffré`,
  'no-path': () => 'le chemin manque (modèle : maildir:/chemin)',
  'relative-path': (detail) => `chemin relatif${detail ? ` : ${detail}` : ''} ; donnez-le depuis la racine`,
});

const disposals: ProblemWords['disposals'] = {
  unknown: 'valeurs possibles : delete, keep, flag, move:DOSSIER',
  folder: 'nom de dossier impossible derrière « move: »',
  'same-folder': 'ce dossier est celui qui est relevé ; nommez-en un autre',
  pop3: 'une boîte POP3 ne connaît que delete et keep ; passez par IMAP pour les autres',
};

const patterns: ProblemWords['patterns'] = {
  empty: 'expression régulière vide',
  'too-long': 'expression régulière trop longue',
  'does-not-compile': 'expression régulière incorrecte',
  catastrophic: 'expression régulière refusée : répétitions imbriquées, elle pourrait tourner sans fin',
};

const types: ProblemWords['types'] = {
  int: 'un nombre entier',
  number: 'un nombre',
  boolean: 'true ou false',
  string: 'un texte',
  array: 'une liste',
  object: 'un groupe de réglages',
  path: 'un chemin',
};
