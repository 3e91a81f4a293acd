/** An asset as its reports told it at the end of a day, beside what is known now. */
import { Badge, Button, Group, Paper, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetView } from '../../../contract/asset-view.ts';
import type { AssetAsOf } from '../../../contract/assets-routes.ts';
import { ask } from '../../client.ts';
import { number, stamp } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { FactList } from './fact-list.tsx';
import { type FactName, factTexts } from './fact-texts.ts';

type Props = { readonly asset: AssetView };

export function AssetPast({ asset }: Props) {
  const { t } = useTranslation('asset');
  const [typed, type] = useState('');
  const [day, choose] = useState('');
  const { data, error, isFetching } = usePast(asset.id, day);
  const show = (event: FormEvent): void => {
    event.preventDefault();
    choose(typed);
  };
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2}>{t('past.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('past.text')}
      </Text>
      <form onSubmit={show}>
        <Group gap="xs" align="flex-end" my="xs">
          <TextInput type="date" label={t('past.day')} value={typed} onChange={(event) => type(event.currentTarget.value)} />
          <Button type="submit" variant="default" disabled={typed === ''} loading={isFetching}>
            {t('past.show')}
          </Button>
        </Group>
      </form>
      <Problems error={error} />
      {data && <Past past={data} asset={asset} />}
    </Paper>
  );
}

const usePast = (id: string, day: string) =>
  useQuery({
    queryKey: ['asset', id, 'at', day],
    queryFn: ({ signal }) => ask('GET /api/assets/:id/at', { parameters: { id }, query: { day }, signal }),
    enabled: day !== '',
  });

function Past({ past, asset }: Props & { readonly past: AssetAsOf }) {
  const { t } = useTranslation('asset');
  const [then, now] = [factTexts(past, asset.kind), factTexts(asset, asset.kind)];
  const names = (Object.keys(then) as FactName[]).filter((name) => then[name] !== '');
  const marked = (text: string, isOther: boolean) => (
    <>
      {text}{' '}
      {isOther && (
        <Badge size="xs" color="yellow" variant="light">
          {t('past.changed')}
        </Badge>
      )}
    </>
  );
  return (
    <div aria-live="polite">
      <Text size="sm" mb="xs">
        {t('past.inventory', { date: stamp(past.inventoryDate) })} · {past.site.name} · {past.name}
      </Text>
      <FactList
        facts={[
          ...names.map((name) => ({
            key: name,
            label: t(`facts.${name}`),
            value: marked(then[name], then[name] !== now[name] && now[name] !== ''),
          })),
          {
            key: 'software',
            label: t('software.title'),
            value: marked(number(past.software.length), past.software.length !== (asset.software?.length ?? 0)),
          },
        ]}
      />
    </div>
  );
}
