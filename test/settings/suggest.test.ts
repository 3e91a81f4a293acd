import { describe, expect, it } from 'vitest';
import { describeSettings } from '../../src/settings/describe.ts';
import { parseMailUrl } from '../../src/settings/mail-url.ts';
import { findProvider } from '../../src/settings/providers.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { suggest } from '../../src/settings/suggest.ts';

describe('a suggestion', () => {
  it('knows the servers of the well-known providers', () => {
    expect(suggest('mailbox', { address: 'jean@orange.fr' })).toEqual([
      'imaps://jean@orange.fr@imap.orange.fr:993/INBOX',
      'pop3s://jean@orange.fr@pop.orange.fr:995',
    ]);
    expect(suggest('outbox', { address: 'jean@wanadoo.fr' })).toEqual(['smtps://jean@wanadoo.fr@smtp.orange.fr:465']);
    expect(suggest('outbox', { address: 'jean@iCloud.com' })).toEqual(['smtp://jean@iCloud.com@smtp.mail.me.com:587']);
    for (const domain of [
      'free.fr',
      'sfr.fr',
      'laposte.net',
      'gmail.com',
      'outlook.com',
      'yahoo.fr',
      'gmx.fr',
      'zoho.eu',
      'infomaniak.com',
      'gandi.net',
      'ionos.fr',
    ])
      expect(suggest('mailbox', { address: `a@${domain}` }).length, domain).toBeGreaterThan(0);
    expect(suggest('mailbox', { address: 'a@proton.me' })).toEqual(['imap://a@proton.me@127.0.0.1:1143/INBOX']);
  });

  it('asks for OAuth where passwords are refused, subdomains included', () => {
    expect(suggest('outbox', { address: 'parc@contoso.onmicrosoft.com' })).toEqual([
      'smtp://parc@contoso.onmicrosoft.com@smtp.office365.com:587?auth=xoauth2',
    ]);
    expect(findProvider('notgmail.com')).toBeUndefined();
  });

  it('proposes the usual names for the domain of a company, then the usual hosts', () => {
    const mailboxes = suggest('mailbox', { address: 'lyon@exemple.fr' });
    expect(mailboxes.slice(0, 3)).toEqual([
      'imaps://lyon@exemple.fr@imap.exemple.fr:993/INBOX',
      'pop3s://lyon@exemple.fr@pop.exemple.fr:995',
      'imaps://lyon@exemple.fr@mail.exemple.fr:993/INBOX',
    ]);
    expect(mailboxes.some((url) => url.includes('ssl0.ovh.net'))).toBe(true);
    expect(suggest('outbox', { address: 'lyon@exemple.fr' })[0]).toBe('smtps://lyon@exemple.fr@smtp.exemple.fr:465');
  });

  it('is always an address that the settings take', () => {
    for (const address of ['a@orange.fr', 'a/b%c?#@exemple.fr', 'a@x.onmicrosoft.com'])
      for (const url of [...suggest('mailbox', { address }), ...suggest('outbox', { address })])
        expect(parseMailUrl(url), url).toMatchObject({ ok: true, value: { user: address } });
  });

  it('reads site, name and company from the address', () => {
    const known = { role: 'distant', address: 'parc-saint.etienne@dupont-freres.fr' } as const;
    expect(suggest('site', known)).toEqual(['saint']);
    expect(suggest('site', { ...known, name: 'Saint-Étienne' })[0]).toBe('saint-etienne');
    expect(suggest('name', { ...known, site: 'lyon' })[0]).toBe('Lyon');
    expect(suggest('organisation', known)).toEqual(['Dupont-freres']);
    expect(suggest('organisation', { address: 'a@orange.fr' })).toEqual([]);
    expect(suggest('site', { role: 'common' })).toEqual(['siege']);
  });

  it('falls back on the choices and the default of the schema', () => {
    expect(suggest('language', {})).toEqual(['auto', 'fr', 'en']);
    expect(suggest('seal', {})).toEqual(['true', 'false']);
    expect(suggest('invitationDays', {})).toEqual(['14']);
    expect(suggest('dossier', { platform: 'win32' })[0]).toMatch(/^C:\\/);
  });

  it('has nothing to say of passwords and of fields that do not exist', () => {
    for (const field of ['password', 'constructor', '__proto__', '']) expect(suggest(field, { address: 'a@b.fr' })).toEqual([]);
  });

  it('of every text field passes the schema', () => {
    const known = { role: 'distant', address: 'lyon@exemple.fr', name: 'Lyon' } as const;
    const least = { role: 'distant', dossier: '/d', address: 'a@b.fr', mailbox: 'memory:a', outbox: 'memory:a' };
    const texts = describeSettings('en').filter(({ type }) => ['text', 'URL', 'path', 'address', 'SHA-256'].includes(type));
    for (const { key } of texts)
      for (const value of suggest(key, known)) expect(readSettings({ ...least, [key]: value }).ok, `${key} ${value}`).toBe(true);
  });
});
