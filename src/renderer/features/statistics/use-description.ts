import { useCallback, useEffect, useRef, useState } from 'react';
import type { DescriptionProgress } from '../../../contract/model/description.ts';
import type { Api } from '../../api/index.ts';
import { useClient } from '../../app/client-context.tsx';
import { setDescribed, useStatistics, type Described } from './statistics-store.ts';

export type DescribeInput = Parameters<Api['analysis']['watchDescription']>[0];

const nothing: Described = { state: 'loading', share: null, description: null, fault: null };

/**
 * The description of a series or a run, computed when `key` changes and on `again`; `key` null: none is wanted. `cancel` stops it, as
 * does leaving the panel before it is done.
 */
export function useDescription(panel: string, key: string | null, input: DescribeInput): Described & { readonly again: () => void; readonly cancel: () => void } {
  const client = useClient();
  const held = useStatistics((store) => store.described.get(panel));
  const [round, setRound] = useState(0);
  const latest = useRef(input);
  latest.current = input;
  const stop = useRef<() => void>(() => undefined);
  const value = key !== null && held?.key === key ? held.value : nothing;

  useEffect(() => {
    if (key === null) return;
    const known = useStatistics.getState().described.get(panel);
    // Whoever comes back to the panel finds what was computed before.
    if (round === 0 && known?.key === key && known.value.state === 'ready') return;
    const description = known?.key === key ? known.value.description : null;
    const tell = (change: Partial<Described>): void => setDescribed(panel, key, { state: 'loading', share: null, description, fault: null, ...change });
    tell({});
    let isOver = false;
    const subscription = client.subscribe<DescriptionProgress>({
      kind: 'state',
      open: (api, signal) => api.analysis.watchDescription(latest.current, { signal }),
      onValue: (item) => {
        isOver = item.description !== null;
        tell(item.description === null ? { share: item.share } : { state: 'ready', share: 1, description: item.description });
      },
      onError: ({ message }) => {
        isOver = true;
        tell({ state: 'failed', fault: message });
      },
    });
    const end = (state: 'loading' | 'cancelled'): void => {
      subscription.close();
      if (!isOver) tell({ state });
      isOver = true;
    };
    stop.current = () => end('cancelled');
    return () => end('loading');
  }, [client, panel, key, round]);

  const again = useCallback(() => setRound((count) => count + 1), []);
  const cancel = useCallback(() => stop.current(), []);
  return { ...value, again, cancel };
}
