/**
 * The port Access on HOME/keys/web-access.json (access-file.ts): who may use the web page. Sessions, cookies and how often somebody
 * may try are not known here: they are the business of web/api.
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../result.ts';
import { type AccessFile, changeAccessFile, type KeptToken, readAccessFile } from './access-file.ts';
import { hashPassword, matchesPassword, type PasswordHash, recommendedCost } from './password-hash.ts';
import type { Access, AccessError, AccessRole, AccessToken } from './port.ts';

export type AccessOptions = {
  readonly now: () => Date;
  /** N of scrypt for new passwords; tests take less. */
  readonly cost?: number;
};

const accessRoles: readonly AccessRole[] = ['administrator', 'reader'];

const minimumLength = 12;
const dayMs = 86_400_000;

/** Touches no file before it is asked something. */
export const openAccess = (home: string, { now, cost = recommendedCost }: AccessOptions): Access => {
  const one = openQueue();
  return {
    passwords: async () => mapped(await readAccessFile(home), passwordsOf),
    setPassword: (role, password) => setPassword(home, { role, password, now, hash: () => one(() => hashPassword(password, cost)) }),
    removePassword: (role) => removePassword(home, role),
    checkPassword: ({ role, password }) => one(() => checkPassword(home, { roles: role ? [role] : accessRoles, password, cost })),
    createToken: (options) => createToken(home, { ...options, now: now() }),
    tokens: async () => mapped(await readAccessFile(home), ({ tokens }) => tokens.map(shown)),
    revokeToken: (id) => revokeToken(home, id),
    checkToken: (token) => checkToken(home, token, now()),
  };
};

/** One after the other: each scrypt takes 128 MiB, and strangers may ask for many. */
const openQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    // Whoever asked hears of the failure; the next one begins all the same.
    last = done.catch(() => undefined);
    return done;
  };
};

const mapped = <T, U>(read: Result<T, AccessError>, map: (value: T) => U): Result<U, AccessError> => (read.ok ? ok(map(read.value)) : read);

// ---------------------------------------------------------------- passwords

const passwordsOf = ({ passwords }: AccessFile) =>
  accessRoles.flatMap((role) => {
    const kept = passwords[role];
    return kept ? [{ role, setAt: kept.setAt }] : [];
  });

type NewPassword = {
  readonly role: AccessRole;
  readonly password: string;
  readonly now: () => Date;
  readonly hash: () => Promise<PasswordHash>;
};

const setPassword = async (home: string, { role, password, now, hash: derive }: NewPassword): Promise<Result<void, AccessError>> => {
  const { length } = [...password.normalize('NFKC')];
  if (length < minimumLength) return err({ kind: 'password-short', length, minimum: minimumLength, retry: 'never' });
  const hashed = await derive();
  return changeAccessFile(home, (file) => {
    const passwords = { ...file.passwords, [role]: { ...hashed, setAt: now().toISOString() } };
    return ok({ file: { ...file, passwords }, answer: undefined });
  });
};

const removePassword = (home: string, role: AccessRole): Promise<Result<boolean, AccessError>> =>
  changeAccessFile(home, (file) => {
    const { [role]: removed, ...others } = file.passwords;
    return ok(removed ? { file: { ...file, passwords: others }, answer: true } : { answer: false });
  });

type Attempt = { readonly roles: readonly AccessRole[]; readonly password: string; readonly cost: number };

/** One derivation for each role asked for, whatever the file holds and whichever matches. */
const checkPassword = async (home: string, { roles, password, cost }: Attempt): Promise<Result<AccessRole | undefined, AccessError>> => {
  const file = await readAccessFile(home);
  if (!file.ok) return file;
  let found: AccessRole | undefined;
  for (const role of roles) {
    const kept = file.value.passwords[role];
    const matches = await matchesPassword(password, kept ? hashOf(kept) : nobodys(cost));
    if (kept && matches) found ??= role;
  }
  return ok(found);
};

const hashOf = ({ setAt: _, ...kept }: PasswordHash & { readonly setAt: string }): PasswordHash => kept;

/** Of no password. */
const nobodys = (cost: number): PasswordHash => ({
  cost,
  blockSize: 8,
  parallelism: 1,
  salt: randomBytes(16).toString('base64url'),
  hash: randomBytes(32).toString('base64url'),
});

// ---------------------------------------------------------------- tokens

const tokenForm = /^malle_[A-Za-z0-9_-]{43}$/;

/** No space and no sign that a trace or a terminal would read: letters, digits, `.`, `_`, `-`. */
const nameForm = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;

const maxDays = 3650;

const isLasting = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= maxDays;

const createToken = async (
  home: string,
  { name, scope, days, now }: Parameters<Access['createToken']>[0] & { readonly now: Date },
): ReturnType<Access['createToken']> => {
  if (!nameForm.test(name)) return err({ kind: 'token-name-invalid', name, retry: 'never' });
  if (days !== undefined && !isLasting(days)) return err({ kind: 'token-days-invalid', days, maximum: maxDays, retry: 'never' });
  const token = `malle_${randomBytes(32).toString('base64url')}`;
  const kept: KeptToken = {
    id: randomBytes(6).toString('hex'),
    name,
    scope,
    sha256: hash('sha256', token, 'hex'),
    createdAt: now.toISOString(),
    expiresAt: days === undefined ? '' : new Date(now.getTime() + days * dayMs).toISOString(),
    lastUsedAt: '',
  };
  return changeAccessFile(home, (file) => {
    const same = file.tokens.find((each) => each.name === name);
    if (same) return err({ kind: 'token-exists', name, id: same.id, retry: 'never' });
    return ok({ file: { ...file, tokens: [...file.tokens, kept] }, answer: { ...shown(kept), token } });
  });
};

const shown = ({ sha256: _, ...token }: KeptToken): AccessToken => token;

const revokeToken = (home: string, id: string): ReturnType<Access['revokeToken']> =>
  changeAccessFile(home, (file) => {
    const revoked = file.tokens.find((token) => token.id === id);
    if (!revoked) return err({ kind: 'token-unknown', id, retry: 'never' });
    return ok({ file: { ...file, tokens: file.tokens.filter((token) => token !== revoked) }, answer: shown(revoked) });
  });

const checkToken = async (home: string, token: string, now: Date): ReturnType<Access['checkToken']> => {
  const file = await readAccessFile(home);
  if (!file.ok) return file;
  if (!tokenForm.test(token)) return ok(undefined);
  const given = hash('sha256', token, 'buffer');
  const known = file.value.tokens.filter(({ sha256 }) => timingSafeEqual(given, Buffer.from(sha256, 'hex')))[0];
  if (!known || (known.expiresAt !== '' && known.expiresAt <= now.toISOString())) return ok(undefined);
  const today = now.toISOString().slice(0, 10);
  if (known.lastUsedAt !== today) await noteUse(home, known.id, today);
  const { id, name, scope } = known;
  return ok({ id, name, scope });
};

/** Once a day. A full disk or a file that may not be written keeps nobody out: the day is for people to look at. */
const noteUse = async (home: string, id: string, lastUsedAt: string): Promise<boolean> => {
  const noted = await changeAccessFile(home, (file) => {
    const tokens = file.tokens.map((token) => (token.id === id ? { ...token, lastUsedAt } : token));
    return ok({ file: { ...file, tokens }, answer: undefined });
  });
  return noted.ok;
};
