/** UIDs that stop meaning what they meant (F3): an id never names another mail, and new ids come in the same poll. */
import { describe, expect, it } from 'vitest';
import type { Mailbox, MailSummary } from '../../src/transport/port.ts';
import { collect, kindOf, limit, must } from './contract.ts';
import * as hoodiecrow from './hoodiecrow.ts';
import { fetched, type ImapAnswers } from './imap-script.ts';
import { entered, heard, ids, keep, scripted } from './imap-session.ts';
import { mailOf } from './samples.ts';
import type { ScriptedServer } from './scripted-server.ts';

const idsOf = (summaries: readonly MailSummary[]): readonly string[] => summaries.map(({ id }) => id);

const subjectsOf = (summaries: readonly MailSummary[]): readonly string[] =>
  summaries.map(({ headers }) => /^Subject: (.*)\r/m.exec(Buffer.from(headers).toString())?.[1] ?? '');

/** A folder whose UIDVALIDITY and mails a test may change while it is open. */
type Folder = { uidValidity: string; readonly mails: Map<number, string>; answers?: ImapAnswers['answers'] };

const serve = (folder: Folder): Promise<ScriptedServer> => {
  const select: NonNullable<NonNullable<ImapAnswers['answers']>[string]> = (peer, tag) =>
    peer.say(`* ${folder.mails.size} EXISTS`, `* OK [UIDVALIDITY ${folder.uidValidity}] ok`, `${tag} OK [READ-WRITE] in`);
  return scripted({
    capabilities: 'IMAP4rev1 UIDPLUS MOVE',
    answers: {
      SELECT: select,
      EXAMINE: select,
      'UID SEARCH': (peer, tag) => peer.say(`* SEARCH ${[...folder.mails.keys()].join(' ')}`, `${tag} OK`),
      'UID FETCH': (peer, tag) => {
        for (const [uid, subject] of folder.mails)
          for (const item of ['BODY[HEADER]<0>', 'BODY[]']) peer.say(fetched(uid, `Subject: ${subject}\r\n\r\n`, { item }));
        peer.say(`${tag} OK`);
      },
      ...folder.answers,
    },
  });
};

const touched = (server: ScriptedServer): readonly string[] => heard(server, /STORE|MOVE|COPY|EXPUNGE/);

const inbox = (): Folder => ({ uidValidity: '77', mails: new Map([1, 2, 3].map((uid) => [uid, `old ${uid}`])) });

const expectNothingTouched = async (mailbox: Mailbox, server: ScriptedServer, stale: readonly string[]): Promise<void> => {
  for (const disposal of [{ how: 'delete' }, { how: 'flag' }, { how: 'move', folder: 'Done' }] as const)
    expect(await mailbox.dispose(stale, disposal)).toMatchObject({ error: { kind: 'protocol', command: 'UIDVALIDITY' } });
  expect((await collect(mailbox.fetch(stale, limit))).map(kindOf)).toEqual(stale.map(() => 'gone'));
  expect(must(await mailbox.list(stale))).toEqual([]);
  expect(touched(server)).toEqual([]);
};

describe('a UIDVALIDITY that changes', () => {
  it('between two sessions makes old ids name nothing, and new ones come at once', async () => {
    const folder = inbox();
    const server = await serve(folder);
    const before = await entered(server);
    expect(idsOf(must(await before.list()))).toEqual(ids);
    must(await before.close());
    folder.uidValidity = '78';
    const after = await entered(server);
    await expectNothingTouched(after, server, ids);
    const fresh = idsOf(must(await after.list()));
    expect(fresh).toEqual(['78:1', '78:2', '78:3']);
    expect(await after.dispose([fresh[0]!, ids[1]!], { how: 'delete' })).toMatchObject({ error: { kind: 'protocol' } });
    expect(touched(server)).toEqual([]);
    must(await after.dispose([fresh[0]!], { how: 'delete' }));
    expect(touched(server)).toEqual(['UID STORE 1 +FLAGS (\\Deleted)', 'UID EXPUNGE 1']);
  });

  it('within a session, announced with any answer, is heard before anything is touched', async () => {
    const folder = inbox();
    const server = await serve({
      ...folder,
      get uidValidity() {
        return folder.uidValidity;
      },
      answers: {
        NOOP: (peer, tag) => peer.say(...(folder.uidValidity === '78' ? ['* OK [UIDVALIDITY 78] anew'] : []), `${tag} OK`),
      },
    });
    const mailbox = await entered(server);
    expect(idsOf(must(await mailbox.list()))).toEqual(ids);
    folder.uidValidity = '78';
    expect(idsOf(must(await mailbox.list()))).toEqual(['78:1', '78:2', '78:3']);
    await expectNothingTouched(mailbox, server, ids);
    must(await mailbox.dispose(['78:3'], { how: 'delete' }));
  });

  it('within a session without a word is seen at the next listing, also of the mails named', async () => {
    const folder = inbox();
    const server = await serve(folder);
    const mailbox = await entered(server);
    must(await mailbox.list());
    folder.uidValidity = '78';
    expect(must(await mailbox.list(ids))).toEqual([]);
    await expectNothingTouched(mailbox, server, ids);
    expect(idsOf(must(await mailbox.list()))).toEqual(['78:1', '78:2', '78:3']);
  });

  it('while the mailbox is listed begins the listing again', async () => {
    const folder = inbox();
    let searches = 0;
    const server = await serve({
      ...folder,
      get uidValidity() {
        return folder.uidValidity;
      },
      answers: {
        'UID SEARCH': (peer, tag) => {
          searches += 1;
          if (searches === 1) folder.uidValidity = '78';
          peer.say(...(searches === 1 ? ['* OK [UIDVALIDITY 78] anew'] : []), '* SEARCH 1 2 3', `${tag} OK`);
        },
      },
    });
    expect(idsOf(must(await (await entered(server)).list()))).toEqual(['78:1', '78:2', '78:3']);
    expect(searches).toBe(2);
  });

  it('while mails are fetched makes them nobody’s', async () => {
    const server = await serve({
      ...inbox(),
      answers: {
        'UID FETCH': (peer, tag) => peer.say(fetched(1, 'of which life?\r\n'), '* OK [UIDVALIDITY 78] anew', `${tag} OK`),
      },
    });
    const mailbox = await entered(server);
    expect((await collect(mailbox.fetch(['77:1'], limit))).map(kindOf)).toEqual(['gone']);
  });

  it('between COPY and STORE removes nothing', async () => {
    const server = await scripted({
      capabilities: 'IMAP4rev1 UIDPLUS',
      answers: { 'UID COPY': ['* OK [UIDVALIDITY 78] anew', '$ OK copied'] },
    });
    const outcome = await (await entered(server)).dispose(ids, { how: 'move', folder: 'Done' });
    expect(outcome).toMatchObject({ error: { kind: 'protocol', command: 'UIDVALIDITY' } });
    expect(heard(server, /STORE|EXPUNGE/)).toEqual([]);
  });

  it('deletes nothing at all on a server that was not written by us', async () => {
    const server = keep(await hoodiecrow.startImapServer(['UIDPLUS']));
    server.deliver(mailOf('old', 'x\r\n'));
    const mailbox = await entered(server);
    const [old] = must(await mailbox.list());
    server.setUidValidity('INBOX', 999);
    const [fresh] = must(await mailbox.list());
    expect(fresh!.id.split(':')[0]).toBe('999');
    expect(await mailbox.dispose([fresh!.id, old!.id], { how: 'delete' })).toMatchObject({ error: { command: 'UIDVALIDITY' } });
    must(await mailbox.close());
    expect(server.messages('INBOX').map(({ flags }) => flags)).toEqual([[]]);
  });
});

