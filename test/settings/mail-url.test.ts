import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMailUrl } from '../../src/settings/mail-url.ts';

const reason = (text: string): string => {
  const url = parseMailUrl(text);
  return url.ok ? 'ok' : url.error.reason;
};

describe('a mail URL', () => {
  it('means TLS from the first byte with its own port when the scheme ends in s', () => {
    expect(parseMailUrl('imaps://u@h')).toMatchObject({
      ok: true,
      value: { protocol: 'imap', port: 993, security: 'tls', folder: 'INBOX' },
    });
    expect(parseMailUrl('pop3s://u@h')).toMatchObject({ ok: true, value: { protocol: 'pop3', port: 995, security: 'tls', folder: '' } });
    expect(parseMailUrl('smtps://u@h')).toMatchObject({ ok: true, value: { protocol: 'smtp', port: 465, security: 'tls' } });
  });

  it('means STARTTLS required otherwise', () => {
    expect(parseMailUrl('imap://u@h')).toMatchObject({ ok: true, value: { port: 143, security: 'starttls' } });
    expect(parseMailUrl('pop3://u@h')).toMatchObject({ ok: true, value: { port: 110, security: 'starttls' } });
    expect(parseMailUrl('SMTP://u@h')).toMatchObject({ ok: true, value: { port: 587, security: 'starttls' } });
  });

  it('goes without TLS only when that is written, and never against its own scheme', () => {
    expect(parseMailUrl('pop3://u@h?tls=off')).toMatchObject({ ok: true, value: { security: 'none' } });
    expect(reason('pop3s://u@h?tls=off')).toBe('contradictory-option');
    for (const query of ['tls=0', 'tls=no', 'TLS=off', 'tls']) expect(reason(`imap://u@h?${query}`), query).toBe('unknown-option');
  });

  it('splits the user at the last @, so that addresses need no encoding', () => {
    expect(parseMailUrl('imaps://site01@mail.test@127.0.0.1:11993/INBOX')).toMatchObject({
      ok: true,
      value: { user: 'site01@mail.test', host: '127.0.0.1', port: 11993, folder: 'INBOX' },
    });
    expect(parseMailUrl('pop3s://a%40b%2Fc%25@h')).toMatchObject({ ok: true, value: { user: 'a@b/c%' } });
  });

  it('names a folder by its path, accents and spaces encoded or not', () => {
    expect(parseMailUrl('imaps://u@h/Parc%20re%C3%A7u/Été')).toMatchObject({ ok: true, value: { folder: 'Parc reçu/Été' } });
    expect(parseMailUrl('imaps://u@h/')).toMatchObject({ ok: true, value: { folder: 'INBOX' } });
    expect(reason('pop3s://u@h/INBOX')).toBe('unexpected-path');
  });

  it('takes IPv6 addresses and names with accents', () => {
    expect(parseMailUrl('imaps://u@[::1]:1993')).toMatchObject({ ok: true, value: { host: '::1', port: 1993 } });
    expect(parseMailUrl('imaps://u@méssagerie.fr')).toMatchObject({ ok: true, value: { host: 'xn--mssagerie-b4a.fr' } });
    for (const url of ['imaps://u@[::1', 'imaps://u@a b', 'imaps://u@a,b', 'imaps://u@a\\b']) expect(reason(url), url).toBe('bad-host');
  });

  it('names a local folder by its absolute path, as written', () => {
    expect(parseMailUrl('maildir:/srv/mail/100% sûr')).toMatchObject({
      ok: true,
      value: { protocol: 'maildir', path: '/srv/mail/100% sûr', host: '', port: 0 },
    });
    expect(parseMailUrl('maildir:///srv/mail')).toMatchObject({ ok: true, value: { path: '/srv/mail' } });
    expect(parseMailUrl('maildir:C:\\Parc\\mail')).toMatchObject({ ok: true, value: { path: 'C:\\Parc\\mail' } });
    expect(reason('maildir:mail')).toBe('relative-path');
    expect(reason('maildir:')).toBe('no-path');
    expect(parseMailUrl('memory:siege')).toMatchObject({ ok: true, value: { protocol: 'memory', path: 'siege' } });
  });

  it('may ask for XOAUTH2', () => {
    expect(parseMailUrl('imaps://u@h?auth=xoauth2')).toMatchObject({ ok: true, value: { auth: 'xoauth2' } });
    expect(reason('imaps://u@h?auth=ntlm')).toBe('unknown-option');
  });

  it('needs a user everywhere but at a relay', () => {
    expect(reason('imaps://h')).toBe('no-user');
    expect(reason('pop3s://@h')).toBe('no-user');
    expect(parseMailUrl('smtp://localhost:25?tls=off')).toMatchObject({ ok: true, value: { user: '' } });
  });

  it('is refused with the part that was not understood', () => {
    expect(parseMailUrl('http://x')).toMatchObject({ ok: false, error: { reason: 'unknown-scheme', detail: 'http' } });
    expect(parseMailUrl('imaps://u@h:70000')).toMatchObject({ ok: false, error: { reason: 'bad-port', detail: '70000' } });
    expect(reason('')).toBe('empty');
    expect(reason('jean@exemple.fr')).toBe('not-a-url');
    expect(reason('imaps:u@h')).toBe('not-a-url');
    expect(reason('constructor://u@h')).toBe('unknown-scheme');
    expect(reason('imaps://u@')).toBe('no-host');
    expect(reason('imaps://%zz@h')).toBe('bad-encoding');
    expect(reason('imaps://u\r\nA1 LOGOUT@h')).toBe('control-character');
    expect(reason('imaps://u%0d%0aA1@h')).toBe('bad-encoding');
    expect(reason('imaps://u@h/a%00b')).toBe('bad-encoding');
  });

  it('is refused with a password in it, even one that holds / ? # or @, and never repeats it', () => {
    const passwords = ['Secret9', 'Sec/ret9', 'Sec?ret9', 'Sec#ret9', 'S@ec:ret9', '9/Secret9', 'Secret9%zz'];
    for (const scheme of ['imaps', 'pop3', 'smtps']) {
      for (const password of passwords) {
        const url = parseMailUrl(`${scheme}://jean:${password}@h.fr`);
        expect(url.ok, password).toBe(false);
        expect(JSON.stringify(url)).not.toMatch(/ret9|Sec/);
      }
    }
    expect(reason('imaps://jean:Sec/ret9@h.fr')).toBe('password-in-url');
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseMailUrl(text).ok === 'boolean'));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => typeof parseMailUrl(`imaps://${text}`).ok === 'boolean'));
  });

  it('gives back any user and folder that were percent-encoded', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\u0000-\u001f\u007f]/.test(text) && text.isWellFormed());
    fc.assert(
      fc.property(name, name, (user, folder) => {
        const url = parseMailUrl(`imaps://${encodeURIComponent(user)}@h/${encodeURIComponent(folder)}`);
        expect(url).toMatchObject({ ok: true, value: { user, folder } });
      }),
    );
  });
});
