import type { CallStore, ServiceName, StoreServices } from './messages.ts';

/** Calls a database on this thread, in the manner of one on another. */
export const callHere = <S extends ServiceName>(database: StoreServices[S]): CallStore<S> =>
  (async (method: string, args: unknown[]) => callMethod(database, method, args)) as unknown as CallStore<S>;

export function callMethod(target: object, method: string, args: unknown[]): unknown {
  const run = (target as Readonly<Record<string, unknown>>)[method];
  if (typeof run !== 'function') throw new Error(`The store has no ${method}.`);
  return run.apply(target, args) as unknown;
}
