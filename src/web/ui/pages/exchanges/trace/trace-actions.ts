/** What can be done with selected lines of the trace. */
import type { TFunction } from 'i18next';
import type { TraceLine } from '../../../../contract/trace-story.ts';
import { languageNow } from '../../../language.ts';
import type { Selection, TableAction } from '../../../parts/table/table-types.ts';
import type { TableView } from '../../../parts/table/table-view.ts';
import { fileAddress, storyAddress, traceFormats } from './trace-source.ts';

type Acting = {
  readonly t: TFunction<'trace'>;
  readonly view: TableView;
  readonly mayDelete: boolean;
  readonly remove: () => void;
};

export function actionsOf(selection: Selection<TraceLine>, { t, view, mayDelete, remove }: Acting): readonly TableAction[] {
  const [only] = selection.kind === 'rows' && selection.count === 1 ? selection.rows : [];
  const chosen = selection.kind === 'rows' ? { ids: selection.rows.map(({ id }) => id).join(',') } : selection.filters;
  const files = traceFormats.map((format) => ({
    key: format,
    label: t(`exportAs.${format}`),
    href: fileAddress({ format, direction: view.direction, language: languageNow(), ...chosen }),
    isDownload: true,
  }));
  return [
    ...(only ? [{ key: 'open', label: t('open'), href: storyAddress(view.search, only.id) }] : []),
    ...files,
    {
      key: 'delete',
      label: t(mayDelete ? 'delete.action' : 'delete.notAllowed'),
      run: remove,
      isDangerous: true,
      isDisabled: !mayDelete,
    },
  ];
}
