import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../src/disk/lock.ts';
import { startModule, temporaryFolder } from './places.ts';

const holder = `import { takeLock } from './src/disk/lock.ts';
  const lock = takeLock(process.argv[1], process.argv[2]);
  console.log(lock.ok ? 'taken' : JSON.stringify(lock.error));
  process.stdin.once('data', () => { lock.value.release(); console.log('released'); });
  setInterval(() => undefined, 1000);`;

describe('the lock of a home', () => {
  it('refuses a second process at once, and says who holds it', async () => {
    const home = await temporaryFolder();
    const first = startModule(holder, home, 'receive');
    await first.said('taken');
    const before = performance.now();
    const second = takeLock(home, 'send');
    expect(performance.now() - before).toBeLessThan(500);
    expect(second).toMatchObject({ ok: false, error: { kind: 'home-busy', path: home, retry: 'later' } });
    expect(second.ok || (second.error.kind === 'home-busy' && second.error.holder)).toMatch(
      new RegExp(`^receive, pid ${first.child.pid}, 20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z$`),
    );
  });

  it('is free the moment its holder is killed with -9', async () => {
    const home = await temporaryFolder();
    for (let round = 0; round < 2; round += 1) {
      const first = startModule(holder, home, 'receive');
      await first.said('taken');
      expect(takeLock(home, 'send').ok).toBe(false);
      first.child.kill('SIGKILL');
      await first.ended;
      const second = takeLock(home, 'send');
      expect(second.ok).toBe(true);
      if (second.ok) second.value.release();
    }
  });

  it('is free after a release, which may be called twice', async () => {
    const home = await temporaryFolder();
    const first = startModule(holder, home, 'receive');
    await first.said('taken');
    first.child.stdin?.write('go\n');
    await first.said('released');
    const second = takeLock(home, 'send');
    expect(second.ok).toBe(true);
    if (!second.ok) return;
    second.value.release();
    second.value.release();
    const third = takeLock(home, 'send');
    expect(third.ok).toBe(true);
    if (third.ok) third.value.release();
    expect(await readdir(home)).toEqual(['lock.db']);
  });

  it('holds within one process, too', async () => {
    const home = await temporaryFolder();
    const first = takeLock(home, 'run');
    expect(takeLock(home, 'send')).toMatchObject({ ok: false, error: { kind: 'home-busy' } });
    if (first.ok) first.value.release();
    expect(first.ok).toBe(true);
  });

  it('is of one home only', async () => {
    const locks = [takeLock(await temporaryFolder(), 'send'), takeLock(await temporaryFolder(), 'send')];
    expect(locks.map(({ ok }) => ok)).toEqual([true, true]);
    for (const lock of locks) if (lock.ok) lock.value.release();
  });

  it('lets one of many processes in when all come at once', async () => {
    const home = await temporaryFolder();
    const all = Array.from({ length: 4 }, () => startModule(holder, home, 'send'));
    await Promise.all(all.map(({ said }) => said('\n')));
    expect(all.filter(({ output }) => output().startsWith('taken'))).toHaveLength(1);
  });

  it('without a home is an error of its own, and so is a lock file that is none', async () => {
    const home = await temporaryFolder();
    expect(takeLock(join(home, 'none'), 'send')).toEqual({
      ok: false,
      error: { kind: 'home-missing', path: join(home, 'none'), retry: 'never' },
    });
    await writeFile(join(home, 'lock.db'), 'x'.repeat(8192));
    expect(takeLock(home, 'send')).toMatchObject({ ok: false, error: { kind: 'file-unreadable', cause: 'SQLITE_NOTADB' } });
  });
});
