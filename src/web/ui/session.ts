/** Who is looking at what: asked once, kept fresh by events, and known to every page. */
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Status } from '../contract/home-routes.ts';
import { ask, keepProof } from './client.ts';
import { keepTimeZone } from './format.ts';

export const statusKey = ['status'] as const;

/** The installation, asked again every minute, so that the connection state at the top is true; more often while there is no answer, or nobody is known. */
export const useStatusQuery = () =>
  useQuery({
    queryKey: statusKey,
    queryFn: async () => {
      const status = await ask('GET /api/status');
      keepProof(status.session?.csrf ?? '');
      keepTimeZone(status.timeZone);
      return status;
    },
    refetchInterval: ({ state }) => (state.error || !state.data?.session ? 3_000 : 60_000),
  });

export const StatusContext = createContext<Status | null>(null);

/** Inside the shell only: there is a session, and an answer. */
export function useStatus(): Status {
  const status = useContext(StatusContext);
  if (!status) throw new Error('pages stand inside the shell');
  return status;
}

/** False for readers: what writes is shown, disabled, with the reason. */
export const useMayWrite = (): boolean => useStatus().session?.role === 'administrator';
