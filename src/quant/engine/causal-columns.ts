import type { BarColumns } from '../../contract/model/bar.ts';

/** What sizes, trails and impact need to know of the past: columns made when they are first asked for. A value depends on no later bar. */
export class CausalColumns {
  readonly #bars: BarColumns;
  readonly #made = new Map<string, Float64Array>();

  constructor(bars: BarColumns) {
    this.#bars = bars;
  }

  /** Average true range: mean of the first `period` ranges, then smoothed as Wilder does. NaN before. */
  atr(period: number): Float64Array {
    return this.#once(`atr ${period}`, ({ high, low, close }, out) => {
      let mean = 0;
      for (let i = 1; i < out.length; i++) {
        const range = Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]);
        mean = i <= period ? mean + range / period : mean + (range - mean) / period;
        if (i >= period) out[i] = mean;
      }
    });
  }

  /** Sample deviation of the last `window` logarithmic returns of the close. NaN before. */
  deviation(window: number): Float64Array {
    return this.#once(`deviation ${window}`, ({ close }, out) => {
      for (let i = window; i < out.length; i++) {
        const mean = Math.log(close[i] / close[i - window]) / window;
        let squares = 0;
        for (let k = i - window + 1; k <= i; k++) squares += (Math.log(close[k] / close[k - 1]) - mean) ** 2;
        out[i] = Math.sqrt(squares / (window - 1));
      }
    });
  }

  /** Mean volume of the last `window` bars. NaN before. */
  meanVolume(window: number): Float64Array {
    return this.#once(`volume ${window}`, ({ volume }, out) => {
      for (let i = window - 1; i < out.length; i++) {
        let sum = 0;
        for (let k = i - window + 1; k <= i; k++) sum += volume[k];
        out[i] = sum / window;
      }
    });
  }

  #once(name: string, fill: (bars: BarColumns, out: Float64Array) => void): Float64Array {
    let column = this.#made.get(name);
    if (column === undefined) {
      column = new Float64Array(this.#bars.close.length).fill(NaN);
      fill(this.#bars, column);
      this.#made.set(name, column);
    }
    return column;
  }
}
