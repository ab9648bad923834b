import { AsyncIteratorClass, implement, type ImplementerInternalWithMiddlewares } from '@orpc/server';
import { contract, type Contract } from '../../contract/api/index.ts';
import type { Log } from '../core/kernel/index.ts';
import type { Context } from './context.ts';
import { getLeastRole, isAllowed } from './roles.ts';
import { contractError, toContractError, type ContractError } from './to-contract-error.ts';

export type GuardOptions = {
  readonly log: Log;
  /** How long the procedure at a path may take, in milliseconds. */
  readonly timeLimitMs: (path: readonly string[]) => number;
};

/** What handlers get: the guard adds a signal that aborts when the caller is gone, has read enough, or time is up. */
export type GuardedContext = Context & { readonly signal: AbortSignal };

/** Named rather than inferred: spelled out, it is too long for the compiler to write down. */
export type Guarded = ImplementerInternalWithMiddlewares<Contract, Context & Record<never, never>, GuardedContext>;

/** The contract, to be implemented behind one guard: role, time limit, errors of the contract and no others. */
export function guardContract({ log, timeLimitMs }: GuardOptions): Guarded {
  return implement(contract)
    .$context<Context>()
    .use(async ({ context, path, signal, next }) => {
      const procedure = path.join('.');
      // What fails because its caller has gone is nobody's fault and nobody's news.
      const toError = (error: unknown): ContractError =>
        signal?.aborted === true ? contractError('UNAVAILABLE', `${procedure} was cancelled.`, {}, error) : toContractError(error, procedure, log);
      const least = getLeastRole(path);
      const { role } = context.session;
      if (!isAllowed(role, least)) {
        throw contractError('FORBIDDEN', `${procedure} needs the role ${least}; this session is a ${role}.`, { role, needed: least });
      }

      const work = followSignal(signal);
      const limit = limitTime(timeLimitMs(path), () =>
        contractError('TIMEOUT', `${procedure} did not finish in time; whether it was done is not known, so look before you repeat it.`));
      try {
        const result = await Promise.race([next({ context: { signal: work.signal } }), limit.reached]);
        if (!isStream(result.output)) {
          work.release();
          return result;
        }
        // The only way to give a stream back in place of the one that was made: its items are of the same type.
        return { ...result, output: guardStream(result.output, work, toError) as typeof result.output };
      } catch (error) {
        work.abort();
        throw toError(error);
      } finally {
        limit.clear();
      }
    });
}

type Stream = AsyncIterator<unknown, unknown, void>;
const isStream = (value: unknown): value is Stream => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

type Work = { readonly signal: AbortSignal; abort(): void; release(): void };

/** A signal of our own that also aborts with the caller's, and lets go of it when the work is over. */
function followSignal(caller: AbortSignal | undefined): Work {
  const controller = new AbortController();
  const abort = (): void => {
    caller?.removeEventListener('abort', abort);
    controller.abort();
  };
  if (caller?.aborted === true) controller.abort();
  else caller?.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, abort, release: () => caller?.removeEventListener('abort', abort) };
}

/** A promise that rejects when the time is up, until it is cleared. */
function limitTime(ms: number, createError: () => Error): { readonly reached: Promise<never>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(createError()), ms);
  });
  return { reached, clear: () => clearTimeout(timer) };
}

/** The stream with its errors turned into the contract's. A reader that stops early wakes and ends the source. */
function guardStream(source: Stream, work: Work, toError: (error: unknown) => Error): AsyncIteratorClass<unknown, unknown, void> {
  return new AsyncIteratorClass(
    async () => {
      try {
        return await source.next();
      } catch (error) {
        throw toError(error);
      }
    },
    async () => {
      // A generator that waits for its next item cannot be returned from; the signal wakes it first.
      work.abort();
      await source.return?.();
    },
  );
}
