/** The web door with the real world behind it. Loaded when somebody serves pages: other commands need none of it. */
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';
import type { Environment, OpenWebDoor } from '../cli/environment.ts';
import type { Composition } from '../composition.ts';
import { listFolders } from '../disk/folders.ts';
import { loadSettings } from '../disk/settings-file.ts';
import { openSecrets } from '../keys/secrets.ts';
import { openWebDoor } from '../web/api/server.ts';
import type { World } from '../web/api/world.ts';

export type WebSurroundings = Composition &
  Pick<Environment, 'version' | 'now'> & {
    readonly language: 'fr' | 'en';
    readonly timeZone: string;
    /** The folder of the built pages. */
    readonly pagesFolder: string;
  };

/** As the command line opens it. */
export const openDoorWith =
  (surroundings: WebSurroundings): OpenWebDoor =>
  ({ home, ...options }) =>
    openWebDoor(worldOf(surroundings, home), { ...options, pagesFolder: surroundings.pagesFolder });

/** All that the web door may reach, for one home. */
export const worldOf = ({ pagesFolder: _, ...surroundings }: WebSurroundings, home: string): World => ({
  ...surroundings,
  home,
  platform: process.platform,
  access: surroundings.openAccess(home),
  listFolders: (path) => listFolders(path ?? homedir()),
  savedSettings: loadSettings,
  storedPasswords: async (path) => {
    const { get } = await openSecrets(path, { store: 'auto' });
    return { mailbox: Boolean(await get('mailbox')), outbox: Boolean(await get('outbox')) };
  },
  isFolder,
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
});

async function isFolder(path: string): Promise<boolean> {
  try {
    return isAbsolute(path) && (await stat(path)).isDirectory();
  } catch {
    // Not there, or not to be seen: no folder that anything could be read from.
    return false;
  }
}
