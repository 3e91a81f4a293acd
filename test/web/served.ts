/** A home on a real socket with its built pages, as `malleposte serve` opens it, on mail that lives in this process. */
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { worldOf } from '../../src/composition/web-door.ts';
import { compose } from '../../src/composition.ts';
import { openReadingInThread } from '../../src/reading/in-thread.ts';
import { openScheduler } from '../../src/scheduler/scheduler.ts';
import type { MemoryPostOffice } from '../../src/transport/memory.ts';
import { openWebDoor, type WebDoor } from '../../src/web/api/server.ts';
import { builtPages } from './built-pages.ts';

export type ServedOptions = {
  readonly postOffice?: MemoryPostOffice;
  /** Any free one unless given. */
  readonly port?: number;
  readonly version?: string;
  readonly now?: () => Date;
};

/** The scheduler of the machine is not touched: plans are written beside the home. */
export async function serveHome(home: string, options: ServedOptions = {}): Promise<WebDoor> {
  const { postOffice, port = 0, version = '1.4.0', now = () => new Date() } = options;
  const circumstances = { version, now, language: 'fr', timeZone: 'Europe/Paris', host: 'desk', reading: openReadingInThread() } as const;
  const world = worldOf(
    {
      ...compose({ ...circumstances, ...(postOffice ? { postOffice } : {}) }),
      ...{ version, now, language: 'fr', timeZone: 'Europe/Paris', pagesFolder: '' },
      scheduler: (kind) => openScheduler(kind, { folder: dirname(home), isRoot: true }),
    },
    home,
  );
  const opened = await openWebDoor(world, { host: '127.0.0.1', port, pagesFolder: await builtPages() });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

/** One that nobody listens on now: for a server that comes back where it was. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
