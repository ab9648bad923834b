import { AppError, Disposer, type Clock, type Disposable } from '../kernel/index.ts';

/** Bounds how long we wait for the venue. */
export interface Deadlines extends Disposable {
  /** The call's result, or TIMEOUT when it takes too long, or UNAVAILABLE when trading closes first. The call itself goes on. */
  within<T>(call: () => Promise<T>): Promise<T>;
  /** Calls waited for now; the leak test reads it. */
  readonly pending: number;
}

export function createDeadlines(clock: Clock, timeoutMs: number): Deadlines {
  const disposer = new Disposer();
  const stops = new Set<(reason: AppError) => void>();
  let isClosed = false;
  const closed = (): AppError => new AppError('UNAVAILABLE', 'Trading was closed before the venue answered.');
  disposer.defer(() => {
    isClosed = true;
    for (const stop of stops) stop(closed());
  });
  return {
    get pending() {
      return stops.size;
    },
    within<T>(call: () => Promise<T>): Promise<T> {
      if (isClosed) return Promise.reject(closed());
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      stops.add(reject);
      const timer = clock.after(timeoutMs, () => reject(new AppError('TIMEOUT', `The venue did not answer within ${timeoutMs} ms.`)));
      const settle = (): void => {
        timer.dispose();
        stops.delete(reject);
      };
      promise.then(settle, settle);
      try {
        call().then(resolve, reject);
      } catch (error) {
        reject(error);
      }
      return promise;
    },
    dispose: () => disposer.dispose(),
  };
}
