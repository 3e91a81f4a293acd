/** The mailbox contract on the backends that need nothing but this process. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryPostOffice } from '../../src/transport/memory.ts';
import { openMailboxAt } from '../../src/transport/open.ts';
import type { Credentials, OpenMailbox } from '../../src/transport/port.ts';
import { type Backend, describeMailbox } from './contract.ts';
import * as imap from './hoodiecrow.ts';
import * as pop3 from './pop3-server.ts';
import { urlOf } from './urls.ts';

const digest = (raw: Buffer | string): string => createHash('sha256').update(raw).digest('hex');

const openAt = (url: string, credentials?: Credentials): OpenMailbox =>
  openMailboxAt(urlOf(url), { credentials, trust: {}, timeoutMs: 5_000 });

const startMemory = async (): Promise<Backend> => {
  const office = openMemoryPostOffice();
  office.addMailbox('common@mail.test');
  return {
    open: openMailboxAt(urlOf('memory:common@mail.test'), { credentials: undefined, trust: {}, postOffice: office }),
    deliver: async (raw) => office.deliver('common@mail.test', raw),
    picture: async () => office.messages('common@mail.test').map(digest),
    empty: async () => office.empty(),
    moved: async (folder) => office.messages('common@mail.test', folder),
    flagged: async () => office.flagged('common@mail.test'),
    refuse: async () => {
      office.setFaults({ refuseDisposal: (address) => address === 'common@mail.test' });
      return { disposal: { how: 'delete' }, relent: async () => office.setFaults({}) };
    },
    stop: async () => void office.setDown(true),
    close: async () => undefined,
  };
};

const startMaildir = async (): Promise<Backend> => {
  const path = await mkdtemp(join(tmpdir(), 'malleposte-maildir-'));
  let count = 0;
  const files = async (): Promise<readonly string[]> => {
    const names = await readdir(path, { recursive: true, withFileTypes: true });
    return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };
  return {
    open: openAt(`maildir:${path}`),
    deliver: async (raw) => {
      count += 1;
      await writeFile(join(path, count % 2 ? 'new' : 'cur', `${count}.M1P1.host${count % 2 ? '' : ':2,'}`), raw);
    },
    picture: async () => Promise.all([...(await files())].sort().map(async (file) => `${file} ${digest(await readFile(file))}`)),
    empty: async () => {
      for (const file of await files()) await rm(file);
    },
    moved: async (folder) => {
      const names = (await files()).filter((file) => file.includes(join(`.${folder}`, 'cur')));
      return Promise.all(names.map((file) => readFile(file)));
    },
    flagged: async () => Promise.all((await files()).filter((file) => /:2,FS$/.test(file)).map((file) => readFile(file))),
    refuse: async () => {
      // A file where the folder should be.
      await writeFile(join(path, '.Blocked'), '');
      return { disposal: { how: 'move', folder: 'Blocked' }, relent: () => rm(join(path, '.Blocked')) };
    },
    close: () => rm(path, { recursive: true, force: true }),
  };
};

const startPop3 = (habits: pop3.Pop3Habits) => async (): Promise<Backend> => {
  const server = await pop3.startPop3Server(habits);
  const login: Credentials = { user: pop3.user, type: 'password', password: pop3.password };
  return {
    open: openAt(`pop3://${pop3.user}@127.0.0.1:${server.port}?tls=off`, login),
    withWrongPassword: openAt(`pop3://${pop3.user}@127.0.0.1:${server.port}?tls=off`, { ...login, password: 'wrong' }),
    withUnknownHost: openAt(`pop3://${pop3.user}@no-such-host.invalid:${server.port}?tls=off`, login),
    deliver: async (raw) => void server.mails.push(raw),
    picture: async () => server.mails.map(digest),
    empty: async () => void server.mails.splice(0),
    stop: () => server.close(),
    close: () => server.close(),
  };
};

const startImap = (plugins: readonly string[]) => async (): Promise<Backend> => {
  const server = await imap.startImapServer(plugins);
  const login: Credentials = { user: imap.user, type: 'password', password: imap.password };
  return {
    open: openAt(`imap://${imap.user}@127.0.0.1:${server.port}/INBOX?tls=off`, login),
    withWrongPassword: openAt(`imap://${imap.user}@127.0.0.1:${server.port}/INBOX?tls=off`, { ...login, password: 'wrong' }),
    withUnknownHost: openAt(`imap://${imap.user}@no-such-host.invalid:${server.port}/INBOX?tls=off`, login),
    deliver: async (raw) => server.deliver(raw),
    picture: async () => server.messages('INBOX').map(({ raw, flags, uid }) => `${uid} ${flags.join()} ${digest(raw)}`),
    empty: async () => server.empty(),
    moved: async (folder) => server.messages(folder).map(({ raw }) => Buffer.from(raw, 'latin1')),
    flagged: async () =>
      server
        .messages('INBOX')
        .filter(({ flags }) => flags.includes('\\Flagged') && flags.includes('\\Seen'))
        .map(({ raw }) => Buffer.from(raw, 'latin1')),
    stop: () => server.close(),
    close: () => server.close(),
  };
};

describeMailbox('memory', startMemory);
describeMailbox('a Maildir', startMaildir);
describeMailbox('POP3 with pipelining', startPop3({}));
describeMailbox('POP3 without any capability', startPop3({ capabilities: [] }));
describeMailbox('POP3 without UIDL (L12)', startPop3({ knowsUidl: false }));
describeMailbox('IMAP with UIDPLUS and MOVE', startImap(['UIDPLUS', 'MOVE', 'AUTH-PLAIN', 'ID', 'LITERALPLUS']));
describeMailbox('IMAP without UIDPLUS (L2)', startImap([]));
