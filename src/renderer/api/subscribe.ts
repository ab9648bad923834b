import { isClientError, type ClientError } from './client-error.ts';
import { computeBackoffMs } from './compute-backoff.ts';
import type { Connection } from './connection.ts';
import type { Timer } from './timer.ts';

type Ending = {
  /** The stream is over: nothing more will come. */
  onEnd?(): void;
  /** It cannot be read: the request is wrong, not the connection. Nothing more will come. */
  onError?(error: ClientError): void;
};

/** A stream of latest values. After a lost connection it begins again with a fresh snapshot. */
export type StateSource<Api, T> = Ending & {
  readonly kind: 'state';
  open(api: Api, signal: AbortSignal): Promise<AsyncIterable<T>>;
  onValue(value: T): void;
};

export type LogItem<T> = { readonly kind: 'entry'; readonly seq: number; readonly value: T } | { readonly kind: 'reload'; readonly seq: number };

/**
 * A stream in which every entry counts. It begins with `onReload`: load the list now, entries after it follow. After a lost
 * connection it goes on where it was, or says `onReload` again when too much was missed.
 */
export type LogSource<Api, T> = Ending & {
  readonly kind: 'log';
  open(api: Api, afterSeq: number, signal: AbortSignal): Promise<AsyncIterable<LogItem<T>>>;
  onReload(): void;
  onEntry(value: T, seq: number): void;
};

export type Subscription = { close(): void };

export type SubscribeContext<Api> = {
  readonly api: Api;
  readonly connection: Connection;
  readonly timer: Timer;
  readonly random: () => number;
  readonly report: (error: unknown) => void;
};

/** After this long with items behind it a stream counts as sound; one that breaks sooner is opened again at growing intervals. */
const provenMs = 5_000;

/** A number that no log has reached is answered with the word to reload and the number that it has. */
const beforeAnything = Number.MAX_SAFE_INTEGER;

/** Reads a stream until it is closed, ends or is refused, through any number of lost connections. */
export function subscribe<Api, T>(context: SubscribeContext<Api>, source: StateSource<Api, T> | LogSource<Api, T>): Subscription {
  const controller = new AbortController();
  const { signal } = controller;
  let afterSeq = beforeAnything;

  const safely = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      context.report(error);
    }
  };

  const deliver = (item: LogItem<T>, log: LogSource<Api, T>): void => {
    afterSeq = item.seq;
    safely(() => (item.kind === 'entry' ? log.onEntry(item.value, item.seq) : log.onReload()));
  };

  /** Resolves when the stream has ended; `onItem` hears that it is alive. */
  const readOnce = async (onItem: () => void): Promise<void> => {
    if (source.kind === 'state') {
      for await (const value of await source.open(context.api, signal)) {
        if (signal.aborted) return;
        onItem();
        safely(() => source.onValue(value));
      }
    } else {
      for await (const item of await source.open(context.api, afterSeq, signal)) {
        if (signal.aborted) return;
        onItem();
        deliver(item, source);
      }
    }
  };

  const run = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; ) {
      let stopProving: (() => void) | undefined;
      try {
        await readOnce(() => (stopProving ??= context.timer.after(provenMs, () => (failures = 0)))).finally(() => stopProving?.());
        if (!signal.aborted) safely(() => source.onEnd?.());
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (context.connection.state === 'closed') return;
        if (isFinal(error)) return safely(() => source.onError?.(error));
        // A lost wire comes back at its own pace, and opening again waits for it.
        if (context.connection.state !== 'open') continue;
        failures += 1;
        await pause(computeBackoffMs(failures, context.random()), context.timer, signal);
      }
    }
  };

  void run();
  return { close: () => controller.abort() };
}

/** Errors of the request itself; those of the wire and of a busy application pass. */
const isFinal = (error: unknown): error is ClientError => isClientError(error) && !['UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED'].includes(error.code);

function pause(ms: number, timer: Timer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = timer.after(ms, () => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
    const leave = (): void => {
      stop();
      resolve();
    };
    signal.addEventListener('abort', leave, { once: true });
  });
}
