#!/usr/bin/env node
/** The installed command: the sources in a clone, the compiled program in the published package; an older Node is replaced or refused. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundledNode, handOver, inOurLanguage, isNewEnough, neededNode } from './runtime.mjs';

const built = new URL('../dist/main.js', import.meta.url);
const sources = new URL('./main.ts', import.meta.url);
const bundled = bundledNode(fileURLToPath(new URL('..', import.meta.url)));

if (isNewEnough(process.versions.node)) {
  await import((existsSync(sources) ? sources : built).href);
} else if (bundled) {
  handOver(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
} else {
  const found = process.versions.node;
  console.error(
    inOurLanguage(
      `Malleposte demande Node ${neededNode} ou plus récent, et celui-ci est ${found} : installez une version récente depuis nodejs.org.`,
      `Malleposte needs Node ${neededNode} or newer, and this one is ${found}: install a recent version from nodejs.org.`,
    ),
  );
  process.exitCode = 2;
}
