/** Tasks as they move: server-sent events feed the memory of the page, so that a page loaded again finds the task where it is. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { TaskView } from '../contract/task-routes.ts';
import { ask } from './client.ts';
import { languageNow } from './language.ts';
import { statusKey, useStatus } from './session.ts';

export const tasksKey = ['tasks'] as const;

/** Newest first. An answer may be older than an event: a task that has ended runs no more. */
function useTasks(): readonly TaskView[] {
  const queries = useQueryClient();
  const askTasks = async (): Promise<readonly TaskView[]> => {
    const told = await ask('GET /api/tasks');
    const ended = (queries.getQueryData<readonly TaskView[]>(tasksKey) ?? []).filter(({ state }) => state !== 'running');
    return told.map((task) => (task.state === 'running' && ended.find(({ id }) => id === task.id)) || task);
  };
  return useQuery({ queryKey: tasksKey, queryFn: askTasks }).data ?? [];
}

/** The newest task of one of these kinds. */
export const useTask = (...kinds: readonly TaskView['kind'][]): TaskView | undefined => useTasks().find(({ kind }) => kinds.includes(kind));

/** Any task that runs now: only one may. */
export const useRunningTask = (): TaskView | undefined => useTasks().find(({ state }) => state === 'running');

/** Once, in the shell; begun again in the language that the person chooses. What a finished task may have changed is asked again; after a new login, everything. */
export function useTaskEvents(): void {
  const queries = useQueryClient();
  const session = useStatus().session?.csrf;
  const before = useRef(session);
  const language = languageNow();
  useEffect(() => {
    if (before.current !== session) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== statusKey[0] }); // told by the queries themselves
    before.current = session;
    // An EventSource cannot send headers: the language goes along as a cookie would, in the address.
    const source = new EventSource(`/api/events?language=${language}`);
    source.addEventListener('task', ({ data }) => {
      const task = JSON.parse(data) as TaskView;
      queries.setQueryData<readonly TaskView[]>(tasksKey, (known = []) => [task, ...known.filter(({ id }) => id !== task.id)]);
      if (task.state !== 'running') void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== tasksKey[0] }); // told by the queries themselves
    });
    // The server was restarted, or the network came back: what happened meanwhile is asked for.
    source.addEventListener('open', () => void queries.invalidateQueries({ queryKey: tasksKey })); // told by the query itself
    // It has gone, or does not know us any more: the status tells which.
    source.addEventListener('error', () => void queries.invalidateQueries({ queryKey: statusKey })); // told by the query itself
    return () => source.close();
  }, [queries, session, language]);
}
