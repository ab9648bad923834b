import type { BarColumns } from '../../../../contract/model/bar.ts';
import { computeColumns } from './compute-columns.ts';
import { checkCount, checkSize } from './brick-size.ts';
import { heikinAshi } from './heikin-ashi.ts';
import { advanceRangeBar, wayAt, type FormingRangeBar } from './range-bar.ts';
import { countBricks } from './renko.ts';

/** Bars that are being collected, as columns. */
class BarCollector {
  readonly #columns: Record<keyof BarColumns, number[]> = { time: [], open: [], high: [], low: [], close: [], volume: [] };

  get count(): number {
    return this.#columns.time.length;
  }

  add(time: number, open: number, high: number, low: number, close: number, volume: number): void {
    const { time: times, open: opens, high: highs, low: lows, close: closes, volume: volumes } = this.#columns;
    times.push(time);
    opens.push(open);
    highs.push(high);
    lows.push(low);
    closes.push(close);
    volumes.push(volume);
  }

  toColumns(): BarColumns {
    const { time, open, high, low, close, volume } = this.#columns;
    return {
      time: Float64Array.from(time), open: Float64Array.from(open), high: Float64Array.from(high),
      low: Float64Array.from(low), close: Float64Array.from(close), volume: Float64Array.from(volume),
    };
  }
}

/** Bars with the prices of Heikin-Ashi and the times and volumes that they had. NaN where a price is NaN. */
export function buildHeikinAshiBars(bars: BarColumns): BarColumns {
  const [open, high, low, close] = computeColumns(heikinAshi.createKernel({}), [bars.open, bars.high, bars.low, bars.close], 4);
  return { time: bars.time, open: open!, high: high!, low: low!, close: close!, volume: bars.volume };
}

/**
 * Renko bricks out of closes. The first brick begins at the first close; a turn takes two bricks. A brick has the time of the bar
 * that finished it, so several may share one; what traded since the last brick goes to the first of them. Bars with a NaN are left
 * out. A size that is not above 0, or far too small, is refused (BAR_SIZE_WRONG, TOO_MANY_BARS).
 */
export function buildRenkoBars(bars: BarColumns, brickSize: number): BarColumns {
  checkSize('The brick size', brickSize);
  const bricks = new BarCollector();
  let [origin, top, bottom, volume] = [Number.NaN, 0, 0, 0];
  for (let i = 0; i < bars.time.length; i++) {
    const close = bars.close[i]!;
    if (!Number.isFinite(close)) continue;
    if (origin !== origin) origin = close;
    volume += bars.volume[i]! > 0 ? bars.volume[i]! : 0;
    const count = countBricks({ top, bottom }, (close - origin) / brickSize);
    checkCount('A brick size of', brickSize, bricks.count + Math.abs(count));
    for (let k = 0; k < Math.abs(count); k++) {
      const [from, to] = count > 0 ? [top, top + 1] : [bottom, bottom - 1];
      const [open, end] = [origin + from * brickSize, origin + to * brickSize];
      bricks.add(bars.time[i]!, open, Math.max(open, end), Math.min(open, end), end, volume);
      [top, bottom, volume] = [Math.max(from, to), Math.min(from, to), 0];
    }
  }
  return bricks.toColumns();
}

/**
 * Bars that end when their range is full, and the one that is forming last. Out of bars, not ticks: inside a bar the price is
 * supposed to go to the side away from its close first, then to the other, then to the close. A bar has the time of the source bar
 * that it began in, so several may share one; the volume of a source bar goes to the first range bar that it finishes, or to the
 * forming one. Bars with a NaN are left out. A range that is not above 0, or far too small, is refused (BAR_SIZE_WRONG, TOO_MANY_BARS).
 */
export function buildRangeBars(bars: BarColumns, range: number): BarColumns {
  checkSize('The range', range);
  const made = new BarCollector();
  const bar: FormingRangeBar = { open: Number.NaN, high: Number.NaN, low: Number.NaN };
  let [time, last, volume] = [Number.NaN, Number.NaN, 0];
  for (let i = 0; i < bars.time.length; i++) {
    const [open, high, low, close] = [bars.open[i]!, bars.high[i]!, bars.low[i]!, bars.close[i]!];
    if (!Number.isFinite(open + high + low + close)) continue;
    if (bar.open !== bar.open) {
      bar.open = bar.high = bar.low = open;
      time = bars.time[i]!;
    }
    volume += bars.volume[i]! > 0 ? bars.volume[i]! : 0;
    for (let step = 0; step < 4; step++) {
      const { open: from, high: top, low: bottom } = bar;
      const count = advanceRangeBar(bar, range, wayAt(step, open, high, low, close));
      checkCount('A range of', range, made.count + Math.abs(count));
      for (let k = 0; k < Math.abs(count); k++) {
        const start = count > 0 ? bottom + k * range : top - k * range;
        const end = count > 0 ? bottom + (k + 1) * range : top - (k + 1) * range;
        made.add(time, k === 0 ? from : start, Math.max(start, end), Math.min(start, end), end, volume);
        [time, volume] = [bars.time[i]!, 0];
      }
    }
    last = close;
  }
  if (last === last) made.add(time, bar.open, bar.high, bar.low, last, volume);
  return made.toColumns();
}
