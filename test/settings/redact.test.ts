import { describe, expect, it } from 'vitest';
import { redactSettings, redactUrl } from '../../src/settings/redact.ts';
import type { Settings } from '../../src/settings/settings.ts';

describe('a redacted text', () => {
  it('hides passwords of URLs, whatever they are made of, and leaves the rest', () => {
    expect(redactUrl('imaps://jean:s3cret@imap.fr/INBOX')).toBe('imaps://jean:***@imap.fr/INBOX');
    expect(redactUrl('imaps://jean:s3@cr/et?x#y@imap.fr')).toBe('imaps://jean:***@imap.fr');
    expect(redactUrl('imaps://jean@exemple.fr:s3cret@imap.fr')).not.toContain('s3cret');
    expect(redactUrl('cannot reach smtps://a:pw1@h:465 (refused)')).toBe('cannot reach smtps://a:***@h:465 (refused)');
  });

  it('hides options that sound like secrets', () => {
    expect(redactUrl('imaps://u@h?auth=xoauth2&access_token=abc&x=1')).toBe('imaps://u@h?auth=xoauth2&access_token=***&x=1');
  });

  it('leaves addresses without a secret as they are', () => {
    for (const url of ['imaps://jean@exemple.fr@imap.fr:993/INBOX', 'maildir:/var/mail', 'smtp://localhost:25?tls=off', 'memory:a'])
      expect(redactUrl(url)).toBe(url);
  });

  it('may be settings', () => {
    const settings = { mailbox: 'imaps://a:canary@h', outbox: 'smtps://a:canary@h', name: 'Lyon' } as Settings;
    expect(JSON.stringify(redactSettings(settings))).not.toContain('canary');
    expect(redactSettings(settings).name).toBe('Lyon');
  });
});
