import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
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

/**
 * How often the application was reached: 0 before the first time, one more after each loss. Who loads something and keeps it in sight
 * while the connection is lost loads it anew when this grows.
 */
export function useOpenings(): number {
  const { connection } = useClient();
  const [count, setCount] = useState(() => (connection.get() === 'open' ? 1 : 0));
  useEffect(() => {
    let wasOpen = connection.get() === 'open';
    if (wasOpen) setCount((before) => Math.max(1, before));
    return connection.watch((state) => {
      if (state === 'open' && !wasOpen) setCount((before) => before + 1);
      wasOpen = state === 'open';
    });
  }, [connection]);
  return count;
}
