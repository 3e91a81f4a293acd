/** What people say of an asset, changed in place: fields of their own, those that the settings declare, and corrections of what reports say. */
import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AssetView } from '../../../contract/asset-view.ts';
import { AssetField } from './asset-field.tsx';

export function AssetFields({ asset }: { readonly asset: AssetView }) {
  const { t } = useTranslation('asset');
  const own = asset.fields.filter(({ group }) => group !== 'correction');
  const corrections = asset.fields.filter(({ group }) => group === 'correction');
  const parts = [
    { title: t('fields.title'), text: t('fields.text'), fields: own },
    { title: t('fields.corrections'), text: t('fields.correctionsText'), fields: corrections },
  ];
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {parts.map(({ title, text, fields }) => (
        <Paper key={title} withBorder p="md" component="section">
          <Title order={2}>{title}</Title>
          <Text size="sm" c="dimmed" mb="xs">
            {text}
          </Text>
          {fields.map((field) => (
            <AssetField key={field.field} asset={asset} field={field} />
          ))}
        </Paper>
      ))}
    </SimpleGrid>
  );
}
