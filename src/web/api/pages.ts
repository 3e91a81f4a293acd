/**
 * The built pages (dist/ui), read once and served from memory, compressed. Files whose names hold a digest may be kept for ever by the
 * browser; index.html gets the nonce of each request, and stands for every address that is a page's.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Explanation } from '../../words/error-words.ts';
import type { Language } from '../../words/language.ts';
import type { Asked } from './mount.ts';

type PageFile = {
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Compressed when it is first asked for, and kept. */
  readonly packed: Map<Packing, Promise<Buffer>>;
};

/** Nearly as small as the best, in a tenth of the time: somebody waits for the first answer. */
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const packings = {
  br: (bytes: Buffer): Promise<Buffer> => promisify(brotliCompress)(bytes, quickly),
  gzip: (bytes: Buffer): Promise<Buffer> => promisify(gzip)(bytes),
} as const;
type Packing = keyof typeof packings;

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

/** What stands below `folder`; without it, pages that say so. */
export async function readPages(folder: string): Promise<Pages> {
  const files = new Map<string, PageFile>();
  for (const path of await pathsBelow(folder)) {
    const bytes = await readFile(path);
    const mediaType = mediaTypes[extname(path)] ?? 'application/octet-stream';
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { mediaType, bytes, packed: new Map() });
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

type Told = { readonly language: Language; readonly words: Explanation };

/** The file at this path, or the page itself; `sayNotBuilt`, where there is none, why. */
export async function servePage(context: Asked, pages: Pages, sayNotBuilt: () => Told): Promise<Response> {
  const file = context.req.path === '/index.html' ? undefined : pages.files.get(context.req.path);
  if (!file) return serveIndex(context, pages, sayNotBuilt);
  const packing = packingFor(context.req.header('accept-encoding') ?? '');
  return new Response((packing ? await packedBytes(file, packing) : file.bytes) as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': file.mediaType,
      'cache-control': context.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(packing ? { 'content-encoding': packing } : {}),
    },
  });
}

/** RFC 9110 §12.5.3, without weights: browsers give none. */
function packingFor(accepted: string): Packing | undefined {
  const names = accepted.split(',').map((name) => name.trim());
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : undefined;
}

function packedBytes({ bytes, packed }: PageFile, packing: Packing): Promise<Buffer> {
  const known = packed.get(packing) ?? packings[packing](bytes);
  packed.set(packing, known);
  return known;
}

/** Where Vite's page asks for the nonce of its one style element. */
const noncePlace = '__CSP_NONCE__';

function serveIndex(context: Asked, { index }: Pages, sayNotBuilt: () => Told): Response {
  if (extname(context.req.path) !== '' && context.req.path !== '/index.html') return new Response('', { status: 404 });
  const html = index ?? notBuiltPage(sayNotBuilt());
  return new Response(html.replaceAll(noncePlace, context.get('nonce') ?? ''), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** The sentences have no facts from outside: nothing in them has to be escaped. */
const notBuiltPage = ({ language, words: { what, why, remedy } }: Told): string => `<!doctype html>
<html lang="${language}"><meta charset="utf-8"><title>Malleposte</title>
<h1>${what}</h1>
<p>${why}</p>
<p>${remedy}</p>
`;
