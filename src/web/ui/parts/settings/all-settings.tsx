/** Every other setting of the schema, in its groups: what nobody needs every day, and everything that there is. */
import { Accordion, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingField } from '../../../contract/session-routes.ts';
import { number } from '../../format.ts';
import { AnyField } from './fields.tsx';
import { useForm } from './form.ts';

const groups = ['site', 'mail', 'dossier', 'exchange', 'keeping', 'telling', 'limits', 'others'] as const;

/** `shown`: the keys that stand in fields of their own. */
export function AllSettings({ shown }: { readonly shown: readonly string[] }) {
  const { fields } = useForm();
  const { t } = useTranslation('session');
  const [open, setOpen] = useState<string | null>(null);
  const rest = fields.filter(({ key }) => !shown.includes(key));
  return (
    <Stack gap="xs" mt="md">
      <Title order={2}>{t('all.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('all.text')}
      </Text>
      <Accordion variant="separated" value={open} onChange={setOpen} keepMounted={false}>
        {groups
          .map((group) => ({ group, members: rest.filter((field) => field.group === group) }))
          .filter(({ members }) => members.length > 0)
          .map(({ group, members }) => (
            <Accordion.Item key={group} value={group}>
              <Accordion.Control>{t(`all.groups.${group}`)}</Accordion.Control>
              <Accordion.Panel>
                <Stack gap="md">
                  {members.map((field) => (
                    <OneSetting key={field.key} field={field} />
                  ))}
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
      </Accordion>
    </Stack>
  );
}

/** Its help is its label: nobody knows settings by their keys, but for who reads the file. */
function OneSetting({ field }: { readonly field: SettingField }) {
  const { t } = useTranslation('session');
  const { key, least, most } = field;
  const range = least === null || most === null ? '' : ` · ${t('all.range', { least: number(least), most: number(most) })}`;
  const initial = field.default === null || field.default === '' ? t('all.empty') : field.default;
  return <AnyField field={field} label={field.help} help={`${key} · ${t('all.default', { value: initial })}${range}`} />;
}
