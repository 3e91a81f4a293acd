/** Mails as files in a folder: read without altering anything, written whole or not at all. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Result } from '../../src/result.ts';
import { openEmlMailbox, openEmlOutbox } from '../../src/transport/eml-folder.ts';

const mail = (subject: string): Buffer => Buffer.from(`From: a@mail.test\r\nSubject: ${subject}\r\n\r\nbody\r\n`);

const expectOk = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-eml-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

describe('a mailbox over a folder', () => {
  test('lists the .eml files directly in it, by name; other files, hidden ones, links and folders are none', async () => {
    await writeFile(join(folder, 'b.EML'), mail('second'));
    await writeFile(join(folder, 'a.eml'), mail('first'));
    await writeFile(join(folder, '.c.eml'), mail('hidden'));
    await writeFile(join(folder, 'readme.txt'), 'no mail');
    await symlink(join(folder, 'a.eml'), join(folder, 'link.eml'));
    await mkdir(join(folder, 'folder.eml'));
    const mailbox = expectOk(await openEmlMailbox(folder)({ readOnly: true }));
    const listed = expectOk(await mailbox.list());
    expect(listed.map(({ id, bytes }) => [id, bytes])).toEqual([
      ['a.eml', mail('first').length],
      ['b.EML', mail('second').length],
    ]);
    expect(Buffer.from(listed[0]?.headers ?? []).toString()).toBe('From: a@mail.test\r\nSubject: first\r\n\r\n');
    expect(expectOk(await mailbox.list(['b.EML', 'gone.eml'])).map(({ id }) => id)).toEqual(['b.EML']);
  });

  test('fetches byte for byte; what is gone or too large is an error in its place', async () => {
    await writeFile(join(folder, 'a.eml'), mail('first'));
    await writeFile(join(folder, 'big.eml'), Buffer.alloc(2000));
    const mailbox = expectOk(await openEmlMailbox(folder)({ readOnly: false }));
    const answers = [];
    for await (const fetched of mailbox.fetch(['gone.eml', 'big.eml', '../a.eml', 'a.eml'], 1000)) answers.push(fetched);
    expect(answers.map((each) => (each.ok ? each.value.id : each.error.kind))).toEqual(['gone', 'too-large', 'gone', 'a.eml']);
    expect(answers.at(-1)).toEqual({ ok: true, value: { id: 'a.eml', raw: mail('first') } });
  });

  test('disposes of nothing', async () => {
    await writeFile(join(folder, 'a.eml'), mail('first'));
    const mailbox = expectOk(await openEmlMailbox(folder)({ readOnly: false }));
    expect(await mailbox.dispose(['a.eml'], { how: 'delete' })).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
    expect(await readdir(folder)).toEqual(['a.eml']);
  });

  test('of a folder that is not there is an error', async () => {
    const opened = await openEmlMailbox(join(folder, 'missing'))({ readOnly: true });
    expect(opened).toMatchObject({ ok: false, error: { kind: 'folder', cause: 'ENOENT' } });
  });
});

describe('an outbox into a folder', () => {
  const posting = (messageId: string) => ({ from: 'a@mail.test', to: 'b@mail.test', messageId, raw: mail('x') });

  test('writes one file a mail, the same mail to the same file, whatever its name says', async () => {
    const outbox = expectOk(await openEmlOutbox(folder)({}));
    expectOk(await outbox.post(posting('malleposte.1@mail.test')));
    expectOk(await outbox.post(posting('malleposte.1@mail.test')));
    expectOk(await outbox.post(posting('../../x:y/z')));
    expect((await readdir(folder)).sort()).toEqual(['.._.._x_y_z.eml', 'malleposte.1@mail.test.eml']);
    expect(await readFile(join(folder, 'malleposte.1@mail.test.eml'))).toEqual(mail('x'));
  });

  test('makes no folder: a stick that is not there is an error, and so is a file', async () => {
    expect(await openEmlOutbox(join(folder, 'missing'))({})).toMatchObject({ ok: false, error: { kind: 'folder', cause: 'ENOENT' } });
    await writeFile(join(folder, 'file'), '');
    expect(await openEmlOutbox(join(folder, 'file'))({})).toMatchObject({ ok: false, error: { kind: 'folder', cause: 'ENOTDIR' } });
  });
});
