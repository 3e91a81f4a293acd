/** Causes, in English: pieces of a sentence, after a colon. */
import type { CauseWords } from '../causes.ts';

export const englishCauses: CauseWords = {
  'name-unknown': 'this server name is unknown',
  'connection-refused': 'nothing listens on this port',
  'no-answer': 'the server does not answer',
  'no-route': 'the network does not lead there',
  'connection-cut': 'the connection was cut',
  'self-signed': 'it is signed by itself',
  expired: 'it has expired',
  'other-name': 'it was made out to another server name',
  'unknown-authority': 'its certificate authority is unknown here',
  'other-fingerprint': 'it is not the one whose fingerprint was pinned',
  forbidden: 'this account may not access it',
  absent: 'this path does not exist',
  'not-a-folder': 'it is not a folder',
  'in-use': 'another program is using it',
  'read-only': 'this disk is read-only',
  'disk-full': 'the disk is full',
  altered: 'it has changed since it was written',
  damaged: 'its content is damaged',
};
