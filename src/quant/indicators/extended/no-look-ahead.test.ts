import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { computeIndicator } from '../compute-indicator.ts';
import { makeBars, smallParams } from '../test-indicator-contract.ts';
import { extendedIndicators } from './index.ts';

const bars = makeBars(240);

/** The first bars as they were, and then prices that nobody could have known. */
function withOtherFuture(from: number): BarColumns {
  const change = (column: Float64Array, factor: number): Float64Array => column.map((value, i) => (i < from ? value : value * factor * (1 + ((i * 7) % 5) / 10)));
  return { time: bars.time, open: change(bars.open, 3), high: change(bars.high, 5), low: change(bars.low, 0.2), close: change(bars.close, 2), volume: change(bars.volume, 7) };
}

describe('what an indicator says of a bar does not hang on the bars after it', () => {
  it.each(extendedIndicators.map(({ info }) => info))('$name', (info) => {
    const params = smallParams(info);
    const whole = computeIndicator(info.name, bars, params).outputs;
    for (const cut of [80, 161]) {
      const other = computeIndicator(info.name, withOtherFuture(cut), params).outputs;
      for (const [name, values] of Object.entries(whole)) {
        expect(Array.from(other[name]!.subarray(0, cut)), name).toEqual(Array.from(values.subarray(0, cut)));
        expect(other[name]!.subarray(cut), `${name} sees what has come`).not.toEqual(values.subarray(cut));
      }
    }
  });
});
