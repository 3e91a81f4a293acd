/** Disposal by IMAP on its bad days: nothing is destroyed that was not asked for, and a refusal is no dead connection (L1, L2, L3, F13). */
import { describe, expect, it } from 'vitest';
import type { Disposal } from '../../src/transport/port.ts';
import { collect, kindOf, limit, must } from './contract.ts';
import * as hoodiecrow from './hoodiecrow.ts';
import { fetched } from './imap-script.ts';
import { entered, heard, ids, keep, scripted } from './imap-session.ts';
import { mailOf } from './samples.ts';

const remove: Disposal = { how: 'delete' };
const done: Disposal = { how: 'move', folder: 'Done' };
const refusedBy = (answer: string): object => ({ ok: false, error: { kind: 'disposal-refused', retry: 'later', answer } });

const able = 'IMAP4rev1 UIDPLUS MOVE';
const unable = 'IMAP4rev1';
const withoutMove = 'IMAP4rev1 UIDPLUS';

describe('deleting by IMAP', () => {
  it('without UIDPLUS flags the mails and never says EXPUNGE (L2)', async () => {
    const server = await scripted({});
    must(await (await entered(server)).dispose(ids, remove));
    expect(heard(server, /STORE/)).toEqual(['UID STORE 1:3 +FLAGS (\\Deleted)']);
    expect(heard(server, /EXPUNGE|CLOSE/)).toEqual([]);
  });

  it.each([
    ['UIDPLUS', ['UIDPLUS']],
    ['no UIDPLUS', []],
  ])('with %s leaves alone what a colleague flagged \\Deleted (L2)', async (_name, plugins) => {
    const server = keep(await hoodiecrow.startImapServer(plugins));
    server.deliver(mailOf('a colleague flagged it', 'x\r\n'), ['\\Deleted']);
    server.deliver(mailOf('ours', 'x\r\n'));
    const mailbox = await entered(server);
    must(
      await mailbox.dispose(
        must(await mailbox.list()).map(({ id }) => id),
        remove,
      ),
    );
    expect(must(await mailbox.list())).toEqual([]);
    must(await mailbox.close());
    const subjects = server.messages('INBOX').map(({ raw }) => /Subject: (.*)\r/.exec(raw)?.[1]);
    expect(subjects).toEqual(plugins.length > 0 ? ['a colleague flagged it'] : ['a colleague flagged it', 'ours']);
  });

  it('goes in batches whose lines stay short', async () => {
    const server = await scripted({ capabilities: withoutMove });
    const scattered = Array.from({ length: 1_200 }, (_, at) => `77:${4_000_000_000 + 2 * at}`);
    must(await (await entered(server)).dispose(scattered, remove));
    const lines = heard(server, /^UID EXPUNGE/);
    expect(lines.length).toBe(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(8_000);
  });
});

describe('moving by IMAP', () => {
  it('is one UID MOVE where the server knows it', async () => {
    const server = await scripted({ capabilities: able });
    must(await (await entered(server)).dispose(ids, done));
    expect(heard(server, /^UID (?:MOVE|COPY|STORE|EXPUNGE)/)).toEqual(['UID MOVE 1:3 Done']);
  });

  it('without MOVE, only what COPYUID names as copied is removed', async () => {
    const server = await scripted({ capabilities: withoutMove, answers: { 'UID COPY': ['$ OK [COPYUID 5 1,3 10:11] done'] } });
    must(await (await entered(server)).dispose(ids, done));
    expect(heard(server, /^UID (?:STORE|EXPUNGE)/)).toEqual(['UID STORE 1,3 +FLAGS (\\Deleted)', 'UID EXPUNGE 1,3']);
  });

  it('makes the folder when it is missing, also while the server has no MOVE', async () => {
    for (const plugins of [['UIDPLUS', 'MOVE'], []]) {
      const server = keep(await hoodiecrow.startImapServer(plugins));
      server.deliver(mailOf('one', 'x\r\n'));
      const mailbox = await entered(server);
      must(
        await mailbox.dispose(
          must(await mailbox.list()).map(({ id }) => id),
          { how: 'move', folder: 'Terminé' },
        ),
      );
      expect(must(await mailbox.list())).toEqual([]);
      must(await mailbox.close());
      expect(server.messages('Termin&AOk-').length).toBe(1);
    }
  });

  it('into the folder that is polled is unsupported, and nothing is said of it', async () => {
    const server = await scripted({ capabilities: able });
    const mailbox = await entered(server);
    expect(await mailbox.dispose(ids, { how: 'move', folder: 'inbox' })).toMatchObject({
      error: { kind: 'unsupported', disposal: 'move' },
    });
    expect(heard(server, /^UID|CREATE/)).toEqual([]);
  });
});

describe('a disposal that an IMAP server refuses', () => {
  const no = ['$ NO [OVERQUOTA] full'];
  const cases = [
    { it: 'MOVE', capabilities: able, disposal: done, answers: { 'UID MOVE': no }, answer: 'NO [OVERQUOTA]', said: ['MOVE'] },
    { it: 'COPY (L1)', capabilities: withoutMove, disposal: done, answers: { 'UID COPY': no }, answer: 'NO [OVERQUOTA]', said: ['COPY'] },
    {
      it: 'COPY, without UIDPLUS',
      capabilities: unable,
      disposal: done,
      answers: { 'UID COPY': no },
      answer: 'NO [OVERQUOTA]',
      said: ['COPY'],
    },
    {
      it: 'STORE behind COPY',
      capabilities: withoutMove,
      disposal: done,
      answers: { 'UID STORE': ['$ NO'] },
      answer: 'NO',
      said: ['COPY', 'STORE'],
    },
    { it: 'STORE (L3)', capabilities: withoutMove, disposal: remove, answers: { 'UID STORE': ['$ NO no'] }, answer: 'NO', said: ['STORE'] },
    {
      it: 'STORE, without UIDPLUS',
      capabilities: unable,
      disposal: remove,
      answers: { 'UID STORE': ['$ NO no'] },
      answer: 'NO',
      said: ['STORE'],
    },
    {
      it: 'STORE of flags',
      capabilities: able,
      disposal: { how: 'flag' },
      answers: { 'UID STORE': ['$ BAD no'] },
      answer: 'BAD',
      said: ['STORE'],
    },
    {
      it: 'EXPUNGE',
      capabilities: able,
      disposal: remove,
      answers: { 'UID EXPUNGE': ['$ NO [NOPERM] no'] },
      answer: 'NO [NOPERM]',
      said: ['STORE', 'EXPUNGE'],
    },
    {
      it: 'CREATE',
      capabilities: able,
      disposal: done,
      answers: { STATUS: ['$ NO'], CREATE: ['$ NO [NOPERM] no'] },
      answer: 'no',
      said: [],
    },
  ] as const;

  it.each(cases)('at $it is told apart from a dead connection, and the session goes on', async ({
    capabilities,
    disposal,
    answers,
    answer,
    said,
  }) => {
    const rows = [1, 2, 3].map((uid) => fetched(uid, `Subject: ${uid}\r\n\r\n`, { item: 'BODY[HEADER]<0>' }));
    const server = await scripted({ capabilities, answers: { ...answers, 'UID FETCH': [...rows, '$ OK'] } });
    const mailbox = await entered(server);
    expect(await mailbox.dispose(ids, disposal)).toMatchObject(refusedBy(answer));
    expect(heard(server, /^UID (?:MOVE|COPY|STORE|EXPUNGE)/).map((line) => line.split(' ')[1])).toEqual(said);
    expect(must(await mailbox.list()).map(({ id }) => id)).toEqual(ids);
    expect(heard(server, /^(?:EXPUNGE|CLOSE)/)).toEqual([]);
    must(await mailbox.close());
  });

  it('because the folder is for reading only is not even tried, and mails can still be read', async () => {
    const readOnly = ['* 3 EXISTS', '* OK [UIDVALIDITY 77] ok', '* OK [PERMANENTFLAGS ()] none', '$ OK [READ-ONLY] ok'];
    const server = await scripted({ capabilities: able, answers: { SELECT: readOnly, 'UID FETCH': [fetched(1, 'one\r\n'), '$ OK'] } });
    const mailbox = await entered(server);
    for (const disposal of [remove, done, { how: 'flag' }] as const)
      expect(await mailbox.dispose(ids, disposal)).toMatchObject(refusedBy('[READ-ONLY]'));
    expect(heard(server, /STORE|MOVE|COPY|EXPUNGE|CREATE/)).toEqual([]);
    expect((await collect(mailbox.fetch(['77:1'], limit))).map(kindOf)).toEqual(['ok']);
  });

  it('because no flag may be kept there is refused without a word', async () => {
    const flagless = ['* 3 EXISTS', '* OK [UIDVALIDITY 77] ok', '* OK [PERMANENTFLAGS ()] none', '$ OK [READ-WRITE] ok'];
    const server = await scripted({ capabilities: able, answers: { SELECT: flagless } });
    expect(await (await entered(server)).dispose(ids, remove)).toMatchObject({ error: { kind: 'disposal-refused' } });
    expect(heard(server, /EXPUNGE/)).toEqual([]);
  });

  it('and then takes can be tried again', async () => {
    let tries = 0;
    const server = await scripted({
      capabilities: able,
      answers: {
        'UID MOVE': (peer, tag) => {
          tries += 1;
          peer.say(`${tag} ${tries === 1 ? 'NO [INUSE] locked' : 'OK moved'}`);
        },
      },
    });
    const mailbox = await entered(server);
    expect(await mailbox.dispose(ids, done)).toMatchObject(refusedBy('NO [INUSE]'));
    must(await mailbox.dispose(ids, done));
  });

  it.each([
    ['RST', 'unreachable'],
    ['BYE', 'unreachable'],
    ['silence', 'timeout'],
  ])('%s in its place is no refusal', async (how, kind) => {
    const server = await scripted({
      capabilities: able,
      answers: {
        'UID STORE': (peer) => {
          if (how === 'RST') peer.reset();
          if (how === 'BYE') peer.say('* BYE Autologout', 'x OK');
          if (how === 'BYE') peer.end();
        },
      },
    });
    expect(kindOf(await (await entered(server)).dispose(ids, remove))).toBe(kind);
    expect(heard(server, /EXPUNGE/)).toEqual([]);
  });
});

describe('IMAP folders that are labels (Gmail, F13)', () => {
  it('get the label of the other folder before that of this one is taken off', async () => {
    const server = await scripted({ capabilities: `${withoutMove} X-GM-EXT-1` });
    const mailbox = await entered(server);
    must(await mailbox.dispose(['77:2'], { how: 'move', folder: '[Gmail]/Trash' }));
    const said = heard(server, /^UID (?:COPY|STORE|EXPUNGE)/);
    expect(said).toEqual(['UID COPY 2 "[Gmail]/Trash"', 'UID STORE 2 +FLAGS (\\Deleted)', 'UID EXPUNGE 2']);
  });
});
