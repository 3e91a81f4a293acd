/** Installed software: whichever package managers this machine has are asked, without a shell. */
import { execFile } from 'node:child_process';
import type { InstalledSoftware } from '../inventory/machine.ts';
import { dpkgFormat, readBrew, readDpkg, readRegistry, readRpm, registryScript, rpmFormat } from './package-lists.ts';

type Source = { readonly command: readonly [string, ...string[]]; readonly read: (text: string) => readonly InstalledSoftware[] };

const powershell = ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', registryScript] as const;

const sourcesByPlatform: Readonly<Record<string, readonly Source[]>> = {
  linux: [
    { command: ['dpkg-query', '-W', '-f', dpkgFormat], read: readDpkg },
    { command: ['rpm', '-qa', '--queryformat', rpmFormat], read: readRpm },
  ],
  darwin: [
    { command: ['brew', 'list', '--versions', '--formula'], read: readBrew },
    { command: ['brew', 'list', '--versions', '--cask'], read: readBrew },
  ],
  win32: [{ command: powershell, read: readRegistry }],
};

/** Null when none of them could be asked; a program that is not on this machine is no failure while another answers. */
export async function findSoftware(platform: string = process.platform): Promise<readonly InstalledSoftware[] | null> {
  const lists = await Promise.all((sourcesByPlatform[platform] ?? []).map(ask));
  const found = lists.filter((list) => list !== null);
  return found.length === 0 ? null : found.flat();
}

const ask = ({ command, read }: Source): Promise<readonly InstalledSoftware[] | null> =>
  new Promise((resolve) => {
    const [program, ...parameters] = command;
    const options = { timeout: 60_000, maxBuffer: 64_000_000, windowsHide: true };
    execFile(program, parameters, options, (error, stdout) => resolve(error ? null : read(stdout)));
  });
