/** What happened to each of two assets, the newest first. */
import { List, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../contract/doubles-routes.ts';
import { stamp } from '../../format.ts';

export function Histories({ histories }: { readonly histories: Comparison['history'] }) {
  const { t } = useTranslation('doubles');
  return (
    <SimpleGrid cols={{ base: 1, sm: histories.length }}>
      {histories.map(({ asset, changes }) => (
        <Stack key={asset.id} gap={4}>
          <Text size="sm" fw={600}>
            {asset.name}
          </Text>
          {changes.length === 0 && <Text size="sm">{t('comparison.noHistory')}</Text>}
          <List size="sm">
            {changes.map(({ date, text }) => (
              <List.Item key={`${date} ${text}`}>
                {stamp(date)} – {text}
              </List.Item>
            ))}
          </List>
        </Stack>
      ))}
    </SimpleGrid>
  );
}
