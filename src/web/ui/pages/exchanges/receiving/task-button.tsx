/** The button that starts a task. */
import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../../contract/task-routes.ts';
import { Problems } from '../../../parts/problems.tsx';
import { useMayWrite } from '../../../session.ts';
import { tasksKey, useRunningTask } from '../../../tasks.ts';

type TaskButtonProps = { readonly label: string; readonly start: () => Promise<TaskView>; readonly variant?: ButtonProps['variant'] };

/** Disabled with the reason: for readers, and while another task is at work. */
export function TaskButton({ label, start, variant = 'filled' }: TaskButtonProps) {
  const { t } = useTranslation();
  const mayWrite = useMayWrite();
  const running = useRunningTask();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: start,
    // Events may have told more of it already.
    onSuccess: (task) =>
      queries.setQueryData<readonly TaskView[]>(tasksKey, (known = []) =>
        known.some(({ id }) => id === task.id) ? known : [task, ...known],
      ),
  });
  const reason = mayWrite ? (running ? t('busy') : '') : t('readersOnly');
  return (
    <div>
      <Tooltip label={reason} disabled={reason === ''}>
        <Button
          variant={variant}
          aria-disabled={reason !== ''}
          {...(reason === '' ? {} : { 'data-disabled': true })}
          loading={isPending}
          onClick={() => reason === '' && mutate()}
        >
          {label}
        </Button>
      </Tooltip>
      <Problems error={error} />
    </div>
  );
}
