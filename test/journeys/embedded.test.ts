/** The stories over POP3 and SMTP on the embedded server, with both kinds of TLS. */
import { embeddedPlace } from './place.ts';
import { tellMainStories } from './stories.ts';

tellMainStories('the embedded server, implicit TLS', () => embeddedPlace('tls'));
tellMainStories('the embedded server, STARTTLS', () => embeddedPlace('starttls'));
