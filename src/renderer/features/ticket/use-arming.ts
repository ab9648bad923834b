import { useCallback, useEffect, useState } from 'react';

const armedMs = 30_000;

export type Arming = { readonly isArmed: boolean; readonly secondsLeft: number; readonly arm: () => void; readonly disarm: () => void };

/** Armed for half a minute, then safe again. */
export function useArming(): Arming {
  const [until, setUntil] = useState<number | null>(null);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (until === null) return;
    const timer = setInterval(() => {
      setNow(performance.now());
      if (performance.now() >= until) setUntil(null);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  return {
    isArmed: until !== null,
    secondsLeft: until === null ? 0 : Math.max(0, Math.ceil((until - Math.max(now, until - armedMs)) / 1_000)),
    arm: useCallback(() => {
      setNow(performance.now());
      setUntil(performance.now() + armedMs);
    }, []),
    disarm: useCallback(() => setUntil(null), []),
  };
}
