/**
 * The built pages (dist/ui), read once and served from memory, compressed. Files whose names hold a digest may be kept for ever by the
 * browser; index.html gets the nonce of each request, and stands for every address that is a page's.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Asked } from './mount.ts';

type PageFile = { readonly mediaType: string; readonly bytes: Buffer; readonly zipped: Buffer };

export type Pages = {
  /** null when the pages were never built. */
  readonly index: string | null;
  readonly files: ReadonlyMap<string, PageFile>;
};

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

const compress = promisify(gzip);

/** What stands below `folder`; without it, pages that say so. */
export async function readPages(folder: string): Promise<Pages> {
  const files = new Map<string, PageFile>();
  for (const path of await pathsBelow(folder)) {
    const bytes = await readFile(path);
    const mediaType = mediaTypes[extname(path)] ?? 'application/octet-stream';
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { mediaType, bytes, zipped: await compress(bytes, { level: 9 }) });
  }
  return { index: files.get('/index.html')?.bytes.toString('utf8') ?? null, files };
}

async function pathsBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch {
    // Never built: a clone before `npm run build:ui`.
    return [];
  }
}

/** The file at this path, or the page itself. */
export function servePage(context: Asked, pages: Pages): Response {
  const file = context.req.path === '/index.html' ? undefined : pages.files.get(context.req.path);
  if (!file) return serveIndex(context, pages);
  const isZipped = (context.req.header('accept-encoding') ?? '').includes('gzip');
  return new Response((isZipped ? file.zipped : file.bytes) as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': file.mediaType,
      'cache-control': context.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
    },
  });
}

/** Where Vite's page asks for the nonce of its one style element. */
const noncePlace = '__CSP_NONCE__';

function serveIndex(context: Asked, { index }: Pages): Response {
  if (extname(context.req.path) !== '' && context.req.path !== '/index.html') return new Response('', { status: 404 });
  const html = index ?? notBuilt;
  return new Response(html.replaceAll(noncePlace, context.get('nonce') ?? ''), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Malleposte</title>
<p>The pages of this copy were never built: <code>npm run build:ui</code>. The API is at <a href="/api/openapi.json">/api/openapi.json</a>.`;
