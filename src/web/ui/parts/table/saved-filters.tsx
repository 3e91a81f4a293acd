/** Views that somebody wants again, by name: in this browser, as the addresses that they are. */
import { Button, Group, Menu, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableView } from './table-view.ts';

type Saved = { readonly name: string; readonly search: string };

export function SavedFilters({ name, view }: { readonly name: string; readonly view: TableView }) {
  const { t } = useTranslation('tables');
  const [kept, keep] = useLocalStorage<readonly Saved[]>({
    key: `malleposte-filters-${name}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const saved = Array.isArray(kept) ? kept : [];
  const save = (called: string): void =>
    keep([...saved.filter((each) => each.name !== called), { name: called, search: view.search }].sort(byName));
  return (
    <Menu shadow="md" width={320} closeOnItemClick={false}>
      <Menu.Target>
        <Button size="xs" variant="default">
          {t('saved')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {saved.length === 0 && <Menu.Label>{t('savedNone')}</Menu.Label>}
        {saved.map((each) => (
          <Group key={each.name} gap={0} wrap="nowrap">
            <Menu.Item flex={1} closeMenuOnClick aria-current={each.search === view.search} onClick={() => view.open(each.search)}>
              {each.name}
            </Menu.Item>
            <Menu.Item
              w="auto"
              aria-label={t('savedDelete', { name: each.name })}
              title={t('savedDelete', { name: each.name })}
              onClick={() => keep(saved.filter((other) => other.name !== each.name))}
            >
              ✕
            </Menu.Item>
          </Group>
        ))}
        <Menu.Divider />
        <SaveForm onSave={save} isNothing={view.search === ''} />
      </Menu.Dropdown>
    </Menu>
  );
}

const byName = (a: Saved, b: Saved): number => a.name.localeCompare(b.name);

function SaveForm({ onSave, isNothing }: { readonly onSave: (name: string) => void; readonly isNothing: boolean }) {
  const { t } = useTranslation('tables');
  const [name, setName] = useState('');
  const submit = (event: React.FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    onSave(name.trim());
    setName('');
  };
  return (
    <form onSubmit={submit}>
      <Group p="xs" gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          label={t('savedName')}
          description={isNothing ? t('savedNothing') : undefined}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => event.stopPropagation()} // the menu would take letters for its own
        />
        <Button size="xs" type="submit" disabled={isNothing || name.trim() === ''}>
          {t('savedSave')}
        </Button>
      </Group>
    </form>
  );
}
