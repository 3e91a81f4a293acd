/** `serve`: opens the web page of this home and stays until it is stopped. */
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Command } from '../command.ts';
import { absolutePath, answerJson, type Context, colour, note, type Outcome, show } from '../context.ts';
import { type Given, numberOf, textOf } from '../given.ts';

export const serveCommand: Command = {
  path: 'serve',
  options: [
    { name: 'host', value: 'ADDRESS', reading: 'text', word: 'serveHost' },
    { name: 'port', value: 'N', reading: 'whole-number', word: 'servePort' },
    { name: 'public-url', value: 'URL', reading: 'text', word: 'serveUrl' },
    { name: 'tls-certificate', value: 'FILE', reading: 'text', word: 'serveCertificate' },
    { name: 'tls-key', value: 'FILE', reading: 'text', word: 'serveKey' },
  ],
  run,
};

const usualPort = 8025;

async function run(context: Context, given: Given): Promise<Outcome> {
  const tls = await readTls(context, given);
  if (!tls.ok) return tls;
  const host = textOf(given, 'host') ?? '127.0.0.1';
  const publicUrl = readPublicUrl(given, host);
  if (!publicUrl.ok) return publicUrl;
  const opened = await context.environment.openWebDoor({
    home: context.home,
    host,
    port: numberOf(given, 'port') ?? usualPort,
    ...(publicUrl.value ? { publicUrl: publicUrl.value } : {}),
    ...(tls.value ? { tls: tls.value } : {}),
  });
  if (!opened.ok) return opened;
  const door = opened.value;
  const { serve: words } = context.speech.reports;
  const link = door.makeLink();
  answerJson(context, { url: door.url, link });
  show(context, `${words.open(door.url)}\n\n  ${colour(context, link, 'bold')}\n`);
  note(context, words.once);
  const forget = context.environment.onEnter(() => note(context, `  ${door.makeLink()}`));
  await ended(context.environment.listenForStop());
  forget();
  note(context, words.stopping);
  await door.close();
  return ok(0);
}

const ended = (stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));

/** Every address of this machine is no name that a browser could ask for: it takes a public one. */
function readPublicUrl(given: Given, host: string): Result<URL | undefined, ExplainedError> {
  const text = textOf(given, 'public-url');
  const isEvery = host === '0.0.0.0' || host === '::';
  if (text === undefined) return isEvery ? err({ kind: 'missing-flags', command: 'serve', flags: ['--public-url'] }) : ok(undefined);
  const isUrl = /^https?:\/\/[^/?#@]+\/?$/i.test(text) && URL.canParse(text);
  return isUrl ? ok(new URL(text)) : err({ kind: 'invalid-value', option: '--public-url', value: text, expected: 'web-address' });
}

/** Both files, or neither. */
async function readTls(
  context: Context,
  given: Given,
): Promise<Result<{ readonly certificate: string; readonly key: string } | undefined, ExplainedError>> {
  const [certificatePath, keyPath] = [textOf(given, 'tls-certificate'), textOf(given, 'tls-key')];
  if (certificatePath === undefined && keyPath === undefined) return ok(undefined);
  if (certificatePath === undefined || keyPath === undefined)
    return {
      ok: false,
      error: { kind: 'missing-flags', command: 'serve', flags: [keyPath === undefined ? '--tls-key' : '--tls-certificate'] },
    };
  const certificate = await context.environment.readTextFile(absolutePath(certificatePath));
  if (!certificate.ok) return certificate;
  const key = await context.environment.readTextFile(absolutePath(keyPath));
  return key.ok ? ok({ certificate: certificate.value, key: key.value }) : key;
}
