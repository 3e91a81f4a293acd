/** Fields that people fill in by name; those that the settings declare are called what the settings call them. */
import type { TFunction } from 'i18next';

const fields = [
  ...(['owner', 'room', 'inventoryNumber', 'purchasedOn', 'warrantyUntil', 'licence', 'note'] as const),
  ...(['name', 'user', 'manufacturer', 'model', 'serial', 'os', 'osVersion'] as const),
];

export function nameOfField(t: TFunction<'asset'>, field: string): string {
  const known = fields.find((each) => each === field);
  return known ? t(`fields.names.${known}`) : field;
}
