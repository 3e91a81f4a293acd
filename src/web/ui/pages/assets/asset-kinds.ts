/** The kinds of assets by name; one that a newer program wrote is shown as it is. */
import type { TFunction } from 'i18next';

const kinds = ['computer', 'printer', 'network', 'phone', 'monitor', 'storage', 'unmanaged'] as const;

export function kindOf(t: TFunction<'assets'>, kind: string): string {
  const known = kinds.find((each) => each === kind);
  return known ? t(`kinds.${known}`) : kind;
}
