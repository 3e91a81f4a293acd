/** What is told of files that come in and go out beside the mails, in French. */
import type { Format } from '../format.ts';
import type { CollectWords, ExportWords, ImportWords, PublishWords, PushWords } from '../passage.ts';
import type { Ways } from '../ways.ts';

const files = { one: 'fichier', other: 'fichiers' };

export const frenchExport = (format: Format): ExportWords => ({
  done: ({ folder, sites, files: all, written, removed, bytes }) => {
    const gone = removed > 0 ? `, ${format.count(removed, { one: 'retiré', other: 'retirés' })}` : '';
    const of = format.count(sites, { one: 'site', other: 'sites' });
    return `${format.count(written, { one: 'fichier écrit', other: 'fichiers écrits' })} (${format.bytes(bytes)})${gone} : ${folder} contient maintenant ${format.count(all, files)} de ${of}.`;
  },
  upToDate: ({ folder, files: all }) => `Rien à écrire : ${folder} est à jour (${format.count(all, files)}).`,
  leftOut: (count) => `${format.count(count, { one: 'fichier n’a pas été exporté', other: 'fichiers n’ont pas été exportés' })} :`,
  mirrorFailed: (folder, reason) => `Le dossier miroir ${folder} n’est pas à jour (${reason}) ; la prochaine fusion réessaiera.`,
});

const inventories = { one: 'inventaire', other: 'inventaires' };

export const frenchPush = (format: Format, ways: Ways): PushWords => ({
  done: (sent) => `GLPI a pris ${format.count(sent, inventories)}.`,
  upToDate: 'GLPI a déjà tout reçu.',
  failed: (count, reason) => `GLPI n’a pas pris ${format.count(count, inventories)} (${reason}) ; voyez ${ways.pushes}.`,
  left: (count) => `${format.count(count, { one: 'inventaire partira', other: 'inventaires partiront' })} vers GLPI au prochain passage.`,
});

const sections: Readonly<Record<string, string>> = {
  system: 'système et BIOS',
  hardware: 'processeur et mémoire',
  memories: 'barrettes de mémoire',
  disks: 'disques',
  drives: 'volumes',
  networks: 'réseaux',
  graphics: 'affichage',
  users: 'utilisateurs',
  software: 'logiciels',
};

const sizeOf = (format: Format, bytes: number, software: number | null): string =>
  `${format.bytes(bytes)}${software === null ? '' : `, ${format.count(software, { one: 'logiciel', other: 'logiciels' })}`}`;

export const frenchCollect = (format: Format): CollectWords => ({
  written: (path, bytes, software) => `Inventaire de cette machine écrit : ${path} (${sizeOf(format, bytes, software)}).`,
  merged: (site, bytes, software) => `Inventaire de cette machine versé au dossier de ${site} (${sizeOf(format, bytes, software)}).`,
  missing: (names) =>
    `Non déterminé : ${names.map((name) => sections[name] ?? name).join(', ')}. Un autre compte a peut-être plus de droits.`,
});

export const frenchImport = (format: Format): ImportWords => ({
  done: ({ site, files: taken, filesChanged, filesRemoved, inventories, dryRun }) => {
    const changed = format.count(filesChanged, { one: 'nouveau ou modifié', other: 'nouveaux ou modifiés' });
    const gone = filesRemoved > 0 ? `, ${format.count(filesRemoved, { one: 'retiré', other: 'retirés' })}` : '';
    const assets = format.count(inventories.changed, { one: 'matériel modifié', other: 'matériels modifiés' });
    const counts = `${format.count(taken, files)}, dont ${changed}${gone} ; ${assets}`;
    return dryRun ? `Essai à blanc pour ${site} : ${counts}. Rien n’a été changé.` : `Importé pour ${site} : ${counts}.`;
  },
  newSite: (site, isRehearsal) =>
    isRehearsal
      ? `${site} serait un nouveau site local, qui n’envoie pas de message.`
      : `${site} est un nouveau site local, qui n’envoie pas de message.`,
  plainFiles: 'Pour de simples fichiers d’inventaire, dites de quel site ils sont : malleposte import DOSSIER --site SITE',
});

export const frenchPublish = (format: Format): PublishWords => ({
  done: ({ door, written, unchanged, removed }) => {
    const gone = removed > 0 ? `, ${format.count(removed, { one: 'retirée', other: 'retirées' })}` : '';
    return `Intranet : ${format.count(written, { one: 'page écrite', other: 'pages écrites' })}${gone}, ${format.count(unchanged, { one: 'inchangée', other: 'inchangées' })}. À ouvrir : ${door}`;
  },
  upToDate: ({ door, unchanged }) => `L’intranet est à jour (${format.count(unchanged, { one: 'page', other: 'pages' })}) : ${door}`,
  stopped: ({ written }) =>
    `Arrêté après ${format.count(written, { one: 'page', other: 'pages' })} ; la prochaine publication reprendra là.`,
  failed: (folder, reason) => `Les pages de l’intranet ne sont pas à jour dans ${folder} (${reason}) ; la prochaine fusion réessaiera.`,
});
