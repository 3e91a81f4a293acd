/**
 * The programs that are compared: ours and the anchors, each asked in its own words to take the mails of one mailbox and to delete or keep
 * them there. Ours reads parcels, the others any mail; each mail has a Message-ID of its own, by which it is counted.
 */
import { spawn, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Company, openCompany } from '../journeys/company.ts';
import { dataMail, packFor, setting } from './agency-mails.ts';
import { officePlace } from './office-place.ts';

export type Protocol = 'imap' | 'pop3';

export type Delivered = { readonly messageId: string; readonly isIntact: boolean };

export type Run = { readonly code: number | null; readonly seconds: number };

export type Program = {
  readonly name: string;
  readonly version: string;
  readonly protocol: Protocol;
  /** Mails that this program is there to take, never seen before. */
  write(mails: number): Promise<readonly Buffer[]>;
  /** One run; `onStart` is given what kills it and all its children. */
  run(options: { readonly keep: boolean; readonly onStart?: (kill: () => void) => void }): Promise<Run>;
  /** Everything that was ever delivered, each time that it was. */
  delivered(): Promise<readonly Delivered[]>;
  close(): Promise<void>;
};

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Who hangs longer (ANCHORS_SECONDS) is ended, and what was not taken by then counts as left behind. */
const longestRunMs = Number(process.env['ANCHORS_SECONDS'] ?? 90) * 1000;

function start(command: string, parameters: readonly string[], onStart?: (kill: () => void) => void): Promise<Run> {
  const began = performance.now();
  const child = spawn(command, parameters, { detached: true, stdio: process.env['ANCHORS_VERBOSE'] ? 'inherit' : 'ignore' });
  const kill = (): void => {
    // Its whole group, which is its own; it may have ended meanwhile.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  onStart?.(kill);
  const limit = setTimeout(kill, longestRunMs);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      clearTimeout(limit);
      resolve({ code, seconds: (performance.now() - began) / 1000 });
    });
  });
}

// ---------------------------------------------------------------- ours

export async function malleposte(protocol: Protocol, port: number): Promise<Program> {
  const company = await openCompany(officePlace());
  await company.enrol('lyon', 'site01');
  await pointAt(company, protocol, port);
  let seq = 9;
  const version = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')).version as string;
  return {
    name: 'malleposte',
    version,
    protocol,
    write: (mails) =>
      company.asAgency('lyon', async (agency) => {
        const written: Buffer[] = [];
        for (let mail = 0; mail < mails; mail += 1) {
          seq += 1;
          const { zip, manifest } = await packFor(agency, seq, [{ path: 'notes.txt', content: Buffer.from(bodyOf(`${seq}`)) }]);
          written.push(await dataMail(agency, { seq, zip, state: manifest.state }));
        }
        return written;
      }),
    run: async ({ keep, onStart }) => {
      await setting(company.office, '');
      await replaceSetting(company, 'afterMerged', keep ? 'keep' : 'delete');
      return start(process.execPath, [main, 'receive', '--home', company.office], onStart);
    },
    delivered: () => deliveredTo(company),
    close: () => company.close(),
  };
}

/** The head office polls the server under test and posts into a folder. */
async function pointAt(company: Company, protocol: Protocol, port: number): Promise<void> {
  const sent = join(company.folder, 'sent');
  for (const folder of ['tmp', 'new', 'cur']) await mkdir(join(sent, folder), { recursive: true });
  const url = protocol === 'imap' ? `imap://common@127.0.0.1:${port}/INBOX?tls=off` : `pop3://common@127.0.0.1:${port}?tls=off`;
  await replaceSetting(company, 'mailbox', url);
  await replaceSetting(company, 'outbox', `maildir:${sent}`);
}

async function replaceSetting(company: Company, key: string, value: string): Promise<void> {
  const path = join(company.office, 'malleposte.yaml');
  const text = await readFile(path, 'utf8');
  const without = text.replaceAll(new RegExp(`^${key}:.*\n`, 'gm'), '');
  await writeFile(path, `${without.trimEnd()}\n${key}: ${JSON.stringify(value)}\n`);
}

/** A number that a newer one overtook in the same poll had its effect, too; a duplicate had none. */
const deliveredTo = (company: Company): Promise<readonly Delivered[]> =>
  company.asOffice(async ({ store }) => {
    const events = await store.traceList({ newestFirst: false, limit: 100_000, kind: 'DATA' });
    return events
      .filter(({ direction, reason }) => direction === 'in' && reason !== 'duplicate')
      .map(({ messageId }) => ({ messageId, isIntact: true }));
  });

// ---------------------------------------------------------------- theirs

