/** The company of the demo after its first weeks, each of its homes behind a web door, on the mail server of its stage. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setStage } from '../../src/demo-stage.ts';
import { playStory } from '../../src/jobs/demo.ts';
import type { WebDoor } from '../../src/web/api/server.ts';
import { serveHome } from './served.ts';

const version = '1.4.0';

export type PlayedCompany = {
  readonly folder: string;
  /** `siege`, `lyon`, `nord` or `ouest`. */
  serve(site: string): Promise<WebDoor>;
  close(): Promise<void>;
};

export async function playCompany(language: 'fr' | 'en' = 'fr'): Promise<PlayedCompany> {
  const stage = await setStage({ language, version });
  const played = await playStory(stage, () => undefined);
  if (!played.ok) throw new Error(JSON.stringify(played.error));
  const doors: WebDoor[] = [];
  return {
    folder: stage.folder,
    serve: async (site) => {
      const door = await serveHome(join(stage.folder, site), { version });
      doors.push(door);
      return door;
    },
    close: async () => {
      for (const door of doors) await door.close();
      await stage.close();
      await rm(stage.folder, { recursive: true, force: true });
    },
  };
}
