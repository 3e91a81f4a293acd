/**
 * The words that mail servers use in bounces, in English, French and German, without accents and in lower case. They only help where a
 * server gives no status; a phrase must be one that ordinary mail rarely contains.
 */

/** Lower case, no accents, `ss` for `ß`, straight apostrophes, single spaces: what the phrases below are looked for in. */
export const foldWords = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ');

type Says = (folded: string) => boolean;

/** One expression of alternatives; gaps within a phrase are at most 40 characters, so that the search stays linear. */
const anyOf = (...phrases: readonly string[]): Says => {
  const expression = new RegExp(phrases.join('|'));
  return (folded) => expression.test(folded);
};

export const saysTooLarge: Says = anyOf(
  'message size exceeds',
  'message (?:is )?too (?:large|big)',
  'message (?:file )?is too (?:large|big)',
  'message.{0,20} (?:is )?larger than',
  'message length exceeds',
  'exceed.{0,30} message size',
  'exceed.{0,30}size limit',
  'maximum message size',
  'oversize',
  'trop volumineux',
  'depasse.{0,30} taille',
  'taille maximale',
  'nachricht.{0,30} zu gross',
  'zulassige.{0,20} grosse',
  'maximale.{0,20}grosse',
);

export const saysMailboxFull: Says = anyOf(
  'mailbox (?:is |for .{0,40} is )?full',
  'over ?quota',
  'quota.{0,20} (?:exceeded|reached)',
  'exceed.{0,30} quota',
  'exceeded storage allocation',
  'mailbox size limit',
  'inbox is full',
  'boite.{0,40} (?:est )?pleine',
  'quota.{0,20} (?:depasse|atteint)',
  'postfach.{0,30} voll',
  'speicherplatz.{0,30} (?:erschopft|uberschritten)',
);

export const saysBadAddress: Says = anyOf(
  'user unknown',
  'unknown user',
  'unknown (?:recipient|mailbox|address)',
  'no such (?:user|mailbox|recipient|person|address|account)',
  'no mailbox',
  "doesn't exist",
  'does not exist',
  "doesn't have an? .{0,40}account",
  'not have an account',
  'unrouteable address',
  'address (?:not|wasn.t|couldn.t be) found',
  "(?:wasn't|couldn't be|was not|not) found",
  'recipient.{0,20} (?:unknown|rejected|not found)',
  'invalid (?:recipient|mailbox|address)',
  'mailbox (?:unavailable|not found|disabled)',
  'address rejected',
  "couldn't find any host",
  'not listed in .{0,40}(?:directory|address book)',
  'introuvable',
  "n'existe pas",
  'adresse.{0,30} (?:inconnue|incorrecte|invalide)',
  '(?:utilisateur|destinataire) inconnu',
  'existiert nicht',
  'empfanger.{0,30} (?:unbekannt|nicht gefunden)',
  'unbekannte[rn]? (?:empfanger|benutzer)',
  'unbekannt',
  'adresse.{0,30} nicht gefunden',
);

export const saysPolicy: Says = anyOf(
  'blocked',
  'content.{0,30} rejected',
  '(?:attachment|file).{0,40}not (?:allowed|permitted|accepted)',
  'virus',
  '(?:as|is|classified|detected|considered) .{0,10}spam',
  'policy',
  'security (?:issue|reason|risk)',
  'access denied',
  'not authori[sz]ed',
  'prohibited',
  'pieces? jointes?.{0,40}(?:interdit|bloque|refuse|autorise|supprime)',
  'bloque par',
  'strategie',
  'anhang.{0,40}(?:blockiert|nicht erlaubt|nicht zugelassen|verboten)',
  'richtlinie',
);

export const saysExpired: Says = anyOf(
  'retry time.{0,20} exceeded',
  'in the queue too long',
  '(?:message|delivery time).{0,10} expired',
  'delai.{0,40} (?:expire|depasse)',
  'expiration du delai',
  'zeitlimit.{0,30} uberschritten',
  'frist.{0,30} abgelaufen',
);

export const saysDelayed: Says = anyOf(
  'has been delayed',
  'delivery.{0,20} (?:is|was) delayed',
  'delayed \\d+ (?:hours|minutes|days)',
  'delayed mail',
  'still (?:be )?(?:being )?retried',
  'will (?:be retried|keep trying|continue)',
  'not yet (?:been|be) delivered',
  'delivery status notification \\(delay\\)',
  'temporarily (?:deferred|suspended)',
  'retarde',
  'remise differee',
  'nouvelles tentatives',
  'verzogert',
  'noch nicht zugestellt',
);

/** Nobody tries again, whatever else the text explains. */
export const saysFinal: Says = anyOf('permanent', 'given up', 'returned to sender', 'definitivement', 'echec definitif', 'endgultig');

export const saysUndelivered: Says = anyOf(
  '(?:could|can) ?not be delivered',
  "(?:couldn't|wasn't|can't) (?:be )?(?:able to )?(?:be )?deliver",
  '(?:was )?not delivered',
  '(?:un|not )able to deliver',
  'undeliver',
  'non-deliver',
  'delivery.{0,40} fail',
  'fail.{0,30} deliver',
  'failure notice',
  'returned (?:mail|to sender)',
  'did not reach',
  'impossible de (?:remettre|livrer|distribuer|delivrer)',
  "n'a pas (?:pu etre|ete) (?:remis|distribue|livre|transmis|delivre|achemine)",
  'echec de (?:la )?(?:remise|livraison|distribution)',
  'non remis',
  'unzustellbar',
  'nicht (?:zugestellt|zustellbar)',
  'rejected your message',
  'returned mail',
);

export const saysDelivered: Says = anyOf(
  'success(?:ful|fully)',
  'delivery to .{0,80} is complete',
  'avec succes',
  'remise.{0,40} (?:est terminee|a ete effectuee)',
  'erfolgreich',
);