type Recipe = {
  readonly name: string;
  /** Written anew before each run. */
  configuration(facts: Facts): string;
  command(facts: Facts): readonly [string, readonly string[]];
};

type Facts = { readonly folder: string; readonly protocol: Protocol; readonly port: number; readonly keep: boolean };

/** getmail delivers for root only as somebody else. */
const isRoot = process.getuid?.() === 0;

const recipes: Readonly<Record<string, Recipe>> = {
  getmail: {
    name: 'getmail6',
    configuration: ({ folder, protocol, port, keep }) =>
      [
        '[retriever]',
        `type = Simple${protocol === 'imap' ? 'IMAP' : 'POP3'}Retriever`,
        'server = 127.0.0.1',
        `port = ${port}`,
        'username = common',
        'password = common-pw',
        '[destination]',
        'type = Maildir',
        `path = ${folder}/mail/`,
        ...(isRoot ? ['user = nobody'] : []),
        '[options]',
        `delete = ${!keep}`,
        'read_all = false',
        'delivered_to = false',
        'received = false',
        '',
      ].join('\n'),
    command: ({ folder }) => ['getmail', ['--getmaildir', folder, '--rcfile', 'rc', '--quiet']],
  },
  fetchmail: {
    name: 'fetchmail',
    configuration: ({ folder, protocol, port, keep }) =>
      `set no bouncemail\npoll 127.0.0.1 service ${port} protocol ${protocol} ${protocol === 'pop3' && keep ? 'uidl' : ''} auth password user "common" password "common-pw" sslproto "" ${keep ? 'keep' : 'nokeep'} mda "sh -c 'cat > ${folder}/mail/tmp/$$ && mv ${folder}/mail/tmp/$$ ${folder}/mail/new/$$.$(date +%s%N)'"\n`,
    command: ({ folder }) => ['fetchmail', ['-f', `${folder}/rc`, '-i', `${folder}/ids`, '--pidfile', `${folder}/pid`, '--silent']],
  },
  mpop: {
    name: 'mpop',
    configuration: ({ folder, port, keep }) =>
      `account a\nhost 127.0.0.1\nport ${port}\nuser common\npassword common-pw\nauth user\ntls off\nkeep ${keep ? 'on' : 'off'}\ndelivery maildir ${folder}/mail\nuidls_file ${folder}/ids\n`,
    command: ({ folder }) => ['mpop', ['-C', `${folder}/rc`, '-q', 'a']],
  },
};

/** Undefined when the program is not installed. */
export async function anchor(program: string, protocol: Protocol, port: number): Promise<Program | undefined> {
  const recipe = recipes[program];
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (!recipe || asked.error) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-anchor-'));
  for (const sub of ['tmp', 'new', 'cur']) await mkdir(join(folder, 'mail', sub), { recursive: true });
  if (isRoot) spawnSync('sh', ['-c', `chmod 755 ${folder} && chown -R nobody ${folder}/mail`]);
  let written = 0;
  return {
    name: recipe.name,
    version: /\d+(?:\.\d+)+/.exec(asked.stdout)?.[0] ?? '?',
    protocol,
    write: async (mails) =>
      Array.from({ length: mails }, () => {
        written += 1;
        return plainMail(`${program}-${protocol}-${written}`);
      }),
    run: async ({ keep, onStart }) => {
      const facts = { folder, protocol, port, keep };
      await writeFile(join(folder, 'rc'), recipe.configuration(facts), { mode: 0o600 });
      return start(...recipe.command(facts), onStart);
    },
    delivered: () => readDelivered(join(folder, 'mail')),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

const bodyOf = (name: string): string => `${`${hash('sha512', name, 'hex')}\r\n`.repeat(40)}`;

const plainMail = (name: string): Buffer =>
  Buffer.from(
    `From: <site@mail.test>\r\nTo: <common@mail.test>\r\nSubject: Inventaire ${name}\r\nMessage-ID: <${name}@anchor.test>\r\n\r\n${bodyOf(name)}END\r\n`,
  );

/** What lies in `tmp` was never delivered. */
async function readDelivered(maildir: string): Promise<readonly Delivered[]> {
  const delivered: Delivered[] = [];
  for (const state of ['new', 'cur']) {
    for (const file of await readdir(join(maildir, state))) {
      const text = await readFile(join(maildir, state, file), 'latin1');
      const messageId = /^Message-ID: <(.*)>/im.exec(text)?.[1] ?? '';
      const body = text
        .slice(text.search(/\r?\n\r?\n/))
        .replaceAll('\r', '')
        .trim();
      delivered.push({ messageId, isIntact: body === `${bodyOf(messageId.split('@')[0] ?? '')}END`.replaceAll('\r', '') });
    }
  }
  return delivered;
}
