/** The stories on a private Dovecot and Exim over POP3, STLS and implicit TLS; over IMAP: real-servers-imap.test.ts. */
import { describeProof } from '../endurance/length.ts';
import { mailhostPlace } from './place.ts';
import { tellMainStories, tellStories } from './stories.ts';

describeProof('on Dovecot and Exim', (host) => {
  tellStories('POP3 with STLS', async () => mailhostPlace(host(), 'pop3', 'starttls'));
  tellMainStories('POP3 with TLS', async () => mailhostPlace(host(), 'pop3', 'tls'));
});
