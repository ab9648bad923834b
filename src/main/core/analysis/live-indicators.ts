import type { IndicatorPoint } from '../../../contract/model/indicator.ts';
import { toDisposable, type Clock, type Disposable } from '../kernel/index.ts';
import { PacedMailbox, type Market } from '../market/index.ts';
import { LiveIndicator, type LiveIndicatorSpec } from './live-indicator.ts';

const batchesPerSecond = 60;
/** Values that wait for a reader who stands still; beyond it the oldest is dropped, and a computation has it. */
const maxWaiting = 1_000;

type Shared = { readonly indicator: LiveIndicator; holders: number };

/** One instance for each indicator, its parameters and what it reads over a series, shared by all who watch it. */
export class LiveIndicators {
  readonly #market: Pick<Market, 'history' | 'openBars'>;
  readonly #pacer: Clock;
  readonly #shared = new Map<string, Shared>();

  /** @param pacer real time, for the pace of batches. */
  constructor(market: Pick<Market, 'history' | 'openBars'>, pacer: Clock) {
    this.#market = market;
    this.#pacer = pacer;
  }

  /** Instances at work now; the leak test reads it. */
  get count(): number {
    return this.#shared.size;
  }

  /** The newest values first, of the last finished bar and the forming one; then values as they change. */
  async *watch(spec: LiveIndicatorSpec, signal: AbortSignal): AsyncGenerator<IndicatorPoint[], void, void> {
    const mailbox = new PacedMailbox<number, IndicatorPoint>({ pacer: this.#pacer, perSecond: batchesPerSecond, maxKeys: maxWaiting });
    const { indicator, dispose } = this.#hold(spec);
    const listener = (point: IndicatorPoint): void => mailbox.put(point.time, point, !point.isForming);
    try {
      await indicator.ready;
      indicator.listeners.add(listener);
      yield indicator.latest;
      yield* mailbox.batches(signal);
    } finally {
      indicator.listeners.delete(listener);
      dispose();
    }
  }

  #hold(spec: LiveIndicatorSpec): Disposable & { readonly indicator: LiveIndicator } {
    const key = nameOf(spec);
    const shared = this.#shared.get(key) ?? { indicator: new LiveIndicator(this.#market, spec), holders: 0 };
    this.#shared.set(key, shared);
    shared.holders += 1;
    const release = toDisposable(() => {
      shared.holders -= 1;
      if (shared.holders > 0) return;
      this.#shared.delete(key);
      shared.indicator.dispose();
    });
    return { indicator: shared.indicator, dispose: release.dispose };
  }
}

/** Equal for equal computations. */
const nameOf = ({ key: { instrumentId, timeframe }, chain }: LiveIndicatorSpec): string => JSON.stringify([instrumentId, timeframe, chain.key]);
