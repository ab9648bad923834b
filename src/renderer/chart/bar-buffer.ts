/** Bars as the chart holds them: columns in order of time, a page older at the front, the forming one at the end. */
export type ChartBar = { readonly time: number; readonly open: number; readonly high: number; readonly low: number; readonly close: number; readonly volume: number };

export type ChartPage = {
  readonly time: readonly number[]; readonly open: readonly number[]; readonly high: readonly number[];
  readonly low: readonly number[]; readonly close: readonly number[]; readonly volume: readonly number[];
};

/** What a chart can draw without losing frames. */
export const mostBars = 20_000;
/** Beside them so many more have room, those that form meanwhile among them: room is made in large steps, for every cut draws the whole series anew. */
const spareBars = 1_000;

export class BarBuffer {
  #bars: ChartBar[] = [];
  /** Newer bars were let go to make room for older ones. */
  #isCut = false;

  get bars(): readonly ChartBar[] {
    return this.#bars;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  reset(page: ChartPage): void {
    this.#bars = toBars(page).slice(-mostBars);
    this.#isCut = false;
  }

  /** Puts older bars in front; gives how many of them were new. The newest go when there is no room for all of them. */
  prepend(page: ChartPage): number {
    const first = this.#bars[0]?.time ?? Infinity;
    const older = toBars(page).filter((bar) => bar.time < first);
    this.#bars = [...older, ...this.#bars];
    if (this.#bars.length > mostBars + spareBars) {
      this.#bars.length = mostBars;
      this.#isCut = true;
    }
    return older.length;
  }

  /** Takes a changed or new bar at the end; false: it is too old, or newer ones are missing in between. */
  update(bar: ChartBar): boolean {
    const last = this.#bars.at(-1);
    if (this.#isCut || (last !== undefined && bar.time < last.time)) return false;
    if (last?.time === bar.time) this.#bars[this.#bars.length - 1] = bar;
    else this.#bars.push(bar);
    return true;
  }

  /** Whether the front should be cut because live bars have made it too long. */
  trimFront(): boolean {
    if (this.#bars.length <= mostBars + spareBars) return false;
    this.#bars = this.#bars.slice(-mostBars);
    return true;
  }

  /** The bar that begins at a moment. */
  at(time: number): ChartBar | null {
    let low = 0;
    let high = this.#bars.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#bars[middle];
      if (found === undefined) return null;
      if (found.time === time) return found;
      if (found.time < time) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }

  /** The start of the bar that holds a moment; null before the first. */
  startOf(time: number): number | null {
    let low = 0;
    let high = this.#bars.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#bars[middle]?.time ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return this.#bars[low - 1]?.time ?? null;
  }
}

const toBars = (page: ChartPage): ChartBar[] =>
  page.time.map((time, k) => ({ time, open: page.open[k] ?? NaN, high: page.high[k] ?? NaN, low: page.low[k] ?? NaN, close: page.close[k] ?? NaN, volume: page.volume[k] ?? 0 }));
