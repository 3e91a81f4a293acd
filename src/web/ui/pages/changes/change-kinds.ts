/** The kinds of changes by name; one that a newer program wrote is shown as it is. */
import type { TFunction } from 'i18next';

const kinds = [
  ...(['appeared', 'missing', 'back', 'renamed', 'moved', 'claimed', 'user', 'address', 'memory', 'hardware'] as const),
  ...(['disk-added', 'disk-removed', 'board-replaced', 'serial-changed', 'os-upgraded', 'reinstalled-os', 'reinstalled-agent'] as const),
  ...(['software-installed', 'software-upgraded', 'software-removed', 'section-emptied'] as const),
];

type Words = TFunction<'changes'>;

export const kindNames = (t: Words): { readonly value: string; readonly label: string }[] =>
  kinds.map((value) => ({ value, label: t(`kinds.${value}`) }));

export function kindName(t: Words, kind: string): string {
  const known = kinds.find((each) => each === kind);
  return known ? t(`kinds.${known}`) : kind;
}
