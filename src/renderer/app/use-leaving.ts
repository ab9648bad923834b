import { useEffect, useRef } from 'react';

/**
 * Runs when the page is left, loaded anew or put out of sight, while what it sends still goes out. `first`: before those that are not,
 * so that what it gives to others leaves with them.
 */
export function useLeaving(run: () => void, first = false): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const leave = (): void => latest.current();
    const hide = (): void => {
      if (document.visibilityState === 'hidden') latest.current();
    };
    addEventListener('pagehide', leave, first);
    document.addEventListener('visibilitychange', hide, first);
    return () => {
      removeEventListener('pagehide', leave, first);
      document.removeEventListener('visibilitychange', hide, first);
    };
  }, [first]);
}
