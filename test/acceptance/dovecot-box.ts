/** The head office's mailbox on the private Dovecot, and what only its administrator can do: number anew, flag for a colleague, look into a folder. */
import { chown, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MaildirMail, Mailhost } from '../mailhost/mailhost.ts';
import type { OfficeMailbox } from './office-place.ts';

export type DovecotBox = OfficeMailbox & {
  deliverAll(mails: Iterable<Buffer>): Promise<void>;
  listed(): Promise<readonly MaildirMail[]>;
  /** Of a folder that mails were moved to, by its Maildir name (`Malleposte.Done`). */
  inFolder(name: string): Promise<readonly Buffer[]>;
  /** Deletes what Dovecot keeps beside the mails: another UIDVALIDITY, every mail numbered anew. */
  forgetNumbers(): Promise<void>;
  /** Gives the mails these UIDs under the UIDVALIDITY that there is: a server that breaks its promise. */
  renumber(filesByUid: ReadonlyMap<number, string>): Promise<void>;
  /** A colleague deletes a mail and does not expunge yet. */
  flagDeleted(subject: string): Promise<void>;
};

export const dovecotBox = (host: Mailhost, protocol: 'imap' | 'pop3' = 'imap'): DovecotBox => {
  const maildir = join(host.folder, 'mail', 'common', 'Maildir');
  const listed = () => host.messages('common');
  return {
    url: protocol === 'imap' ? `imaps://common@127.0.0.1:${host.ports.imaps}/INBOX` : `pop3s://common@127.0.0.1:${host.ports.pop3s}`,
    ca: host.ca,
    deliver: (raw) => host.deliver('common', raw),
    deliverAll: (mails) => host.deliver('common', mails),
    messages: async () => (await listed()).map(({ raw }) => raw),
    listed,
    inFolder: async (name) => readMails(join(maildir, `.${name}`)),
    forgetNumbers: () => forget(maildir, /^dovecot/),
    renumber: (filesByUid) => renumber(maildir, filesByUid),
    flagDeleted: async (subject) => {
      const mail = (await listed()).find(({ raw }) => raw.includes(`Subject: ${subject}\n`));
      if (!mail) throw new Error(`no mail ${subject}`);
      await rename(join(maildir, mail.folder, mail.file), join(maildir, 'cur', `${mail.file.replace(/:2,.*$/, '')}:2,T`));
    },
  };
};

async function readMails(folder: string): Promise<readonly Buffer[]> {
  const mails: Buffer[] = [];
  for (const state of ['new', 'cur']) {
    const files = await readdir(join(folder, state)).catch(() => []); // the folder was never made
    for (const file of files) mails.push(await readFile(join(folder, state, file)));
  }
  return mails;
}

async function forget(maildir: string, names: RegExp): Promise<void> {
  const files = await readdir(maildir);
  for (const name of files.filter((file) => names.test(file))) await rm(join(maildir, name), { force: true });
}

/** Dovecot's own list (`dovecot-uidlist`, version 3): a head line, then a UID and a file name a line. */
async function renumber(maildir: string, filesByUid: ReadonlyMap<number, string>): Promise<void> {
  const path = join(maildir, 'dovecot-uidlist');
  const [head = ''] = (await readFile(path, 'utf8')).split('\n');
  const lines = [...filesByUid].sort(([one], [other]) => one - other).map(([uid, file]) => `${uid} :${file.replace(/:2,.*$/, '')}`);
  await forget(maildir, /^dovecot\.index/);
  const { uid, gid } = await stat(maildir);
  const next = Math.max(...filesByUid.keys()) + 1;
  await writeFile(path, `${[head.replace(/ N\d+/, ` N${next}`), ...lines].join('\n')}\n`);
  await chown(path, uid, gid);
}
