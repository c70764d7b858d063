import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './base.css';
import { LanguageProvider } from './i18n/LanguageProvider';
import { App } from './simulator/App';
import './simulator/styles.css';

// The event stream keeps the cache fresh, so that data goes stale only by a lost connection.
const queryClient = new QueryClient({
  defaultOptions: {
    // The simulator is often on this very machine: calls must not wait for an internet connection.
    queries: { staleTime: Infinity, refetchOnWindowFocus: false, retry: 3, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element #root');
}
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <App />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
