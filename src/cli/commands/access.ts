/** `access list|password|token|revoke`: who may use the web page, by password or by token. */
import { createWebToken, removeWebPassword, revokeWebToken, setWebPassword } from '../../jobs/web-access.ts';
import type { AccessRole, AccessToken, PasswordState, TokenScope } from '../../keys/port.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import { argumentOf, type Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, report, show, widthOfTable, widthOfTerminal } from '../context.ts';
import { type Given, isOn, numberOf, textOf } from '../given.ts';
import { definitions, table } from '../layout.ts';
import { atAnySite } from '../opening.ts';
import { readPasswordFile } from '../passwords.ts';

const roles: readonly AccessRole[] = ['administrator', 'reader'];
const scopes: readonly TokenScope[] = ['read', 'act'];

export const accessListCommand: Command = { path: 'access list', options: [], run: runList };

export const accessPasswordCommand: Command = {
  path: 'access password',
  // Variables of their own: the usual ones are those of the home's role and of its mailbox.
  options: [
    { name: 'role', value: roles.join('|'), reading: roles, word: 'accessRole', variable: 'MALLEPOSTE_ACCESS_ROLE' },
    {
      name: 'password-file',
      value: 'FILE',
      reading: 'text',
      word: 'accessPasswordFile',
      variable: 'MALLEPOSTE_ACCESS_PASSWORD_FILE',
    },
    { name: 'remove', reading: 'flag', word: 'removePassword', variable: 'MALLEPOSTE_ACCESS_REMOVE' },
  ],
  run: runPassword,
};

export const accessTokenCommand: Command = {
  path: 'access token',
  argument: { form: '<name>', word: 'tokenName' },
  options: [
    { name: 'scope', value: scopes.join('|'), reading: scopes, word: 'tokenScope', variable: 'MALLEPOSTE_TOKEN_SCOPE' },
    { name: 'days', value: 'N', reading: 'whole-number', word: 'tokenDays', variable: 'MALLEPOSTE_TOKEN_DAYS' },
  ],
  run: runToken,
};

export const accessRevokeCommand: Command = {
  path: 'access revoke',
  argument: { form: '<id>', word: 'tokenId' },
  options: [],
  run: runRevoke,
};

// ---------------------------------------------------------------- list

function runList(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, async (inside) => {
    const access = inside.environment.openAccess(inside.home);
    const passwords = await access.passwords();
    if (!passwords.ok) return passwords;
    const tokens = await access.tokens();
    if (!tokens.ok) return tokens;
    answerJson(inside, { passwords: passwords.value, tokens: tokens.value });
    const { titles, noTokens } = inside.speech.reports.access;
    show(inside, `${titles.passwords}\n${tableOfPasswords(inside, passwords.value)}`);
    show(inside, `\n${tokens.value.length === 0 ? noTokens : `${titles.tokens}\n${tableOfTokens(inside, tokens.value)}`}`);
    return ok(0);
  });
}

function tableOfPasswords(context: Context, passwords: readonly PasswordState[]): string {
  const { access: words } = context.speech.reports;
  const rows = roles.map((role) => {
    const known = passwords.find((each) => each.role === role);
    return [`  ${words.roles[role]}`, known ? words.setAt(known.setAt) : words.noPassword] as const;
  });
  return definitions(rows, widthOfTerminal(context));
}

function tableOfTokens(context: Context, tokens: readonly AccessToken[]): string {
  const { reports, format } = context.speech;
  const { access: words } = reports;
  const { columns } = words;
  const now = context.environment.now().toISOString();
  const endOf = (at: string): string => (at === '' ? words.never : at <= now ? words.expired : format.day(at));
  return table(
    [
      { title: columns.id },
      { title: columns.name, isFlexible: true },
      { title: columns.scope },
      { title: columns.createdAt },
      { title: columns.expiresAt },
      { title: columns.lastUsedAt },
    ],
    tokens.map(({ id, name, scope, createdAt, expiresAt, lastUsedAt }) => [
      id,
      name,
      words.scopes[scope],
      format.day(createdAt),
      endOf(expiresAt),
      lastUsedAt === '' ? words.never : lastUsedAt,
    ]),
    widthOfTable(context),
  );
}

