import type { BarColumns } from '../../src/contract/model/bar.ts';

/** A seeded walk of bars of one length. */
export function walkBars(count: number, lengthMs = 3_600_000): BarColumns {
  const column = (): Float64Array => new Float64Array(count);
  const bars = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  let state = 12_345;
  let last = 100;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const close = Math.max(20, last * (1 + (state / 2 ** 32 - 0.5) * 0.01));
    bars.time[i] = i * lengthMs;
    bars.open[i] = last;
    bars.close[i] = close;
    bars.high[i] = Math.max(last, close) * 1.001;
    bars.low[i] = Math.min(last, close) * 0.999;
    last = close;
  }
  return bars;
}
