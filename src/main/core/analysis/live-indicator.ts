import type { BarPage, LiveBar, SeriesKey } from '../../../contract/model/bar.ts';
import type { IndicatorPoint } from '../../../contract/model/indicator.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { ChainStream, type IndicatorChain } from '../../../quant/indicators/index.ts';
import type { Market } from '../market/index.ts';

export type LiveIndicatorSpec = {
  readonly key: SeriesKey;
  readonly chain: IndicatorChain;
  /** Finished bars that it begins with, so that its values are settled. */
  readonly seedBars: number;
};

/**
 * One indicator over one series, with those that it reads, kept up to date bar by bar: begun with the finished bars of history, then fed with each change of
 * the forming bar. Its values are those of a computation over the same bars, bit for bit.
 */
export class LiveIndicator {
  /** Fulfilled when its values are known. */
  readonly ready: Promise<void>;
  readonly listeners = new Set<(point: IndicatorPoint) => void>();
  readonly #spec: LiveIndicatorSpec;
  readonly #stream: ChainStream;
  readonly #outputs: readonly string[];
  readonly #bars: ReturnType<Market['openBars']>;
  /** Bars that came before history; null once it is there. */
  #waiting: LiveBar[] | null = [];
  #finished: IndicatorPoint | null = null;
  #forming: IndicatorPoint | null = null;
  /** Start of the bar begun last. */
  #time = Number.NEGATIVE_INFINITY;

  constructor(market: Pick<Market, 'history' | 'openBars'>, spec: LiveIndicatorSpec) {
    this.#spec = spec;
    this.#stream = new ChainStream(spec.chain);
    this.#outputs = spec.chain.definition.info.outputs.map((output) => output.name);
    this.#bars = market.openBars(spec.key, (bar) => {
      if (this.#waiting === null) this.#take(bar);
      else this.#waiting.push(bar);
    });
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
  }

  async #seed(market: Pick<Market, 'history'>): Promise<void> {
    await this.#bars.ready;
    const { forming } = this.#bars;
    const page = await market.history(this.#spec.key, { beforeMs: forming?.time ?? null, limit: this.#spec.seedBars });
    this.#addHistory(page);
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    // The forming bar as it stood then, and after it what was told since.
    for (const bar of forming === null ? waiting : [forming, ...waiting]) this.#take(bar);
  }

  #addHistory(page: BarPage): void {
    const last = page.time.length - 1;
    const at = (column: ArrayLike<number>, i: number): number => column[i] as number;
    for (let i = 0; i <= last; i++) {
      const result = this.#stream.add({
        time: at(page.time, i), open: at(page.open, i), high: at(page.high, i), low: at(page.low, i), close: at(page.close, i), volume: at(page.volume, i),
      });
      if (i === last) this.#finished = this.#toPoint(at(page.time, i) as EpochMs, false, result);
    }
    this.#time = page.time.at(-1) ?? this.#time;
  }

  #take(bar: LiveBar): void {
    if (bar.time < this.#time) return;
    const result = bar.time > this.#time ? this.#stream.add(bar) : this.#stream.replace(bar);
    this.#time = bar.time;
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

