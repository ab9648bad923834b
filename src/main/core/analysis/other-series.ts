import type { BarColumns, LiveBar, SeriesKey } from '../../../contract/model/bar.ts';
import { barAsOf, type ChainBar } from '../../../quant/indicators/index.ts';
import type { Market } from '../market/index.ts';
import { loadOther } from './load-others.ts';

const mostBehind = 1_000;

/** Another instrument's bars, as a live indicator reads them beside those of its own series. */
export class OtherSeries {
  readonly #market: Pick<Market, 'history'>;
  readonly #key: SeriesKey;
  readonly #live: ReturnType<Market['openBars']>;
  /** Ascending; until history is there only what was told since. */
  #bars: ChainBar[] = [];
  /** The place of the bar that was read last; moments are read in their order. */
  #at = -1;
  #forming: LiveBar | null = null;

  /** @param onChange hears the start of each bar that changed. */
  constructor(market: Pick<Market, 'history' | 'openBars'>, key: SeriesKey, onChange: (timeMs: number) => void) {
    this.#market = market;
    this.#key = key;
    this.#live = market.openBars(key, (bar) => {
      this.#take(bar);
      onChange(bar.time);
    });
  }

  /** Fulfilled when bars are told. */
  get ready(): Promise<void> {
    return this.#live.ready;
  }

  /** Reads its finished bars for the moments of the own series, and the forming one; once, after `ready`. */
  async seed(time: Float64Array): Promise<void> {
    const { forming } = this.#live;
    const history = await loadOther(this.#market, this.#key, time, forming?.time ?? null);
    const told = this.#bars;
    const firstMs = Math.min(forming?.time ?? Number.POSITIVE_INFINITY, told[0]?.time ?? Number.POSITIVE_INFINITY);
    this.#bars = toBars(history).filter((bar) => bar.time < firstMs);
    // The forming bar as it stands now was told meanwhile, if it changed.
    if (forming !== null && !told.some((bar) => bar.time === forming.time)) this.#take(forming);
    this.#bars.push(...told);
  }

  /** What is known of it at a bar; null before its first. Moments must not go back. */
  at(timeMs: number): ChainBar | null {
    while ((this.#bars[this.#at + 1]?.time ?? Number.POSITIVE_INFINITY) <= timeMs) this.#at += 1;
    if (this.#at > mostBehind) {
      this.#bars = this.#bars.slice(this.#at);
      this.#at = 0;
    }
    const last = this.#bars[this.#at];
    return last === undefined ? null : barAsOf(last, timeMs);
  }

  /** Whether none of its bars that begin before a moment is still forming. */
  isSettledBefore(timeMs: number): boolean {
    return this.#forming === null || this.#forming.time >= timeMs;
  }

  dispose(): void {
    this.#live.dispose();
  }

  #take(bar: LiveBar): void {
    this.#forming = bar.isForming ? bar : null;
    const last = this.#bars.at(-1);
    if (last?.time === bar.time) this.#bars[this.#bars.length - 1] = bar;
    else if (last === undefined || last.time < bar.time) this.#bars.push(bar);
  }
}

const toBars = ({ time, open, high, low, close, volume }: BarColumns): ChainBar[] =>
  Array.from(time, (at, i) => ({ time: at, open: valueOf(open, i), high: valueOf(high, i), low: valueOf(low, i), close: valueOf(close, i), volume: valueOf(volume, i) }));

const valueOf = (column: Float64Array, i: number): number => column[i] ?? Number.NaN;
