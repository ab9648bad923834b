import { useCallback, useEffect, useRef, useState } from 'react';
import { pacedFrames } from '../ui/paced-frames.ts';

/** State that may change many times a second and is shown at most so many times: always the newest, the first change after a pause at once. */
export function usePacedState<T>(initial: T, perSecond: number): readonly [shown: T, change: (next: (before: T) => T) => void] {
  const [shown, show] = useState(initial);
  const newest = useRef(initial);
  const pace = useRef({ soon: pacedFrames(perSecond), isWaiting: false, isGone: false });
  useEffect(() => {
    const { current } = pace;
    current.isGone = false;
    return () => void (current.isGone = true);
  }, []);
  const change = useCallback((next: (before: T) => T): void => {
    newest.current = next(newest.current);
    const { current } = pace;
    if (current.isWaiting) return;
    current.isWaiting = true;
    current.soon(() => {
      current.isWaiting = false;
      if (!current.isGone) show(newest.current);
    });
  }, []);
  return [shown, change];
}
