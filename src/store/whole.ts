/** Numbers as an integer column takes them. What an agent or a clock measured may be a fraction, or no number at all. */

export const whole = (value: number): number => wholeOrNull(value) ?? 0;

export function wholeOrNull(value: number | null): number | null {
  if (value === null) return null;
  const rounded = Math.round(value);
  return Number.isSafeInteger(rounded) ? rounded : null;
}
