/** What is told about who may use the web page, in English. */
import type { AccessWords } from '../access.ts';
import type { Format } from '../format.ts';

const roles: AccessWords['roles'] = { administrator: 'administrators', reader: 'readers' };

export const englishAccess = (format: Format): AccessWords => ({
  roles,
  scopes: { read: 'look', act: 'look and act' },
  titles: { passwords: 'Passwords', tokens: 'Tokens' },
  columns: { id: 'Id', name: 'Name', scope: 'May', createdAt: 'Made', expiresAt: 'Expires', lastUsedAt: 'Last used' },
  noPassword: 'none',
  setAt: (date) => `set on ${format.date(date)}`,
  noTokens: 'No program has a token.',
  never: 'never',
  expired: 'expired',
  askRole: 'Whose password?',
  askScope: 'What may the program do?',
  askPassword: (role) => `New password of the ${roles[role]} (12 characters or more)`,
  askAgain: 'The same password once more',
  passwordSet: (role) => `The password of the ${roles[role]} is set; sessions opened with the one before are over.`,
  passwordRemoved: (role) => `The ${roles[role]} have no password any more; sessions opened with it are over.`,
  hadNone: (role) => `The ${roles[role]} had no password.`,
  tokenMade: (name, expiresAt) =>
    `The token "${name}", shown this once and kept nowhere${expiresAt === '' ? '' : `, valid until ${format.date(expiresAt)}`}:`,
  tokenKeep: 'The program sends it with each request, in the header "Authorization: Bearer TOKEN".',
  tokenRevoked: (name) => `The token "${name}" is void from now on.`,
});
