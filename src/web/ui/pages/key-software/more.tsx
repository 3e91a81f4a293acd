/** The end of a list that is read page by page: how much is shown, and more of it. */
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { number } from '../../format.ts';

type Paged = { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; readonly fetchNextPage: () => Promise<unknown> };

export function More({ paged, shown }: { readonly paged: Paged; readonly shown: number }) {
  const { t } = useTranslation('keySoftware');
  const next = (): void => void paged.fetchNextPage(); // told by the query itself
  return (
    <Group mt="xs">
      <Text size="sm" c="dimmed" role="status">
        {t('shown', { shown: number(shown) })}
      </Text>
      {paged.hasNextPage && (
        <Button variant="default" size="xs" loading={paged.isFetchingNextPage} onClick={next}>
          {t('more')}
        </Button>
      )}
    </Group>
  );
}
