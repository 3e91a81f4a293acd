/** All sites, or one; beside it all machines of this tab as a file. */
import { Button, Group, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../client.ts';
import { languageNow } from '../../language.ts';
import { SiteChoice } from '../../parts/site-choice.tsx';
import { siteAsked, useLooking } from './looking.ts';

const formats = ['csv', 'xlsx'] as const;

/** `files`: the route that writes them. */
export function SiteRow({ files }: { readonly files: 'GET /api/key-software/file' | 'GET /api/lifecycle/file' }) {
  const { t } = useTranslation(['keySoftware', 'tables']);
  const { site, look } = useLooking();
  const addressFor = (format: string): string => addressOf(files, {}, { ...siteAsked(site), format, language: languageNow() });
  return (
    <Group align="flex-end" justify="space-between">
      <SiteChoice label={t('site')} all={t('allSites')} value={site} onChoose={(chosen) => look({ site: chosen })} />
      <Menu>
        <Menu.Target>
          <Button variant="default">{t('download')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {formats.map((format) => (
            <Menu.Item key={format} component="a" href={addressFor(format)} download>
              {t(`formats.${format}`, { ns: 'tables' })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
