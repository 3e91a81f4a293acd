/** The shape of what is told about who may use the web page. */
import type { AccessRole, TokenScope } from '../keys/port.ts';

export type AccessWords = {
  readonly roles: Readonly<Record<AccessRole, string>>;
  readonly scopes: Readonly<Record<TokenScope, string>>;
  readonly titles: { readonly [T in 'passwords' | 'tokens']: string };
  readonly columns: { readonly [C in 'id' | 'name' | 'scope' | 'createdAt' | 'expiresAt' | 'lastUsedAt']: string };
  readonly noPassword: string;
  readonly setAt: (date: string) => string;
  readonly noTokens: string;
  readonly never: string;
  readonly expired: string;
  readonly askRole: string;
  readonly askScope: string;
  readonly askPassword: (role: AccessRole) => string;
  readonly askAgain: string;
  readonly passwordSet: (role: AccessRole) => string;
  readonly passwordRemoved: (role: AccessRole) => string;
  readonly hadNone: (role: AccessRole) => string;
  readonly tokenMade: (name: string, expiresAt: string) => string;
  readonly tokenKeep: string;
  readonly tokenRevoked: (name: string) => string;
};
