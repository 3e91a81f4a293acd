/** Puts the pages into the document: language, look, memory of what the API said, and the shell. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './look.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openLanguage } from './language.ts';
import { watchPresence } from './presence.ts';
import { Shell } from './shell.tsx';
import { contrasts, theme } from './theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// Dialogs lock the scrolling behind them by a style of their own (get-nonce), which asks for its proof under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce });
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 2_000 }, mutations: { retry: false } } });

watchPresence();
await openLanguage();
const place = document.getElementById('page');
if (!place) throw new Error('index.html has a place for the page');
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={contrasts} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" />
        <Shell />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
