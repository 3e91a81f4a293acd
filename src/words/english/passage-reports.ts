/** What is told of files that come in and go out beside the mails, in English. */
import type { Format } from '../format.ts';
import type { CollectWords, ExportWords, ImportWords, PublishWords, PushWords } from '../passage.ts';
import type { Ways } from '../ways.ts';

const files = { one: 'file', other: 'files' };

export const englishExport = (format: Format): ExportWords => ({
  done: ({ folder, sites, files: all, written, removed, bytes }) => {
    const gone = removed > 0 ? `, ${format.count(removed, { one: 'removed', other: 'removed' })}` : '';
    const of = format.count(sites, { one: 'site', other: 'sites' });
    return `${format.count(written, files)} written (${format.bytes(bytes)})${gone}: ${folder} now holds ${format.count(all, files)} of ${of}.`;
  },
  upToDate: ({ folder, files: all }) => `Nothing to write: ${folder} is up to date (${format.count(all, files)}).`,
  leftOut: (count) => `${format.count(count, { one: 'file was not exported', other: 'files were not exported' })}:`,
  mirrorFailed: (folder, reason) => `The mirror folder ${folder} is not up to date (${reason}); the next merge tries again.`,
});

const inventories = { one: 'inventory', other: 'inventories' };

export const englishPush = (format: Format, ways: Ways): PushWords => ({
  done: (sent) => `GLPI took ${format.count(sent, inventories)}.`,
  upToDate: 'GLPI has been sent everything.',
  failed: (count, reason) => `GLPI did not take ${format.count(count, inventories)} (${reason}); see ${ways.pushes}.`,
  left: (count) => `${format.count(count, { one: 'inventory goes', other: 'inventories go' })} to GLPI at the next run.`,
});

const sections: Readonly<Record<string, string>> = {
  system: 'system and BIOS',
  hardware: 'processor and memory',
  memories: 'memory modules',
  disks: 'disks',
  drives: 'volumes',
  networks: 'networks',
  graphics: 'graphics',
  users: 'users',
  software: 'software',
};

const sizeOf = (format: Format, bytes: number, software: number | null): string =>
  `${format.bytes(bytes)}${software === null ? '' : `, ${format.count(software, { one: 'program', other: 'programs' })}`}`;

export const englishCollect = (format: Format): CollectWords => ({
  written: (path, bytes, software) => `Inventory of this machine written: ${path} (${sizeOf(format, bytes, software)}).`,
  merged: (site, bytes, software) => `Inventory of this machine merged into the dossier of ${site} (${sizeOf(format, bytes, software)}).`,
  missing: (names) => `Not found out: ${names.map((name) => sections[name] ?? name).join(', ')}. Another account may have more rights.`,
});

export const englishImport = (format: Format): ImportWords => ({
  done: ({ site, files: taken, filesChanged, filesRemoved, inventories, dryRun }) => {
    const gone = filesRemoved > 0 ? `, ${format.number(filesRemoved)} removed` : '';
    const assets = format.count(inventories.changed, { one: 'asset changed', other: 'assets changed' });
    const counts = `${format.count(taken, files)}, ${format.number(filesChanged)} new or changed${gone}; ${assets}`;
    return dryRun ? `Rehearsal for ${site}: ${counts}. Nothing was changed.` : `Imported for ${site}: ${counts}.`;
  },
  newSite: (site, isRehearsal) =>
    isRehearsal ? `${site} would be a new local site, which mails nothing.` : `${site} is a new local site, which mails nothing.`,
  plainFiles: 'For plain inventory files, say which site they are of: malleposte import FOLDER --site SITE',
});

export const englishPublish = (format: Format): PublishWords => ({
  done: ({ door, written, unchanged, removed }) => {
    const gone = removed > 0 ? `, ${format.number(removed)} removed` : '';
    return `Intranet: ${format.count(written, { one: 'page written', other: 'pages written' })}${gone}, ${format.number(unchanged)} unchanged. Open ${door}`;
  },
  upToDate: ({ door, unchanged }) => `The intranet is up to date (${format.count(unchanged, { one: 'page', other: 'pages' })}): ${door}`,
  stopped: ({ written }) =>
    `Stopped after ${format.count(written, { one: 'page', other: 'pages' })}; the next publishing goes on from there.`,
  failed: (folder, reason) => `The pages of the intranet are not up to date in ${folder} (${reason}); the next merge tries again.`,
});
