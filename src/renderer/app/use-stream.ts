import { useEffect, useRef } from 'react';
import type { Api } from '../api/index.ts';
import { useClient } from './client-context.tsx';

/** Reads a state stream while the component is there and `key` is not null; a change of `key` opens it anew. */
export function useStateStream<T>(key: string | null, open: (api: Api, signal: AbortSignal) => Promise<AsyncIterable<T>>, onValue: (value: T) => void): void {
  const client = useClient();
  const latest = useRef({ open, onValue });
  latest.current = { open, onValue };
  useEffect(() => {
    if (key === null) return;
    const subscription = client.subscribe<T>({
      kind: 'state',
      open: (api, signal) => latest.current.open(api, signal),
      onValue: (value) => latest.current.onValue(value),
    });
    return () => subscription.close();
  }, [client, key]);
}
