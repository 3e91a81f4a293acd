/** The path of a folder of the server's machine, typed or chosen by browsing. Shows names and numbers, never what is in a file. */
import { Alert, Button, Group, Loader, Modal, NavLink, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderView } from '../../contract/sending-routes.ts';
import { ask } from '../client.ts';
import { Problems } from './problems.tsx';

export type FolderFieldProps = {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
};

export function FolderField({ value, onChange, disabled = false, ...texts }: FolderFieldProps) {
  const { t } = useTranslation('sending');
  const { t: shell } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        {...texts}
        flex="1 1 16rem"
        value={value}
        disabled={disabled}
        spellCheck={false}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <Button variant="default" onClick={open} disabled={disabled}>
        {t('folders.browse')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('folders.title')} size="lg" closeButtonProps={{ 'aria-label': shell('close') }}>
        <Browser
          start={value}
          onChoose={(path) => {
            onChange(path);
            close();
          }}
        />
      </Modal>
    </Group>
  );
}

/** Begins at the folder that is written, or at the account's own where there is none. */
function Browser({ start, onChoose }: { readonly start: string; readonly onChoose: (path: string) => void }) {
  const [asked, setAsked] = useState(start);
  const [last, setLast] = useState<FolderView | null>(null);
  const { data, error, isFetching } = useQuery({
    queryKey: ['folders', asked],
    queryFn: async () => {
      const listed = await ask('GET /api/folders', { query: asked === '' ? {} : { path: asked } });
      setLast(listed);
      return listed;
    },
  });
  const shown = data ?? last;
  return (
    <Stack gap="xs">
      <PathField key={shown?.path ?? asked} path={error ? asked : (shown?.path ?? asked)} onGo={setAsked} />
      {isFetching && <Loader size="xs" aria-label="…" />}
      <Problems error={error} />
      {shown && <Listing listing={shown} onGo={setAsked} />}
      {error && !shown && <Home onGo={setAsked} />}
      {shown && !error && <Choice listing={shown} onChoose={onChoose} />}
    </Stack>
  );
}

function PathField({ path, onGo }: { readonly path: string; readonly onGo: (path: string) => void }) {
  const { t } = useTranslation('sending');
  const [typed, setTyped] = useState(path);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onGo(typed);
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('folders.path')}
          flex="1 1 14rem"
          value={typed}
          spellCheck={false}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('folders.go')}
        </Button>
      </Group>
    </form>
  );
}

/** What was written is no folder: somewhere to begin. */
function Home({ onGo }: { readonly onGo: (path: string) => void }) {
  const { t } = useTranslation('sending');
  return (
    <Button variant="default" onClick={() => onGo('')}>
      {t('folders.home')}
    </Button>
  );
}

function Listing({ listing, onGo }: { readonly listing: FolderView; readonly onGo: (path: string) => void }) {
  const { t } = useTranslation('sending');
  const { parent, roots, folders, total, hidden } = listing;
  return (
    <>
      <Group gap="xs">
        <Button size="xs" variant="default" disabled={parent === null} onClick={() => onGo(parent ?? '')}>
          ↑ {t('folders.up')}
        </Button>
        {roots.length > 1 && <Text size="sm">{t('folders.roots')}</Text>}
        {roots.length > 1 &&
          roots.map((root) => (
            <Button key={root} size="xs" variant="subtle" onClick={() => onGo(root)}>
              {root}
            </Button>
          ))}
      </Group>
      <ScrollArea.Autosize mah={320} type="auto" aria-label={t('folders.title')}>
        {folders.map((folder) => (
          <NavLink
            key={folder.path}
            component="button"
            type="button"
            label={folder.name}
            disabled={folder.problem !== ''}
            rightSection={<Count inventories={folder.inventories} problem={folder.problem} />}
            onClick={() => onGo(folder.path)}
          />
        ))}
        {folders.length === 0 && <Text c="dimmed">{t('folders.none')}</Text>}
      </ScrollArea.Autosize>
      {total > folders.length && <Text size="xs">{t('folders.more', { shown: folders.length, total })}</Text>}
      {hidden > 0 && (
        <Text size="xs" c="dimmed">
          {t('folders.hidden', { count: hidden })}
        </Text>
      )}
    </>
  );
}

function Count({ inventories, problem }: { readonly inventories: number; readonly problem: string }) {
  const { t } = useTranslation('sending');
  if (problem !== '')
    return (
      <Text size="xs" c="red">
        {t('folders.closed')}
      </Text>
    );
  return inventories === 0 ? null : (
    <Text size="xs" c="dimmed">
      {t('folders.files', { count: inventories })}
    </Text>
  );
}

function Choice({ listing, onChoose }: { readonly listing: FolderView; readonly onChoose: (path: string) => void }) {
  const { t } = useTranslation('sending');
  return (
    <Alert color={listing.inventories > 0 ? 'teal' : 'gray'} p="xs">
      <Group justify="space-between">
        <Text size="sm">{t('folders.here', { count: listing.inventories })}</Text>
        <Button onClick={() => onChoose(listing.path)}>{t('folders.choose')}</Button>
      </Group>
    </Alert>
  );
}
