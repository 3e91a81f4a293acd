/** Every page by its address, loaded when it is first opened. */
import { lazy } from 'react';

type Page = {
  readonly path: string;
  /** Key of its title among the words of the shell. */
  readonly title:
    | 'overview'
    | 'exchanges'
    | 'assets'
    | 'software'
    | 'changes'
    | 'doubles'
    | 'keySoftware'
    | 'quarantine'
    | 'queue'
    | 'access'
    | 'asset';
  readonly group: 'top' | 'dossier' | 'upkeep' | 'none';
  /** At sites of this role only. */
  readonly role?: 'common';
  readonly Content: React.ComponentType;
};

export const pages: readonly Page[] = [
  {
    path: '/',
    title: 'overview',
    group: 'top',
    Content: lazy(async () => ({ default: (await import('./pages/overview/overview-page.tsx')).OverviewPage })),
  },
  {
    path: '/exchanges/:tab?',
    title: 'exchanges',
    group: 'top',
    Content: lazy(async () => ({ default: (await import('./pages/exchanges/exchanges-page.tsx')).ExchangesPage })),
  },
  {
    path: '/assets',
    title: 'assets',
    group: 'dossier',
    role: 'common',
    Content: lazy(async () => ({ default: (await import('./pages/assets/assets-page.tsx')).AssetsPage })),
  },
  {
    path: '/assets/:id',
    title: 'asset',
    group: 'none',
    role: 'common',
    Content: lazy(async () => ({ default: (await import('./pages/assets/asset-page.tsx')).AssetPage })),
  },
  {
    path: '/software',
    title: 'software',
    group: 'dossier',
    role: 'common',
    Content: lazy(async () => ({ default: (await import('./pages/software/software-page.tsx')).SoftwarePage })),
  },
  {
    path: '/changes',
    title: 'changes',
    group: 'dossier',
    role: 'common',
    Content: lazy(async () => ({ default: (await import('./pages/changes/changes-page.tsx')).ChangesPage })),
  },
  {
    path: '/doubles',
    title: 'doubles',
    group: 'dossier',
    role: 'common',
    Content: lazy(async () => ({ default: (await import('./pages/doubles/doubles-page.tsx')).DoublesPage })),
  },
  {
    path: '/key-software',
    title: 'keySoftware',
    group: 'dossier',
    role: 'common',
    Content: lazy(async () => ({ default: (await import('./pages/key-software/key-software-page.tsx')).KeySoftwarePage })),
  },
  {
    path: '/quarantine',
    title: 'quarantine',
    group: 'upkeep',
    Content: lazy(async () => ({ default: (await import('./pages/quarantine/quarantine-page.tsx')).QuarantinePage })),
  },
  {
    path: '/queue',
    title: 'queue',
    group: 'upkeep',
    Content: lazy(async () => ({ default: (await import('./pages/queue/queue-page.tsx')).QueuePage })),
  },
  {
    path: '/access',
    title: 'access',
    group: 'upkeep',
    Content: lazy(async () => ({ default: (await import('./pages/access/access-page.tsx')).AccessPage })),
  },
];
