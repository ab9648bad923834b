import type { Bar } from '../../../contract/model/bar.ts';
import type { ReplayUpdate } from '../../../contract/model/replay.ts';
import type { ChartPage } from '../../chart/index.ts';

/** What changed: bars were added at the end, others stand in the place of all, or older ones came in front. */
export type BarsChange = { readonly kind: 'added'; readonly bars: readonly Bar[] } | { readonly kind: 'anew' } | { readonly kind: 'older'; readonly page: ChartPage };

/** The bars of a replay up to its present, in order of time: no later one is ever among them. */
export class PlayedBars {
  #bars: Bar[] = [];
  #cursor = 0;
  readonly #listeners = new Set<(change: BarsChange) => void>();

  get bars(): readonly Bar[] {
    return this.#bars;
  }

  /** The number of the last bar, from 0 at the first that can be traded on. */
  get cursor(): number {
    return this.#cursor;
  }

  /** Tells of every change; gives the function that ends it. */
  watch(listener: (change: BarsChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes what was told: after a step back the bars beyond the present go. */
  take({ state, bars, isWhole }: ReplayUpdate): void {
    const presentMs = state.bar.time;
    this.#cursor = state.replay.cursor;
    const isBack = (this.#bars.at(-1)?.time ?? -Infinity) > presentMs;
    const kept = isWhole ? [] : isBack ? this.#bars.filter(({ time }) => time <= presentMs) : this.#bars;
    const lastMs = kept.at(-1)?.time ?? -Infinity;
    const added = bars.filter(({ time }) => time > lastMs && time <= presentMs);
    if (!isWhole && !isBack) {
      if (added.length === 0) return;
      this.#bars.push(...added);
      this.#tell({ kind: 'added', bars: added });
      return;
    }
    this.#bars = [...kept, ...added];
    this.#tell({ kind: 'anew' });
  }

  /** Puts older bars in front. */
  prepend(page: ChartPage): void {
    const firstMs = this.#bars[0]?.time ?? -Infinity;
    const older = barsOf(page).filter(({ time }) => time < firstMs);
    if (older.length === 0) return;
    this.#bars = [...older, ...this.#bars];
    this.#tell({ kind: 'older', page });
  }

  clear(): void {
    this.#bars = [];
    this.#tell({ kind: 'anew' });
  }

  #tell(change: BarsChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}

const barsOf = (page: ChartPage): Bar[] =>
  page.time.map((time, k) => ({
    time: time as Bar['time'], open: page.open[k] ?? NaN, high: page.high[k] ?? NaN, low: page.low[k] ?? NaN, close: page.close[k] ?? NaN, volume: page.volume[k] ?? 0,
  }));

/** The same bars as columns. */
export const pageOf = (bars: readonly Bar[]): ChartPage => ({
  time: bars.map(({ time }) => time), open: bars.map(({ open }) => open), high: bars.map(({ high }) => high), low: bars.map(({ low }) => low),
  close: bars.map(({ close }) => close), volume: bars.map(({ volume }) => volume),
});
