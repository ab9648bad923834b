import { createORPCClient, type ClientContext } from '@orpc/client';
import { StandardRPCLink, type StandardLinkClient } from '@orpc/client/standard';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../contract/api/index.ts';
import { getTimeLimitMs } from '../../contract/api/time-limits.ts';
import { notAnswered, toClientError, unreachable } from './client-error.ts';
import { Connection, type ConnectionState } from './connection.ts';
import type { Link } from './link.ts';
import { subscribe, type LogSource, type StateSource, type Subscription } from './subscribe.ts';
import { systemTimer, type Timer } from './timer.ts';

export type ClientOptions = {
  readonly timer?: Timer;
  /** 0 to 1; spreads the attempts to reconnect. */
  readonly random?: () => number;
  /** How long to wait for the answer to a call, by its path. */
  readonly timeLimitMs?: (path: readonly string[]) => number;
  readonly heartbeatMs?: number;
  readonly connectTimeoutMs?: number;
  /** Told of errors that listeners of streams throw. */
  readonly report?: (error: unknown) => void;
};

/** The contract without its streams: those are read with `subscribe` and in no other way. */
export type Calls<Api> = {
  readonly [Area in keyof Api]: { readonly [Verb in keyof Api[Area] as Api[Area][Verb] extends StreamCall ? never : Verb]: Api[Area][Verb] };
};
type StreamCall = (...args: never) => Promise<AsyncIterator<unknown, unknown, unknown>>;

export type Api = ContractRouterClient<Contract>;

/** The window's way to the application. */
export type Client = {
  readonly api: Calls<Api>;
  /** Reads a stream until it is closed, across lost connections. Never rejects, never throws. */
  subscribe<T>(source: StateSource<Api, T> | LogSource<Api, T>): Subscription;
  readonly connection: {
    get(): ConnectionState;
    /** How many attempts in a row have failed; 0 while it is open. */
    failures(): number;
    watch(listener: (state: ConnectionState) => void): () => void;
  };
  /** Ends calls and streams; for good. */
  close(): void;
};

/** The application answers its own time-outs first; this one is for a wire that swallows the answer. */
const graceMs = 3_000;

export function createClient(link: Link, options: ClientOptions = {}): Client {
  const { timer = systemTimer, random = Math.random, heartbeatMs = 5_000, connectTimeoutMs = 5_000, report = console.error } = options;
  const timeLimitMs = options.timeLimitMs ?? ((path: readonly string[]) => getTimeLimitMs(path) + graceMs);
  const connection = new Connection({ link, timer, random, heartbeatMs, connectTimeoutMs });

  const sender: StandardLinkClient<ClientContext> = {
    async call(request) {
      const peer = await connection.opened(request.signal ?? new AbortController().signal);
      const response = await peer.request(request);
      return { ...response, body: () => Promise.resolve(response.body) };
    },
  };
  const rpc = new StandardRPCLink(sender, {
    url: 'http://orpc',
    interceptors: [
      async ({ next, ...call }) => {
        const controller = new AbortController();
        const forward = (): void => controller.abort(call.signal?.reason);
        if (call.signal?.aborted === true) forward();
        call.signal?.addEventListener('abort', forward, { once: true });
        const stopTimer = timer.after(timeLimitMs(call.path), () => controller.abort(connection.state === 'open' ? notAnswered() : unreachable()));
        try {
          const output = await next({ ...call, signal: controller.signal });
          if (!isStream(output)) call.signal?.removeEventListener('abort', forward);
          return output;
        } catch (error) {
          call.signal?.removeEventListener('abort', forward);
          // Whoever cancelled knows why; all else is told as an error of the contract.
          if (call.signal?.aborted === true) throw error;
          throw toClientError(error);
        } finally {
          stopTimer();
        }
      },
    ],
  });
  const api: Api = createORPCClient(rpc);

  return {
    api,
    subscribe: (source) => subscribe({ api, connection, timer, random, report }, source),
    connection: { get: () => connection.state, failures: () => connection.failures, watch: (listener) => connection.watch(listener) },
    close: () => connection.close(),
  };
}

const isStream = (value: unknown): boolean => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
