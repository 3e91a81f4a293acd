/** The stories over POP3 and SMTP on the embedded server, with both kinds of TLS. */
import { embeddedPlace } from './place.ts';
import { tellMainStories, tellStories } from './stories.ts';

tellMainStories('the embedded server, implicit TLS', () => embeddedPlace('tls'));
tellStories('the embedded server, STARTTLS', () => embeddedPlace('starttls'));
