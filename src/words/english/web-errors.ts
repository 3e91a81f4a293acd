/** What the web page refuses, and what goes wrong with the list of who may use it. In English. */
import { quoteAnswer } from '../causes.ts';
import type { ErrorWords, WebErrorKind } from '../error-words.ts';

export const englishWebErrors: ErrorWords<WebErrorKind> = {
  'access-damaged': ({ path }, _format, ways) => ({
    what: 'Nobody can come in by password or token: the list of who may use the web page is damaged.',
    why: `The content of this file is not what Malleposte wrote: ${path}`,
    remedy: `Put it back from a backup of the home; or remove it, then set the passwords again (${ways.accessPasswords}) and hand out new tokens.`,
  }),
  'password-short': ({ length, minimum }, format) => ({
    what: 'This password is too short; nothing was changed.',
    why: `It has ${format.count(length, { one: 'character', other: 'characters' })}; at least ${format.number(minimum)} are needed.`,
    remedy: 'Choose a longer one: four or five words that nobody would put together are easy to remember.',
  }),
  'token-name-invalid': ({ name }) => ({
    what: `A token cannot be called "${quoteAnswer(name)}".`,
    why: 'A name has 1 to 40 letters, digits, ".", "_" or "-", without spaces, and begins with a letter or a digit.',
    remedy: 'Name it after the program that will use it, for example "backup" or "wiki-2".',
  }),
  'token-days-invalid': ({ days, maximum }, format) => ({
    what: `A token cannot last for ${format.number(days)} days.`,
    why: `It lasts from 1 to ${format.number(maximum)} days.`,
    remedy: 'Give another number of days, or none for a token that does not expire.',
  }),
  'token-exists': ({ name, id }, _format, ways) => ({
    what: `There is a token called "${name}" already; nothing was changed.`,
    why: `Its id is ${id}; two tokens of one name could not be told apart in the trace.`,
    remedy: `Choose another name, or revoke that one first: ${ways.revokeToken(id)}`,
  }),
  'token-unknown': ({ id }, _format, ways) => ({
    what: `No token has the id ${quoteAnswer(id)}.`,
    why: 'It was revoked, or the id is not complete.',
    remedy: ways.tokenIds,
  }),
  'host-refused': ({ host }) => ({
    what: 'This address does not lead to the page of Malleposte.',
    why: `The page does not answer to the name "${quoteAnswer(host)}".`,
    remedy: 'Open the address that Malleposte printed when it started, as it stands there (on a terminal: "malleposte serve").',
  }),
  'origin-refused': ({ origin }, _format, ways) => ({
    what: 'This request comes from another page; it was refused.',
    why: origin === '' ? 'The browser does not say that it comes from this page.' : `It comes from "${quoteAnswer(origin)}".`,
    remedy: `Do it on the page of Malleposte itself. A program brings a token instead (${ways.makeToken}).`,
  }),
  'method-refused': ({ method }) => ({
    what: `The method ${quoteAnswer(method)} is not served here.`,
    why: 'The page knows GET, HEAD, POST, PUT, PATCH and DELETE, and answers no questions from other origins.',
    remedy: 'Use the method that the API page gives for this address.',
  }),
  'csrf-refused': () => ({
    what: 'This change was not made.',
    why: 'The request lacks the proof that it comes from this very page.',
    remedy: 'Reload the page and try once more.',
  }),
  'not-logged-in': () => ({
    what: 'You are not logged in.',
    why: 'Your session has ended, or the token is not valid any more.',
    remedy: 'Log in again, or ask for a new link on a terminal: "malleposte serve"; a program needs a valid token.',
  }),
  'not-allowed': ({ needed }) => ({
    what: 'This is not for you.',
    why:
      needed === 'session'
        ? 'Passwords and tokens are managed by a person who has logged in, never by a token.'
        : 'Only administrators may do this; you may look.',
    remedy:
      needed === 'session'
        ? 'Do it yourself on the page, or on a terminal: "malleposte access".'
        : 'Ask an administrator, or log in with the password of the administrators.',
  }),
  'password-wrong': () => ({
    what: 'This password is not right.',
    why: 'It is not the one that was set for this page.',
    remedy:
      'Try again with care for capitals. If it is forgotten, set a new one on the machine itself, on a terminal: "malleposte access password".',
  }),
  'too-many-attempts': ({ seconds }, format) => ({
    what: 'There were too many wrong passwords.',
    why: 'Whoever guesses has to wait, a little longer each time.',
    remedy: `Try again in ${format.duration(seconds * 1000)}.`,
  }),
  'link-used': () => ({
    what: 'This link does not open the page any more.',
    why: 'A link serves once, and for a quarter of an hour.',
    remedy: 'Ask for a new link on a terminal ("malleposte serve"), or log in with a password.',
  }),
  'body-too-large': ({ limit }, format) => ({
    what: 'What was sent is too large.',
    why: `At most ${format.bytes(limit)} are taken here.`,
    remedy: 'Send less at a time; files of inventories are taken in on a terminal: "malleposte import".',
  }),
  'not-json': ({ type }) => ({
    what: 'What was sent is not JSON.',
    why: type === '' ? 'Its kind is not said.' : `It says that it is "${quoteAnswer(type)}".`,
    remedy: 'Send JSON with the header "Content-Type: application/json".',
  }),
};
