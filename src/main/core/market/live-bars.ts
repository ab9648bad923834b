import type { Bar, LiveBar, SeriesKey } from '../../../contract/model/bar.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { TradeTick } from '../../../contract/model/tick.ts';
import { timeframeMs, type Timeframe } from '../../../contract/model/timeframe.ts';
import { toDisposable, type Disposable } from '../kernel/index.ts';
import { LiveSeries } from './live-series.ts';

/** A series held open; let go of with `dispose`, and the last who does so ends the building of its bars. */
export interface OpenBars extends Disposable {
  /** Fulfilled when the part of the forming bar from before the opening is known; no bar is told earlier. */
  readonly ready: Promise<void>;
  /** The forming bar; null while its period has no trade, or before `ready`. */
  readonly forming: LiveBar | null;
}

type Shared = { readonly series: LiveSeries; readonly listeners: Set<(bar: LiveBar) => void>; ready: Promise<void>; isReady: boolean };

/** One builder for each series that anybody watches, shared by all of them. */
export class LiveBars {
  readonly #loadForming: (key: SeriesKey) => Promise<Bar | null>;
  readonly #open = new Map<InstrumentId, Map<Timeframe, Shared>>();
  readonly #onListenerError: (error: unknown) => void;
  #lateTrades = 0;

  constructor(loadForming: (key: SeriesKey) => Promise<Bar | null>, onListenerError: (error: unknown) => void) {
    this.#loadForming = loadForming;
    this.#onListenerError = onListenerError;
  }

  /** Builders at work now; the leak test reads it. */
  get builderCount(): number {
    let count = 0;
    for (const ofInstrument of this.#open.values()) count += ofInstrument.size;
    return count;
  }

  /** Trades that came after their bar was finished, in series that were let go of and in those open now. */
  get lateTrades(): number {
    let count = this.#lateTrades;
    for (const ofInstrument of this.#open.values()) for (const { series } of ofInstrument.values()) count += series.lateTrades;
    return count;
  }

  /** Tells every change of a bar from now on, a finished one last with `isForming` false. */
  open(key: SeriesKey, listener: (bar: LiveBar) => void): OpenBars {
    const shared = this.#open.get(key.instrumentId)?.get(key.timeframe) ?? this.#start(key);
    // A wrapper of its own, so that the same function opened twice is held twice.
    const entry = (bar: LiveBar): void => listener(bar);
    shared.listeners.add(entry);
    return {
      ready: shared.ready,
      get forming() {
        return shared.isReady ? shared.series.forming : null;
      },
      dispose: toDisposable(() => {
        shared.listeners.delete(entry);
        if (shared.listeners.size === 0) this.#stop(key, shared);
      }).dispose,
    };
  }

  trade({ instrumentId, timeMs, price, size }: TradeTick): void {
    const ofInstrument = this.#open.get(instrumentId);
    if (ofInstrument !== undefined) for (const { series } of [...ofInstrument.values()]) series.trade(timeMs, price, size);
  }

  /** Every trade of these instruments before the moment has come. */
  passTime(isOfFeed: (id: InstrumentId) => boolean, timeMs: number): void {
    for (const [id, ofInstrument] of this.#open) if (isOfFeed(id)) for (const { series } of [...ofInstrument.values()]) series.passTime(timeMs);
  }

  #start(key: SeriesKey): Shared {
    const listeners = new Set<(bar: LiveBar) => void>();
    const series = new LiveSeries(timeframeMs(key.timeframe), (bar) => {
      for (const listener of [...listeners]) this.#tell(listener, bar);
    });
    const shared: Shared = { series, listeners, ready: Promise.resolve(), isReady: false };
    shared.ready = this.#seed(key, shared);
    // Whoever opened it hears of the failure; nobody may be left by then.
    shared.ready.catch(() => {});
    const ofInstrument = this.#open.get(key.instrumentId) ?? new Map<Timeframe, Shared>();
    this.#open.set(key.instrumentId, ofInstrument.set(key.timeframe, shared));
    return shared;
  }

  async #seed(key: SeriesKey, shared: Shared): Promise<void> {
    try {
      const bar = await this.#loadForming(key);
      shared.isReady = true;
      shared.series.seed(bar);
    } catch (error) {
      // Half a bar would be a wrong bar: who opens the series next tries again.
      this.#remove(key, shared);
      throw error;
    }
  }

  #tell(listener: (bar: LiveBar) => void, bar: LiveBar): void {
    try {
      listener(bar);
    } catch (error) {
      this.#onListenerError(error);
    }
  }

  #stop(key: SeriesKey, shared: Shared): void {
    this.#lateTrades += shared.series.lateTrades;
    this.#remove(key, shared);
  }

  #remove(key: SeriesKey, shared: Shared): void {
    const ofInstrument = this.#open.get(key.instrumentId);
    if (ofInstrument?.get(key.timeframe) !== shared) return;
    ofInstrument.delete(key.timeframe);
    if (ofInstrument.size === 0) this.#open.delete(key.instrumentId);
  }
}
