/** The stories on a private Dovecot and Exim: IMAP and POP3, implicit TLS and STARTTLS. */
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import { mailhostPlace } from './place.ts';
import { tellStories } from './stories.ts';

describeWithMailhost('on Dovecot and Exim', (host) => {
  tellStories('IMAP with TLS', async () => mailhostPlace(host(), 'imap', 'tls'));
  tellStories('IMAP with STARTTLS', async () => mailhostPlace(host(), 'imap', 'starttls'));
  tellStories('POP3 with TLS', async () => mailhostPlace(host(), 'pop3', 'tls'));
  tellStories('POP3 with STLS', async () => mailhostPlace(host(), 'pop3', 'starttls'));
});
