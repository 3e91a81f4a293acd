/** The machines behind a count, as a table of any length: searched, sorted, a line leads to the asset. */
import './machine-list.css';
import { Box, Button } from '@mantine/core';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../parts/data-table.tsx';
import { NoRows } from '../../parts/no-rows.tsx';
import { Section } from '../../parts/section.tsx';
import { SearchField } from '../../parts/table/search-field.tsx';
import type { DataTableProps } from '../../parts/table/table-props.ts';
import type { Selection, TableAction } from '../../parts/table/table-types.ts';
import { useLooking } from './looking.ts';

type Machine = { readonly asset: { readonly id: string; readonly name: string } };

type MachineListProps<M> = Pick<DataTableProps<M>, 'name' | 'columns' | 'load' | 'fileOf'> & {
  readonly title: string;
  readonly searchLabel: string;
  readonly onClose: () => void;
};

export function MachineList<M extends Machine>({ title, searchLabel, onClose, ...table }: MachineListProps<M>) {
  const { t } = useTranslation('keySoftware');
  const { view } = useLooking();
  const actionsOf = useActions();
  const list = useArrival(title);
  const search = (text: string): void => view.change({ text }, { isTyping: true });
  const none = { title: t('machines.none'), text: t('machines.noneText') };
  const text = view.filters['text'] ?? '';
  return (
    <Box ref={list} tabIndex={-1} className="machine-list">
      <Section
        title={title}
        aside={
          <Button variant="subtle" size="compact-sm" onClick={onClose}>
            {t('close')}
          </Button>
        }
      >
        <DataTable
          {...{ ...table, view, label: title, idOf, hrefOf, actionsOf }}
          empty={
            <NoRows
              view={{ filters: text === '' ? {} : { text }, open: () => view.change({ text: '' }) }}
              words={{ ...none, none: none.title, noneText: none.text, reset: t('machines.reset') }}
            />
          }
        >
          <SearchField label={searchLabel} value={text} onSearch={search} />
        </DataTable>
      </Section>
    </Box>
  );
}

/** Whoever asked for a list by a count is led to it, wherever on the page it is; an address that names one leads to the top of the page. */
function useArrival(title: string): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another list
  useEffect(() => {
    if (document.activeElement === document.body) return;
    list.current?.focus({ preventScroll: true });
    list.current?.scrollIntoView({ block: 'start' });
  }, [title]);
  return list;
}

const idOf = ({ asset }: Machine): string => asset.id;
const hrefOf = ({ asset }: Machine): string => `/assets/${encodeURIComponent(asset.id)}`;

function useActions(): (selection: Selection<Machine>) => readonly TableAction[] {
  const { t } = useTranslation('assets');
  return useCallback(
    (selection) => {
      if (selection.kind === 'all') return [];
      const [first] = selection.rows;
      const copy = () => void navigator.clipboard.writeText(selection.rows.map(({ asset }) => asset.name).join('\n')); // refused where the page is not secure: nothing is copied, nothing is lost
      const open = first && selection.count === 1 ? [{ key: 'open', label: t('actions.open'), href: hrefOf(first) }] : [];
      return [...open, { key: 'copy', label: t('actions.copy'), run: copy }];
    },
    [t],
  );
}
