/** One machine of a pair: its name, its site, since when and until when it was inventoried. */
import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PairMachine } from '../../../contract/doubles-routes.ts';
import { day } from '../../format.ts';

export function MachineHead({ machine: { name, asset, site, firstDate, lastDate } }: { readonly machine: PairMachine }) {
  const { t } = useTranslation('doubles');
  return (
    <Stack gap={0}>
      <Anchor component={Link} href={`/assets/${encodeURIComponent(asset)}`} fw={600} aria-label={t('comparison.open', { name })}>
        {name}
      </Anchor>
      <Text size="sm" c="dimmed">
        {site.name}
        {firstDate === '' ? '' : ` · ${t('known', { from: day(firstDate), to: day(lastDate) })}`}
      </Text>
    </Stack>
  );
}
