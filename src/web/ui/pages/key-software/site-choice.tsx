/** All sites, or one; beside it what can be done with what is shown. */
import { Group, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLooking } from './looking.ts';

type Choice = { readonly sites: readonly { readonly id: string; readonly name: string }[]; readonly children?: ReactNode };

export function SiteChoice({ sites, children }: Choice) {
  const { t } = useTranslation('keySoftware');
  const { site, look } = useLooking();
  return (
    <Group align="flex-end" justify="space-between">
      <Select
        label={t('site')}
        placeholder={t('allSites')}
        data={sites.map(({ id, name }) => ({ value: id, label: name }))}
        value={site === '' ? null : site}
        onChange={(chosen) => look({ site: chosen ?? '' })}
        clearable
        searchable
      />
      {children}
    </Group>
  );
}
