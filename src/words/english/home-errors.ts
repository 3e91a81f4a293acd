/** What goes wrong on this machine: folders, settings, lock, scheduler, database. In English. */
import type { DiskError, LockError } from '../../disk/port.ts';
import type { SchedulerError } from '../../scheduler/port.ts';
import { causeSentence, quoteAnswer, sayCause } from '../causes.ts';
import type { ErrorWords, StoreError } from '../error-words.ts';
import { englishCauses } from './causes.ts';
import { sayEnglishProblems } from './problems.ts';

export const englishHomeErrors: ErrorWords<(DiskError | LockError | SchedulerError | StoreError)['kind']> = {
  'dossier-missing': ({ path }, _format, ways) => ({
    what: 'The dossier (inventory folder) does not exist; nothing was sent.',
    why: `No folder at this place: ${path}`,
    remedy: `Check that the network share is mounted, or correct the path (${ways.dossierPath}).`,
  }),
  'dossier-empty': ({ path }) => ({
    what: 'The dossier (inventory folder) is empty; nothing was sent.',
    why: `No file in here: ${path}. Sending it would tell the common site that all assets are gone.`,
    remedy: 'Check that the inventory agents write into this folder, and that the filters (include, exclude) leave something.',
  }),
  'file-unreadable': ({ path, cause }) => ({
    what: `This file or folder is not accessible: ${path}`,
    why: causeSentence(cause, englishCauses),
    remedy:
      cause === 'altered'
        ? 'Do not use it: what is in the file is not what was put there. The sender can send it again.'
        : 'Allow the account that runs Malleposte to access it, then run again.',
  }),
  'disk-full': ({ path }) => ({
    what: 'The disk is full; what had been stored is intact.',
    why: `No room left to write: ${path}`,
    remedy: 'Make room, then run again: the work goes on where it stopped.',
  }),
  'folder-not-ours': ({ path }) => ({
    what: 'Nothing was written: this folder holds other things.',
    why: `Malleposte did not make what is in here: ${path}`,
    remedy: 'Name an empty folder, one that does not exist yet, or one that Malleposte wrote before.',
  }),
  'quarantine-unknown': ({ id }, _format, ways) => ({
    what: `Nothing in quarantine is called ${quoteAnswer(id)}.`,
    why: 'It was dropped, or it is older than the quarantine keeps, or the name is not complete.',
    remedy: ways.quarantineIds,
  }),
  'home-missing': ({ path }, _format, ways) => ({
    what: 'There is no Malleposte installation at this place.',
    why: `This folder holds none: ${path}`,
    remedy: ways.makeHome,
  }),
  'settings-invalid': ({ path, problems }, _format, ways) => ({
    what: path ? `Some settings are not valid, in ${path}` : 'Some settings are not valid.',
    why: `${sayEnglishProblems(problems, ways) || 'unreadable content'}.`,
    remedy: `Correct these values; ${ways.settingsExplained} what each one wants.`,
  }),
  'preferences-invalid': ({ path, problems }, _format, ways) => ({
    what: path ? `Some preferences are not valid, in ${path}` : 'Some preferences are not valid.',
    why: `${sayEnglishProblems(problems, ways) || 'unreadable content'}.`,
    remedy: 'Correct this file in the folder "preferences" of the common site; the previous preferences stay in force until then.',
  }),
  'home-busy': ({ path, holder }) => ({
    what: 'Malleposte is already working on this installation.',
    why: `The lock of ${path} is held${holder ? ` by ${holder}` : ''}.`,
    remedy: 'Wait for the end of the other run, then run again if need be; nothing was done this time.',
  }),
  'scheduler-unavailable': ({ scheduler, cause }, _format, ways) => ({
    what: `The scheduler ${scheduler} cannot be used on this machine.`,
    why: /ENOENT/.test(cause) ? 'This program is not installed.' : causeSentence(cause, englishCauses),
    remedy: ways.anotherScheduler,
  }),
  'scheduler-refused': ({ command, cause }, _format, ways) => ({
    what: 'The scheduler refused the task.',
    why: `Command ${command}: ${sayCause(cause, englishCauses)}`,
    remedy: `Check the rights of this account; ${ways.schedulePlan} shows what to write, to do it by hand.`,
  }),
  'store-full': ({ message }) => ({
    what: 'The disk of the database is full; what had been stored is intact.',
    why: `Detail: ${quoteAnswer(message)}`,
    remedy: 'Make room, then run again: the work goes on where it stopped.',
  }),
  'store-damaged': ({ message }) => ({
    what: 'The database of this installation is damaged.',
    why: `Detail: ${quoteAnswer(message)}`,
    remedy: 'Put back a backup of the home; distant sites send again what is missing. Keep the damaged file aside.',
  }),
  'store-newer': ({ message }) => ({
    what: 'The database was written by a newer version of Malleposte.',
    why: `Detail: ${quoteAnswer(message)}`,
    remedy: 'Install the newest version on this machine, then run again.',
  }),
  'store-busy': ({ message }) => ({
    what: 'The database is busy.',
    why: `Detail: ${quoteAnswer(message)}`,
    remedy: 'Wait for the end of the other program, then run again; nothing is lost.',
  }),
  'store-failed': ({ message }) => ({
    what: 'The database does not answer as it should.',
    why: `Detail: ${quoteAnswer(message)}`,
    remedy: 'Check the disk and the rights of the home, then run again; nothing that was confirmed is lost.',
  }),
};
