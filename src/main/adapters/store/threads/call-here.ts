import type { CallByName, CallTable } from './messages.ts';

/** An object with the methods of `Calls`. */
type Methods<Calls extends CallTable<Calls>> = {
  readonly [M in keyof Calls]: (...args: Calls[M]['args']) => Calls[M]['result'];
};

/** Calls a database on this thread, in the manner of one on another. */
export const callHere = <Calls extends CallTable<Calls>>(database: Methods<Calls>): CallByName<Calls> =>
  async (method, args) => database[method](...args);

export function callMethod(target: object, method: string, args: unknown[]): unknown {
  const run = (target as Readonly<Record<string, unknown>>)[method];
  if (typeof run !== 'function') throw new Error(`The store has no ${method}.`);
  return run.apply(target, args) as unknown;
}
