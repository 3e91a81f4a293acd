/** The recovery secret: typed back from paper, and clear about a slip. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeRecoverySecret, encodeRecoverySecret } from '../../src/exchange/recovery-secret.ts';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const damaged = { ok: false, error: { kind: 'recovery-damaged', retry: 'never' } };

it('comes back from paper, whatever case and spacing it is typed with', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const secret = encodeRecoverySecret(seed);
      expect(secret).toMatch(/^MALLE-RECOVERY-([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
      for (const typed of [
        secret,
        secret.toLowerCase(),
        ` ${secret.replaceAll('-', ' ')}\n`,
        secret.slice(15),
        secret.replaceAll('0', 'o').replaceAll('1', 'l'),
      ])
        expect(decodeRecoverySecret(typed)).toEqual({ ok: true, value: seed });
    }),
  );
});

it('one wrong letter, two that changed places, or a missing group is told', () => {
  let missed = 0;
  const runs = 300;
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 54 }), (seed, at) => {
      const letters = encodeRecoverySecret(seed).slice(15).replaceAll('-', '');
      const other = letters[at] === 'X' ? 'Y' : 'X';
      if (decodeRecoverySecret(letters.slice(0, at) + other + letters.slice(at + 1)).ok) missed += 1;
      const swapped = letters.slice(0, at) + letters[at + 1] + letters[at] + letters.slice(at + 2);
      if (swapped !== letters && decodeRecoverySecret(swapped).ok) missed += 1;
      expect(decodeRecoverySecret(letters.slice(4))).toEqual(damaged);
    }),
    { numRuns: runs },
  );
  // Twenty bits of checksum: one slip in a million passes.
  expect(missed).toBe(0);
});

it('nonsense is told, and 31 bytes are not a secret', () => {
  for (const text of ['', 'MALLE-RECOVERY-', 'MALLE1-abc', 'U'.repeat(56), 'é'.repeat(56), '0'.repeat(1_000_000)])
    expect(decodeRecoverySecret(text)).toEqual(damaged);
  expect(() => encodeRecoverySecret(new Uint8Array(31))).toThrow();
});
