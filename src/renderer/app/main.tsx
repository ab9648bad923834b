import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient, webSocketLink } from '../api/index.ts';
import '../ui/base.css';
import { ClientProvider } from './client-context.tsx';
import { Shell } from './shell.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the workstation.');

const client = createClient(webSocketLink({ url: `${location.origin.replace(/^http/, 'ws')}/api/v1/socket` }));
createRoot(root).render(
  <StrictMode>
    {/* The page forbids inline styles; what components would add so is in our own sheets. */}
    <CSPProvider disableStyleElements>
      <ClientProvider client={client}>
        <Shell />
      </ClientProvider>
    </CSPProvider>
  </StrictMode>,
);
