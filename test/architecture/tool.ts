/** Runs a checking tool of node_modules (Biome, knip) on a project and hands over what it printed on stdout. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project.ts';

/** @param script path of the tool's script below node_modules. Throws when the tool broke. */
export const runTool = (script: string, flags: readonly string[], folder: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, FORCE_COLOR: '0' } };
    execFile(process.execPath, [join(projectRoot, 'node_modules', script), ...flags], options, (failure, stdout, stderr) => {
      // A tool that found something fails and reports it; one that broke fails without a report.
      if (failure && stdout.trim() === '') reject(new Error(`${script}: ${stderr.trim()}`));
      else resolve(stdout);
    });
  });
