/** The stories on a private Dovecot and Exim over IMAP, implicit TLS and STARTTLS; over POP3: real-servers-pop3.test.ts. */
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import { mailhostPlace } from './place.ts';
import { tellMainStories, tellStories } from './stories.ts';

describeWithMailhost('on Dovecot and Exim', (host) => {
  tellStories('IMAP with TLS', async () => mailhostPlace(host(), 'imap', 'tls'));
  tellMainStories('IMAP with STARTTLS', async () => mailhostPlace(host(), 'imap', 'starttls'));
});
