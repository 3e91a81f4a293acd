/** One entry looked into: what it says of itself and the beginning of its bytes, as text and nothing else. */
import { Alert, Button, Code, Loader, Modal, ScrollArea, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { QuarantineItemView } from '../../../contract/upkeep-routes.ts';
import { addressOf, ask } from '../../client.ts';
import { Facts } from '../../parts/facts.tsx';
import { Problems } from '../../parts/problems.tsx';

export function EntryPanel({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const { t } = useTranslation('quarantine');
  const { t: shell } = useTranslation();
  const { data: item, error } = useQuery({
    queryKey: ['quarantine', id],
    queryFn: () => ask('GET /api/quarantine/:id', { parameters: { id: id ?? '' } }),
    enabled: id !== null,
  });
  return (
    <Modal opened={id !== null} onClose={onClose} title={t('look')} size="xl" closeButtonProps={{ 'aria-label': shell('close') }}>
      <Problems error={error} />
      {!item && !error && <Loader aria-label="…" />}
      {item && <Item item={item} />}
    </Modal>
  );
}

function Item({ item }: { readonly item: QuarantineItemView }) {
  const { t } = useTranslation('quarantine');
  const { id, name, explanation, remedy, headers } = item;
  return (
    <Stack gap="sm">
      <Alert color="yellow" title={explanation}>
        {remedy}
      </Alert>
      <Facts
        facts={[
          [t('fields.id'), id],
          [t('columns.name'), name],
          [t('fields.from'), headers?.from ?? ''],
          [t('fields.subject'), headers?.subject ?? ''],
          [t('fields.date'), headers?.date ?? ''],
          [t('fields.messageId'), headers?.messageId ?? ''],
        ]}
      />
      <Button component="a" variant="default" w="fit-content" href={addressOf('GET /api/quarantine/:id/bytes', { id })} download>
        {t('download')}
      </Button>
      <Content item={item} />
    </Stack>
  );
}

function Content({ item: { text, isCut } }: { readonly item: QuarantineItemView }) {
  const { t } = useTranslation('quarantine');
  if (text === '') return <Text size="sm">{t('noText')}</Text>;
  return (
    <>
      <Title order={3}>{t('content')}</Title>
      <Text size="sm" c="dimmed">
        {t('hostile')}
      </Text>
      <ScrollArea.Autosize mah={420} type="auto" tabIndex={0} aria-label={t('content')}>
        <Code block className="as-came">
          {text}
        </Code>
      </ScrollArea.Autosize>
      {isCut && <Text size="sm">{t('cut')}</Text>}
    </>
  );
}
