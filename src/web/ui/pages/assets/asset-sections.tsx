/** Everything that the inventory says, section by section, folded until asked for; each tells which report it comes from. */
import { Accordion, Badge, Button, Group, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetView } from '../../../contract/asset-view.ts';
import { day } from '../../format.ts';
import { FactList } from './fact-list.tsx';

type Section = AssetView['sections'][number];

export function AssetSections({ asset: { sections } }: { readonly asset: AssetView }) {
  const { t } = useTranslation('asset');
  const [open, unfold] = useState<readonly string[]>([]);
  if (sections.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="xs">
        {t('sections.title')}
      </Title>
      <Accordion multiple variant="separated" order={3} value={[...open]} onChange={unfold}>
        {sections.map((section) => (
          <Accordion.Item key={section.name} value={section.name}>
            <Accordion.Control>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {section.title}
                </Text>
                <Text size="sm" c="dimmed">
                  {t('sections.records', { count: section.records.length })}
                </Text>
                {section.isOlder && (
                  <Badge size="sm" color="yellow" variant="light">
                    {t('older')}
                  </Badge>
                )}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>{open.includes(section.name) && <Records section={section} />}</Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}

/** Drawn at once; the rest when asked for. */
const first = 100;

function Records({ section: { title, origin, records } }: { readonly section: Section }) {
  const { t } = useTranslation('asset');
  const [isWhole, showAll] = useState(false);
  const [only] = records;
  const shown = isWhole ? records : records.slice(0, first);
  return (
    <>
      {records.length === 1 && only ? (
        <FactList facts={Object.entries(only).map(([name, value]) => ({ key: name, label: name, value }))} />
      ) : (
        <RecordTable title={title} records={shown} />
      )}
      {shown.length < records.length && (
        <Button size="xs" variant="default" mt="xs" onClick={() => showAll(true)}>
          {t('sections.more')}
        </Button>
      )}
      {origin && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('from', { path: origin.path, site: origin.site.name, date: origin.date === '' ? t('unknown') : day(origin.date) })}
        </Text>
      )}
    </>
  );
}

/** The columns are the fields that any of the records has. */
function RecordTable({ title, records }: { readonly title: string; readonly records: Section['records'] }) {
  const fields = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return (
    <Table.ScrollContainer
      minWidth={fields.length * 110}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': title } }}
    >
      <Table striped>
        <Table.Thead>
          <Table.Tr>
            {fields.map((field) => (
              <Table.Th key={field}>{field}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {records.map((record, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: records have no name of their own, and keep their places
            <Table.Tr key={index}>
              {fields.map((field) => (
                <Table.Td key={field}>{Object.hasOwn(record, field) ? record[field] : ''}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
