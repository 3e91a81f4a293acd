/** What would be sent if one sent now, on demand: figures, what stays here with each reason, what cannot be read. */
import { Accordion, Alert, Button, Group, Loader, ScrollArea, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewView } from '../../../contract/sending-routes.ts';
import { ask } from '../../client.ts';
import { bytes, stamp } from '../../format.ts';
import { Facts } from '../../parts/facts.tsx';
import { Problems } from '../../parts/problems.tsx';
import { Section } from '../../parts/section.tsx';

export function Preview() {
  const { t } = useTranslation('sending');
  const [isAsked, setAsked] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['preview'],
    queryFn: () => ask('GET /api/sending/preview'),
    enabled: isAsked,
  });
  const show = (): void => {
    if (isAsked) void refetch(); // told by the query itself
    setAsked(true);
  };
  return (
    <Section title={t('preview.title')}>
      <Group>
        <Button variant="default" onClick={show} loading={isFetching}>
          {t(isAsked ? 'preview.again' : 'preview.show')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('preview.text')}
        </Text>
      </Group>
      <Problems error={error} />
      {isFetching && !data && <Loader mt="sm" aria-label="…" />}
      {data && !error && <Shown preview={data} />}
    </Section>
  );
}

type ShownProps = { readonly preview: PreviewView };

function Shown({ preview }: ShownProps) {
  const { t } = useTranslation('sending');
  const { files, unreadable, leftOut, leftOutReasons, parcel, due, isParcelDue } = preview;
  const reasons = leftOutReasons.map(({ explanation, count }) => `${explanation} (${count})`).join(', ');
  return (
    <div aria-live="polite">
      <Figures preview={preview} />
      {parcel?.isTooLarge && (
        <Alert color="red" my="sm">
          {t('preview.tooLarge')}
        </Alert>
      )}
      <Text size="sm" my="sm">
        {due === '' ? t('preview.unjoined') : t(isParcelDue ? 'preview.dueNow' : 'preview.dueLater', { reason: due })}
      </Text>
      <Accordion multiple variant="contained">
        {unreadable.total > 0 && (
          <Part
            name="unreadable"
            title={t('preview.unreadable', { count: unreadable.total })}
            shown={unreadable.items.length}
            total={unreadable.total}
          >
            <Reasons items={unreadable.items} />
          </Part>
        )}
        {leftOut.total > 0 && (
          <Part
            name="leftOut"
            title={t('preview.leftOut', { count: leftOut.total })}
            text={reasons}
            shown={leftOut.items.length}
            total={leftOut.total}
          >
            <Reasons items={leftOut.items} />
          </Part>
        )}
        <Part name="files" title={t('preview.sent', { count: files.total })} shown={files.items.length} total={files.total}>
          <Files items={files.items} />
        </Part>
      </Accordion>
    </div>
  );
}

function Figures({ preview: { dossier, files, bytes: size, parcel } }: ShownProps) {
  const { t } = useTranslation('sending');
  const inParcel = parcel
    ? [
        parcel.mode === 'delta' ? t('preview.changed', { count: parcel.files }) : '',
        parcel.deleted > 0 ? t('preview.deleted', { count: parcel.deleted }) : '',
        t('preview.compressed', { size: bytes(parcel.bytes) }),
      ]
    : [];
  return (
    <Facts
      facts={[
        [t('settings.dossier'), dossier],
        [t('preview.files'), String(files.total)],
        [t('preview.size'), bytes(size)],
        [t('preview.mode'), parcel ? t(`standing.modes.${parcel.mode}`) : ''],
        [t('preview.inParcel'), inParcel.filter((part) => part !== '').join(', ')],
        [t('preview.volumes'), parcel ? String(parcel.volumes) : ''],
      ]}
    />
  );
}

type PartProps = {
  readonly name: string;
  readonly title: string;
  readonly text?: string;
  readonly shown: number;
  readonly total: number;
  readonly children: React.ReactNode;
};

function Part({ name, title, text = '', shown, total, children }: PartProps) {
  const { t } = useTranslation('sending');
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>
        <Text fw={600}>{title}</Text>
        {text !== '' && (
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        )}
      </Accordion.Control>
      <Accordion.Panel>
        <ScrollArea.Autosize mah={360} type="auto" tabIndex={0} aria-label={title}>
          {children}
        </ScrollArea.Autosize>
        {shown < total && (
          <Text size="sm" c="dimmed" mt="xs">
            {t('preview.cut', { shown, total })}
          </Text>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Reasons({ items }: { readonly items: PreviewView['leftOut']['items'] }) {
  const { t } = useTranslation('sending');
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('preview.path')}</Table.Th>
          <Table.Th>{t('preview.reason')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ path, explanation }) => (
          <Table.Tr key={path}>
            <Table.Td>{path}</Table.Td>
            <Table.Td>{explanation}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Files({ items }: { readonly items: PreviewView['files']['items'] }) {
  const { t } = useTranslation('sending');
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('preview.path')}</Table.Th>
          <Table.Th ta="right">{t('preview.size')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('preview.modified')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ path, bytes: size, modified }) => (
          <Table.Tr key={path}>
            <Table.Td>{path}</Table.Td>
            <Table.Td ta="right" className="whole">
              {bytes(size)}
            </Table.Td>
            <Table.Td visibleFrom="sm" className="whole">
              {stamp(modified)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