// ---------------------------------------------------------------- passwords

function runPassword(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, async (inside, installed) => {
    const { access: words } = inside.speech.reports;
    const role = await chosen(inside, textOf(given, 'role'), {
      command: 'access password',
      flag: '--role',
      question: words.askRole,
      choices: roles.map((value) => ({ value, label: words.roles[value] })),
    });
    if (!role.ok) return role;
    const desk = { installed, access: inside.environment.openAccess(inside.home), by: inside.environment.userName };
    if (isOn(given, 'remove')) return told(inside, role.value, await removeWebPassword(desk, role.value));
    const password = await givenPassword(inside, textOf(given, 'password-file'), role.value);
    if (!password.ok) return password;
    const set = await setWebPassword(desk, { role: role.value, password: password.value });
    if (!set.ok) return set;
    answerJson(inside, { role: role.value });
    report(inside, 0, [words.passwordSet(role.value)]);
    return ok(0);
  });
}

function told(context: Context, role: AccessRole, removed: Result<boolean, ExplainedError>): Outcome {
  if (!removed.ok) return removed;
  const { access: words } = context.speech.reports;
  answerJson(context, { role, isRemoved: removed.value });
  report(context, 0, [removed.value ? words.passwordRemoved(role) : words.hadNone(role)]);
  return ok(0);
}

/** From the file, else asked for twice. */
async function givenPassword(context: Context, file: string | undefined, role: AccessRole): Promise<Result<string, ExplainedError>> {
  if (file !== undefined) return readPasswordFile(context, file);
  const { asker, speech } = context;
  if (!asker) return err({ kind: 'missing-flags', command: 'access password', flags: ['--password-file'] });
  const { access: words } = speech.reports;
  const password = await asker.secret(words.askPassword(role), true);
  const again = password === undefined ? undefined : await asker.secret(words.askAgain, true);
  if (password === undefined || again === undefined) return err({ kind: 'cancelled' });
  return password === again ? ok(password) : err({ kind: 'passwords-differ' });
}

// ---------------------------------------------------------------- tokens

function runToken(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, async (inside, installed) => {
    const { access: words } = inside.speech.reports;
    const scope = await chosen(inside, textOf(given, 'scope'), {
      command: 'access token',
      flag: '--scope',
      question: words.askScope,
      choices: scopes.map((value) => ({ value, label: words.scopes[value] })),
    });
    if (!scope.ok) return scope;
    const days = numberOf(given, 'days');
    const desk = { installed, access: inside.environment.openAccess(inside.home), by: inside.environment.userName };
    const token = { name: argumentOf(given), scope: scope.value, ...(days === undefined ? {} : { days }) };
    const made = await createWebToken(desk, token);
    if (!made.ok) return made;
    answerJson(inside, made.value);
    note(inside, words.tokenMade(made.value.name, made.value.expiresAt));
    show(inside, made.value.token);
    note(inside, words.tokenKeep);
    return ok(0);
  });
}

function runRevoke(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, async (inside, installed) => {
    const desk = { installed, access: inside.environment.openAccess(inside.home), by: inside.environment.userName };
    const revoked = await revokeWebToken(desk, argumentOf(given));
    if (!revoked.ok) return revoked;
    answerJson(inside, revoked.value);
    report(inside, 0, [inside.speech.reports.access.tokenRevoked(revoked.value.name)]);
    return ok(0);
  });
}

// ---------------------------------------------------------------- questions

type Choice<T extends string> = {
  readonly command: string;
  readonly flag: string;
  readonly question: string;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
};

/** What was given, else what a person chooses. */
async function chosen<T extends string>(
  context: Context,
  given: string | undefined,
  { command, flag, question, choices }: Choice<T>,
): Promise<Result<T, ExplainedError>> {
  if (given === undefined && !context.asker) return err({ kind: 'missing-flags', command, flags: [flag] });
  const answer = given ?? (await context.asker?.select(question, choices));
  const choice = choices.find(({ value }) => value === answer);
  return choice ? ok(choice.value) : err({ kind: 'cancelled' });
}
