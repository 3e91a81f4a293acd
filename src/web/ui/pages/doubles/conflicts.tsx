/** Fields that people filled in differently before two assets became one: each leads to the asset, where one says which value stays. */
import { Alert, Anchor, List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Conflict } from '../../../contract/doubles-routes.ts';

export function Conflicts({ conflicts }: { readonly conflicts: readonly Conflict[] }) {
  const { t } = useTranslation('doubles');
  if (conflicts.length === 0) return null;
  return (
    <Alert color="yellow" title={t('conflicts')}>
      <List size="sm">
        {conflicts.map(({ asset, field, label, value, conflict }) => (
          <List.Item key={`${asset.id} ${field}`}>
            {t('conflict', { name: asset.name, label, value, conflict })}{' '}
            <Anchor component={Link} size="sm" href={`/assets/${encodeURIComponent(asset.id)}`}>
              {t('conflictSettle')}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
