import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import type { Client, ConnectionState } from '../api/index.ts';

const ClientContext = createContext<Client | null>(null);

export const ClientProvider = ({ client, children }: { readonly client: Client; readonly children: ReactNode }) => (
  <ClientContext value={client}>{children}</ClientContext>
);

/** The way to the application. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('useClient is called outside ClientProvider.');
  return client;
}

/** Whether the application answers. */
export function useConnection(): ConnectionState {
  const { connection } = useClient();
  return useSyncExternalStore(connection.watch, connection.get);
}
