/** What the demo tells, in French. */
import type { DemoWords } from '../demo.ts';
import type { Format } from '../format.ts';

export const frenchDemo = (format: Format): DemoWords => ({
  title: 'Une entreprise, un siège, trois agences, et un serveur de messagerie sur cette machine. Tout est réel, sauf le calendrier.',
  scenes,
  officeReady: (address) => `Le siège relève ${address}`,
  invited: (site, keyLength) => `Clé de ${site} : ${keyLength} caractères, valable une fois`,
  joined: (site, words) => `${site} a collé sa clé ; mots de contrôle : ${words}`,
  sent: (site, { outcome, epoch, seq, files, bytes }) => {
    if (outcome === 'waiting') return `${site} attend son admission`;
    if (outcome === 'greeting') return `${site} → siège : message de présence`;
    return `${site} → siège : colis ${epoch}.${seq}, ${format.count(files, { one: 'fichier', other: 'fichiers' })}, ${format.bytes(bytes)}, signé et scellé`;
  },
  heeded,
  alerted: (site, common, ours) => `${site} est averti : version ${ours}, celle du siège est ${common}`,
  received: ({ messages, enrolled, merged, greetings, ignored, receipts, inventories }) => {
    const parts = [
      enrolled > 0 ? `${format.count(enrolled, { one: 'site admis', other: 'sites admis' })}` : '',
      merged > 0
        ? `${format.count(merged, { one: 'colis fusionné', other: 'colis fusionnés' })} (${format.count(inventories.changed, { one: 'matériel', other: 'matériels' })})`
        : '',
      greetings > 0 ? format.count(greetings, { one: 'présence', other: 'présences' }) : '',
      ignored > 0 ? format.count(ignored, { one: 'ignoré', other: 'ignorés' }) : '',
      receipts > 0 ? format.count(receipts, { one: 'accusé de réception envoyé', other: 'accusés de réception envoyés' }) : '',
    ].filter((part) => part !== '');
    return `siège : ${format.count(messages, { one: 'message', other: 'messages' })}${parts.length > 0 ? ` : ${parts.join(', ')}` : ''}`;
  },
  problem: (site, path, reason) => `${site}/${path} : ${reason} ; les autres fichiers sont fusionnés`,
  forged: (claims) => `Bon objet, bon en-tête, au nom de ${claims}, mais une autre clé`,
  unmoved: 'La signature est fausse : ignoré, sans réponse, et rien n’a changé',
  doubled: (a, b) =>
    `${a} et ${b} partagent un identifiant et diffèrent par un autre : deux machines, et une question (malleposte doubles)`,
  keySoftware: keySoftware(format),
  pages: (door) => `L’intranet, à ouvrir dans un navigateur : ${door}`,
  preferencesWritten: 'preferences.yaml est prêt ; il partira avec les prochains accusés de réception',
  summary: (days, mails) =>
    `${format.count(days, { one: 'jour joué', other: 'jours joués' })}, ${format.count(mails, { one: 'message tracé', other: 'messages tracés' })} au siège :`,
  columns: {
    site: 'Site',
    name: 'Nom',
    parcel: 'Colis',
    files: 'Fichiers',
    assets: 'Matériels',
    software: 'Logiciels',
    version: 'Version',
    preferences: 'Préf.',
  },
  trace: 'Les derniers événements de la trace du siège :',
  lookAround: (folder) => `Tout est resté dans ${folder} ; pour y regarder :`,
});

const keySoftware =
  (format: Format): DemoWords['keySoftware'] =>
  (entry, { present, absent, outdated, forbidden }) => {
    const parts = [
      present > 0 ? format.count(present, { one: 'machine en règle', other: 'machines en règle' }) : '',
      outdated > 0 ? `trop ancien sur ${format.number(outdated)}` : '',
      absent > 0 ? `absent de ${format.number(absent)}` : '',
      forbidden > 0 ? `interdit, et présent sur ${format.number(forbidden)}` : '',
    ].filter((part) => part !== '');
    return `Logiciel clé ${entry} : ${parts.length > 0 ? parts.join(', ') : 'rien à signaler'}`;
  };

const heeded: DemoWords['heeded'] = (site, { heeded: what }) => {
  const parts = [
    what.welcomed ? 'admis par le siège' : '',
    what.receipts > 0 ? 'accusé de réception lu' : '',
    what.preferences === null ? '' : `préférences version ${what.preferences} appliquées`,
  ].filter((part) => part !== '');
  return `siège → ${site} : ${parts.join(', ')}`;
};

const scenes: DemoWords['scenes'] = {
  office: 'Le siège s’installe',
  enrolment: 'Chaque agence colle sa clé multi-sites',
  'first-sending': 'Premier soir : chaque agence envoie son dossier, le siège fusionne',
  receipts: 'Le lendemain : les agences lisent leurs accusés de réception',
  preferences: 'Le siège écrit des préférences et répond',
  greetings: 'Soir suivant : rien à envoyer, un message de présence part quand même',
  'second-week': 'Une semaine plus tard : le parc a changé',
  'third-week': 'Encore une semaine : une machine déménage, une change de nom, une est réinstallée, une est clonée',
  forgery: 'Un inconnu écrit au nom d’une agence',
};
