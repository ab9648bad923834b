import { useEffect, useRef, useState } from 'react';
import type { Api, Calls } from '../../api/index.ts';
import { useClient, useConnection } from '../../app/client-context.tsx';
import { sentenceOf } from '../../app/use-call.ts';

/** Between two questions at least, and so many times what the last answer took: what grows is not asked for without a pause. */
const leastMs = 250;
const restShare = 4;

export type Followed<T> = { readonly value: T | null; readonly error: string | null };

/**
 * The answer to a call, asked again when `version` says that there is news: one question at a time, at most four a second. What was
 * answered stays in sight until the next answer, a change of `key` forgets it. `key` null: nothing is asked.
 */
export function useFollowed<T>(key: string | null, version: string, ask: (api: Calls<Api>) => Promise<T>): Followed<T> {
  const { api } = useClient();
  const isOpen = useConnection() === 'open';
  const [answer, setAnswer] = useState<Followed<T> & { readonly key: string | null }>({ key: null, value: null, error: null });
  const asked = useRef(ask);
  asked.current = ask;
  const wake = useRef<() => void>(() => undefined);

  useEffect(() => {
    if (key === null || !isOpen) return;
    let isCurrent = true;
    let isBusy = false;
    let isStale = false;
    let restUntilMs = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      isBusy = true;
      isStale = false;
      const startMs = performance.now();
      try {
        const value = await asked.current(api);
        if (isCurrent) setAnswer({ key, value, error: null });
      } catch (error) {
        if (isCurrent) setAnswer((before) => ({ key, value: before.key === key ? before.value : null, error: sentenceOf(error) }));
      }
      isBusy = false;
      restUntilMs = performance.now() + Math.max(leastMs, restShare * (performance.now() - startMs));
      if (isStale && isCurrent) wake.current();
    };
    wake.current = () => {
      if (isBusy) {
        isStale = true;
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => void look(), Math.max(0, restUntilMs - performance.now()));
    };
    wake.current();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      wake.current = () => undefined;
    };
  }, [api, key, isOpen]);
  useEffect(() => wake.current(), [version]);
  return answer.key === key ? answer : { value: null, error: null };
}
