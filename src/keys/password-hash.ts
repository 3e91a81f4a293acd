/**
 * Passwords of people, kept as scrypt with a salt of their own and its parameters beside it (OWASP Password Storage Cheat Sheet:
 * N = 2^17, r = 8, p = 1, which takes 128 MiB for a moment). Passwords that we must give to a server are in secrets.ts.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const hashBytes = 32;
const saltBytes = 16;

/** Bounds keep a damaged file from taking the memory of the machine. */
export const passwordHashSchema = z.strictObject({
  /** N of scrypt, a power of two. */
  cost: z
    .int()
    .min(2)
    .max(2 ** 20)
    .refine((cost) => Number.isInteger(Math.log2(cost))),
  blockSize: z.int().min(1).max(16),
  parallelism: z.int().min(1).max(4),
  salt: z.base64url().length(Math.ceil((saltBytes * 4) / 3)),
  hash: z.base64url().length(Math.ceil((hashBytes * 4) / 3)),
});

export type PasswordHash = z.output<typeof passwordHashSchema>;

export const recommendedCost = 2 ** 17;

/** `cost` is N. */
export const hashPassword = async (password: string, cost: number): Promise<PasswordHash> => {
  const salt = randomBytes(saltBytes);
  const parameters = { cost, blockSize: 8, parallelism: 1 };
  const hash = await derive(password, salt, parameters);
  return { ...parameters, salt: salt.toString('base64url'), hash: hash.toString('base64url') };
};

/** Compares in a time that tells nothing. */
export const matchesPassword = async (password: string, { salt, hash, ...parameters }: PasswordHash): Promise<boolean> =>
  timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url'), parameters), Buffer.from(hash, 'base64url'));

type Parameters = Pick<PasswordHash, 'cost' | 'blockSize' | 'parallelism'>;

/** Composed and compatibility forms of a letter are the same on every keyboard: NFKC (NIST SP 800-63B §5.1.1.2). */
const derive = (password: string, salt: Uint8Array, parameters: Parameters): Promise<Buffer> => {
  const maxmem = 256 * parameters.cost * parameters.blockSize + 2 ** 20;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, hashBytes, { ...parameters, maxmem }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
};
