/** The columns of the list of possible doubles. */
import { VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pair } from '../../../contract/doubles-routes.ts';
import { stamp } from '../../format.ts';
import type { TableColumn } from '../../parts/table/table-types.ts';

type Column = TableColumn<Pair>;

export function usePairColumns(): readonly Column[] {
  const { t } = useTranslation('doubles');
  return useMemo(() => {
    const column = (id: keyof Titles, width: number, text: Column['text'], more: Partial<Column> = {}): Column => ({
      ...{ id, title: t(`columns.${id}`), width, text, isSortable: true },
      ...more,
    });
    const said = (what: string, values: string): string => t('evidence', { what, values });
    const dateOf = (date: string): string => (date === '' ? '' : stamp(date));
    const agreeing = (pair: Pair): string => pair.agreeing.map(({ word, values }) => said(word, values.join(', '))).join('; ');
    const differing = (pair: Pair): string => pair.differing.map(({ word, a, b }) => said(word, `${a} ≠ ${b}`)).join('; ');
    return [
      column('a', 135, ({ a }) => a.name, { show: (pair) => <LeadCell pair={pair} /> }),
      column('siteA', 140, ({ a }) => a.site.name),
      column('b', 135, ({ b }) => b.name),
      column('siteB', 140, ({ b }) => b.site.name),
      column('reason', 172, ({ reason }) => t(`reasons.${reason}`)),
      column('agreeing', 130, agreeing, { grow: 2, show: (pair) => wordsOf(pair.agreeing) }),
      column('differing', 130, differing, { grow: 2, isSortable: false, show: (pair) => wordsOf(pair.differing) }),
      column('lastA', 175, ({ a }) => dateOf(a.lastDate), dates),
      column('lastB', 175, ({ b }) => dateOf(b.lastDate), dates),
    ];
  }, [t]);
}

type Titles = Record<'a' | 'siteA' | 'b' | 'siteB' | 'reason' | 'agreeing' | 'differing' | 'lastA' | 'lastB', string>;

/** The values themselves are told where the pointer rests, and in files. */
const wordsOf = (evidence: readonly { readonly word: string }[]): string => [...new Set(evidence.map(({ word }) => word))].join(', ');

const dates = { grow: 0, isHidden: true } as const;

/** Seen it is a name, heard it says where the link leads. */
function LeadCell({ pair: { a, b } }: { readonly pair: Pair }) {
  const { t } = useTranslation('doubles');
  return (
    <>
      <span aria-hidden="true">{a.name}</span>
      <VisuallyHidden>{t('comparePair', { a: a.name, b: b.name })}</VisuallyHidden>
    </>
  );
}
