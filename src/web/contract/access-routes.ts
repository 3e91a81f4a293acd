/** Who may use the page: logging in and out, passwords, tokens. */
import { z } from 'zod';
import type { Routes } from './route.ts';

const accessRole = z.enum(['administrator', 'reader']);

const accessToken = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(['read', 'act']),
  createdAt: z.string(),
  expiresAt: z.string().describe('empty: never'),
  lastUsedAt: z.string().describe('to the day; empty: never'),
});
export type AccessToken = z.output<typeof accessToken>;

const accessState = z.object({
  passwords: z.array(z.object({ role: accessRole, setAt: z.string() })).describe('the roles that have one'),
  tokens: z.array(accessToken).describe('oldest first, expired ones, too'),
});
export type AccessState = z.output<typeof accessState>;

const session = z.object({
  id: z.string().describe('names the session, and proves nothing: what the cookie holds is never told'),
  role: accessRole,
  way: z.enum(['link', 'password']).describe('how it was opened'),
  createdAt: z.string(),
  seenAt: z.string(),
  address: z.string().describe('from which it was opened; empty when it is not known'),
  browser: z.string().describe('that opened it, as it calls itself; empty when it is not known'),
  isOwn: z.boolean().describe('it is the one that asks'),
});
export type AccessSession = z.output<typeof session>;

const secret = z.string().min(1).max(1000);

export const accessRoutes = {
  'POST /api/login': {
    level: 'public',
    needs: 'nothing',
    summary: 'Opens a session by a password; whose it is says the role. After several failures one waits.',
    body: z.object({ password: secret }),
    answer: z.object({ role: accessRole }),
  },
  'POST /api/logout': { level: 'reader', needs: 'nothing', summary: 'Ends this session.', answer: z.object({}) },
  'GET /api/access': {
    level: 'administrator-session',
    needs: 'home',
    summary: 'Which roles have a password, and the tokens; no secret ever comes out.',
    answer: accessState,
  },
  'PUT /api/access/passwords/:role': {
    level: 'administrator-session',
    needs: 'home',
    summary: 'Sets the password of a role, 12 characters at least; sessions opened by the one before end.',
    body: z.object({ password: secret }),
    answer: z.object({ ended: z.int().describe('sessions that this ended') }),
  },
  'DELETE /api/access/passwords/:role': {
    level: 'administrator-session',
    needs: 'home',
    summary: 'Takes the password of a role away; sessions opened by it end.',
    answer: z.object({ ended: z.int() }),
  },
  'POST /api/access/tokens': {
    level: 'administrator-session',
    needs: 'home',
    summary: 'Makes a token for a program; this answer alone holds it.',
    body: z.object({
      name: z.string().max(200),
      scope: z.enum(['read', 'act']),
      days: z.int().optional().describe('how long it is good; for ever without'),
    }),
    answer: accessToken.extend({ token: z.string() }),
  },
  'DELETE /api/access/tokens/:id': {
    level: 'administrator-session',
    needs: 'home',
    summary: 'Revokes a token at once.',
    answer: accessToken,
  },
  'GET /api/access/sessions': {
    level: 'administrator-session',
    needs: 'home',
    summary: 'The sessions of people that have not ended, the one seen last first.',
    answer: z.array(session),
  },
  'DELETE /api/access/sessions/:id': {
    level: 'administrator-session',
    needs: 'home',
    summary: 'Ends one session of people.',
    answer: z.object({ ended: z.int() }),
  },
  'DELETE /api/access/sessions': {
    level: 'administrator-session',
    needs: 'home',
    summary: 'Ends every session of people but this one.',
    answer: z.object({ ended: z.int() }),
  },
} as const satisfies Routes;
