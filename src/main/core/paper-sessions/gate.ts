/** Lets only so much work be done at a time; the rest waits in the order in which it came. Whose signal aborts waits no longer; its work finds the signal aborted. */
export type Gate = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

export function createGate(places: number): Gate {
  let free = places;
  const waiting: (() => void)[] = [];

  /** Fulfilled with whether a place was taken. */
  const enter = (signal: AbortSignal | undefined): Promise<boolean> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const take = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(take), 1);
        resolve(false);
      };
      waiting.push(take);
      signal?.addEventListener('abort', leave, { once: true });
    });
  };

  return async (work, signal) => {
    const hasPlace = signal?.aborted !== true && (await enter(signal));
    try {
      return await work();
    } finally {
      if (hasPlace) {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    }
  };
}
