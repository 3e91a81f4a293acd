/** What is shown, as a file for a spreadsheet. */
import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../client.ts';
import { languageNow } from '../../language.ts';

export function Downloads({ path, query }: { readonly path: string; readonly query: object }) {
  const { t } = useTranslation('keySoftware');
  const addressFor = (format: string): string => addressOf(`GET ${path}`, {}, { ...query, format, language: languageNow() });
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default">{t('download')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={addressFor('csv')} download>
          {t('downloadCsv')}
        </Menu.Item>
        <Menu.Item component="a" href={addressFor('xlsx')} download>
          {t('downloadXlsx')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
