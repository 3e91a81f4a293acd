/** The entries with what to do about each. */
import { Anchor, Badge, Checkbox, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QuarantineEntryView } from '../../../contract/upkeep-routes.ts';
import { bytes, stamp } from '../../format.ts';

type EntryTableProps = {
  readonly entries: readonly QuarantineEntryView[];
  readonly marked: ReadonlySet<string>;
  readonly onMark: (marked: ReadonlySet<string>) => void;
  readonly onLook: (id: string) => void;
};

export function EntryTable({ entries, marked, onMark, onLook }: EntryTableProps) {
  const { t } = useTranslation('quarantine');
  const count = entries.filter(({ id }) => marked.has(id)).length;
  const toggle = (id: string): void =>
    onMark(marked.has(id) ? new Set([...marked].filter((each) => each !== id)) : new Set([...marked, id]));
  return (
    <Table.ScrollContainer minWidth={640} tabIndex={0} aria-label={t('title')}>
      <Table striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={40}>
              <Checkbox
                aria-label={t('all')}
                checked={count === entries.length}
                indeterminate={count > 0 && count < entries.length}
                onChange={() => onMark(count === entries.length ? new Set() : new Set(entries.map(({ id }) => id)))}
              />
            </Table.Th>
            <Table.Th>{t('columns.name')}</Table.Th>
            <Table.Th>{t('columns.reason')}</Table.Th>
            <Table.Th>{t('columns.at')}</Table.Th>
            <Table.Th ta="right" className="whole">
              {t('columns.bytes')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Entry
              key={entry.id}
              entry={entry}
              isMarked={marked.has(entry.id)}
              onToggle={() => toggle(entry.id)}
              onLook={() => onLook(entry.id)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type EntryProps = {
  readonly entry: QuarantineEntryView;
  readonly isMarked: boolean;
  readonly onToggle: () => void;
  readonly onLook: () => void;
};

/** A nameless mail is called by its id. */
const nameOf = ({ id, name }: QuarantineEntryView): string => name || id;

function Entry({ entry, isMarked, onToggle, onLook }: EntryProps) {
  const { t } = useTranslation('quarantine');
  const { kind, explanation, remedy, at } = entry;
  return (
    <Table.Tr data-entry={entry.id}>
      <Table.Td>
        <Checkbox aria-label={t('one', { name: nameOf(entry) })} checked={isMarked} onChange={onToggle} />
      </Table.Td>
      <Table.Td>
        <Badge size="xs" tt="none" variant="light" color={kind === 'mail' ? 'blue' : 'grape'} mr={6}>
          {t(`kinds.${kind}`)}
        </Badge>
        <Anchor component="button" type="button" size="sm" ta="left" onClick={onLook}>
          {nameOf(entry)}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{explanation}</Text>
        {remedy !== '' && (
          <Text size="xs" c="dimmed">
            {t('remedy', { remedy })}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="whole">{stamp(at)}</Table.Td>
      <Table.Td ta="right" className="whole">
        {bytes(entry.bytes)}
      </Table.Td>
    </Table.Tr>
  );
}
