import type { BarPage, LiveBar, SeriesKey } from '../../../contract/model/bar.ts';
import type { IndicatorPoint } from '../../../contract/model/indicator.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { ChainStream, type IndicatorChain, type OtherBars } from '../../../quant/indicators/index.ts';
import type { Market } from '../market/index.ts';
import { OtherSeries } from './other-series.ts';

export type LiveIndicatorSpec = {
  readonly key: SeriesKey;
  readonly chain: IndicatorChain;
  /** Finished bars that it begins with, so that its values are settled. */
  readonly seedBars: number;
};

/**
 * One indicator over one series, with those that it reads, kept up to date bar by bar: begun with the finished bars of history, then fed with each change of
 * the forming bar. Its values are those of a computation over the same bars, bit for bit.
 *
 * Where it reads other instruments, a bar waits until each of them has finished its bars from before: what is settled is settled with what
 * they were in the end. While the feed of one stands still in the middle of a bar, so do the values.
 */
export class LiveIndicator {
  /** Fulfilled when its values are known. */
  readonly ready: Promise<void>;
  readonly listeners = new Set<(point: IndicatorPoint) => void>();
  readonly #spec: LiveIndicatorSpec;
  readonly #stream: ChainStream;
  readonly #outputs: readonly string[];
  readonly #bars: ReturnType<Market['openBars']>;
  readonly #others: ReadonlyMap<InstrumentId, OtherSeries>;
  /** Bars that wait, until history is there or the others have come as far. */
  #waiting: LiveBar[] = [];
  #isSeeded = false;
  /** The bar that the stream has seen last. */
  #last: LiveBar | null = null;
  #finished: IndicatorPoint | null = null;
  #forming: IndicatorPoint | null = null;
  /** Start of the bar begun last. */
  #time = Number.NEGATIVE_INFINITY;

  constructor(market: Pick<Market, 'history' | 'openBars'>, spec: LiveIndicatorSpec) {
    this.#spec = spec;
    this.#stream = new ChainStream(spec.chain);
    this.#outputs = spec.chain.definition.info.outputs.map((output) => output.name);
    this.#bars = market.openBars(spec.key, (bar) => {
      this.#wait(bar);
      this.#takeSettled();
    });
    this.#others = new Map(spec.chain.instruments.map((id) => [id, new OtherSeries(market, { instrumentId: id, timeframe: spec.key.timeframe }, (timeMs) => this.#takeOther(timeMs))]));
    this.ready = this.#seed(market);
    // Whoever watches hears of a failure; nobody may be left by then.
    this.ready.catch(() => {});
  }

  /** The values of the last finished bar and of the forming one, as far as there are any. */
  get latest(): IndicatorPoint[] {
    return [this.#finished, this.#forming].filter((point) => point !== null);
  }

  dispose(): void {
    this.#bars.dispose();
    for (const other of this.#others.values()) other.dispose();
  }

  async #seed(market: Pick<Market, 'history'>): Promise<void> {
    const others = [...this.#others.values()];
    await Promise.all([this.#bars.ready, ...others.map((other) => other.ready)]);
    const { forming } = this.#bars;
    const page = await market.history(this.#spec.key, { beforeMs: forming?.time ?? null, limit: this.#spec.seedBars });
    await Promise.all(others.map((other) => other.seed(Float64Array.from(page.time))));
    this.#addHistory(page);
    // The forming bar as it stood then, and after it what was told since.
    if (forming !== null) this.#waiting.unshift(forming);
    this.#isSeeded = true;
    this.#takeSettled();
  }

  #addHistory(page: BarPage): void {
    const last = page.time.length - 1;
    const at = (column: ArrayLike<number>, i: number): number => column[i] as number;
    for (let i = 0; i <= last; i++) {
      const result = this.#stream.add({
        time: at(page.time, i), open: at(page.open, i), high: at(page.high, i), low: at(page.low, i), close: at(page.close, i), volume: at(page.volume, i),
      }, this.#othersAt(at(page.time, i)));
      if (i === last) this.#finished = this.#toPoint(at(page.time, i) as EpochMs, false, result);
    }
    this.#time = page.time.at(-1) ?? this.#time;
  }

  /** Puts a bar behind those that wait; of a forming one only the newest state counts. */
  #wait(bar: LiveBar): void {
    if (this.#waiting.at(-1)?.time === bar.time) this.#waiting[this.#waiting.length - 1] = bar;
    else this.#waiting.push(bar);
  }

  #takeSettled(): void {
    if (!this.#isSeeded) return;
    for (let bar = this.#waiting[0]; bar !== undefined && this.#isSettledFor(bar); bar = this.#waiting[0]) {
      this.#waiting.shift();
      this.#take(bar);
    }
  }

  /** Whether the others have finished what lies before a bar, or, where it is finished, their own of that time, too. */
  #isSettledFor(bar: LiveBar): boolean {
    const untilMs = bar.isForming ? bar.time : bar.time + 1;
    for (const other of this.#others.values()) if (!other.isSettledBefore(untilMs)) return false;
    return true;
  }

  /** Another instrument's bar has changed: with it what waited for it, and the last bar where it reads it. */
  #takeOther(timeMs: number): void {
    if (!this.#isSeeded) return;
    const last = this.#last;
    if (last !== null && timeMs <= last.time && this.#isSettledFor(last)) this.#take(last);
    this.#takeSettled();
  }

  #othersAt(timeMs: number): OtherBars | undefined {
    if (this.#others.size === 0) return undefined;
    return new Map([...this.#others].flatMap(([id, other]) => {
      const bar = other.at(timeMs);
      return bar === null ? [] : [[id, bar] as const];
    }));
  }

  #take(bar: LiveBar): void {
    if (bar.time < this.#time) return;
    const others = this.#othersAt(bar.time);
    const result = bar.time > this.#time ? this.#stream.add(bar, others) : this.#stream.replace(bar, others);
    this.#time = bar.time;
    this.#last = bar;
    const point = this.#toPoint(bar.time, bar.isForming, result);
    if (bar.isForming) this.#forming = point;
    else [this.#finished, this.#forming] = [point, null];
    for (const listener of [...this.listeners]) listener(point);
  }

  #toPoint(time: EpochMs, isForming: boolean, result: Float64Array): IndicatorPoint {
    const outputs = Object.fromEntries(this.#outputs.map((name, k) => [name, Number.isNaN(result[k]) ? null : (result[k] as number)]));
    return Object.freeze({ time, isForming, outputs });
  }
}

