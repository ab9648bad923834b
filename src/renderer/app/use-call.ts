import { useCallback, useEffect, useRef, useState } from 'react';
import { isClientError, type Calls, type Api } from '../api/index.ts';
import { useClient, useConnection } from './client-context.tsx';

export type Call<T> = { readonly state: 'loading' | 'ready' | 'failed'; readonly value: T | null; readonly error: string | null; readonly reload: () => void };

/** The sentence of an error for people. */
export const sentenceOf = (error: unknown): string =>
  isClientError(error) ? error.message : error instanceof Error ? error.message : 'Something went wrong.';

/**
 * The answer to a call, asked again when `key` changes, on `reload`, and after a lost connection. While it is asked again the last
 * answer stays in sight. `key` null: not asked.
 */
export function useCall<T>(key: string | null, ask: (api: Calls<Api>) => Promise<T>): Call<T> {
  const { api } = useClient();
  const connection = useConnection();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ readonly key: string | null; readonly value: T | null; readonly error: string | null }>({ key: null, value: null, error: null });
  const asked = useRef(ask);
  asked.current = ask;
  const isOpen = connection === 'open';

  useEffect(() => {
    if (key === null || !isOpen) return;
    let isCurrent = true;
    asked.current(api).then(
      (value) => isCurrent && setAnswer({ key, value, error: null }),
      (error: unknown) => isCurrent && setAnswer((before) => ({ key, value: before.key === key ? before.value : null, error: sentenceOf(error) })),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, key, round, isOpen]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  const isMine = answer.key === key;
  return {
    state: isMine && answer.error !== null ? 'failed' : isMine && answer.value !== null ? 'ready' : 'loading',
    value: isMine ? answer.value : null,
    error: isMine ? answer.error : null,
    reload,
  };
}

/**
 * The newest answer to a call that is asked again every so often, and at once when `key` changes; the one before stays in sight
 * meanwhile. null: there was none yet. `key` null: not asked.
 */
export function useCallEvery<T>(everyMs: number, key: string | null, ask: (api: Calls<Api>) => Promise<T>): T | null {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setRound((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  const { value } = useCall(key === null ? null : `${key} ${round}`, ask);
  const [newest, setNewest] = useState(value);
  useEffect(() => {
    if (value !== null) setNewest(value);
  }, [value]);
  return newest;
}