describe('UIDs that are used again', () => {
  it('under the same UIDVALIDITY are seen by listing the mails named before they are disposed of', async () => {
    const folder = inbox();
    const mailbox = await entered(await serve(folder));
    expect(subjectsOf(must(await mailbox.list()))).toEqual(['old 1', 'old 2', 'old 3']);
    folder.mails.set(2, "somebody else's");
    folder.mails.delete(3);
    expect(subjectsOf(must(await mailbox.list(ids)))).toEqual(['old 1', "somebody else's"]);
  });

  it('under UIDVALIDITY 0, which promises nothing, are told apart by the headers', async () => {
    const folder: Folder = { ...inbox(), uidValidity: '0' };
    const server = await serve(folder);
    const before = await entered(server);
    const known = idsOf(must(await before.list()));
    expect(known.map((id) => id.replace(/[0-9a-f]{16}/, '*'))).toEqual(['0.*:1', '0.*:2', '0.*:3']);
    must(await before.close());
    folder.mails.set(2, 'another one');
    const after = await entered(server);
    expect((await collect(after.fetch(known, limit))).map(kindOf)).toEqual(['ok', 'gone', 'ok']);
    must(await after.dispose(known, { how: 'delete' }));
    expect(touched(server)).toEqual(['UID STORE 1,3 +FLAGS (\\Deleted)', 'UID EXPUNGE 1,3']);
    expect(idsOf(must(await after.list()))).toEqual([known[0], expect.not.stringContaining(known[1]!), known[2]]);
    must(await after.dispose([known[1]!], { how: 'delete' }));
    expect(touched(server).length).toBe(2);
  });

  it('of a server without UIDVALIDITY 0 are never asked for with a digest', async () => {
    const server = await serve(inbox());
    const mailbox = await entered(server);
    expect((await collect(mailbox.fetch(['77.0123456789abcdef:1', '0:1'], limit))).map(kindOf)).toEqual(['gone', 'gone']);
    expect(heard(server, /FETCH/)).toEqual([]);
  });
});

describe('a listing that the server stops', () => {
  it('goes on where it was', async () => {
    const mails = Array.from({ length: 450 }, (_, at) => at + 1);
    let fetches = 0;
    const server = await scripted({
      answers: {
        'UID SEARCH': [`* SEARCH ${mails.join(' ')}`, '$ OK'],
        'UID FETCH': (peer, tag) => {
          fetches += 1;
          if (fetches === 3) return peer.say(`${tag} NO [UNAVAILABLE] later`);
          const from = fetches === 4 ? 400 : (fetches - 1) * 200;
          peer.say(
            ...mails.slice(from, from + 200).map((uid) => fetched(uid, `Subject: ${uid}\r\n\r\n`, { item: 'BODY[HEADER]<0>' })),
            `${tag} OK`,
          );
        },
      },
    });
    const mailbox = await entered(server);
    expect(await mailbox.list()).toMatchObject({ error: { kind: 'busy' } });
    expect(subjectsOf(must(await mailbox.list()))).toEqual(mails.map(String));
    expect(heard(server, /^UID FETCH/).map((line) => line.split(' ')[2])).toEqual(['1:200', '201:400', '401:450', '401:450']);
  });
});
