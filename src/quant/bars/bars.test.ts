import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { aggregateBars } from './aggregate-bars.ts';
import { createBarBuilder, type FormingBar } from './bar-builder.ts';
import { periodStart } from './period-start.ts';
import { validateBars } from './validate-bars.ts';

type Trade = { time: number; price: number; size: number };
const minuteMs = 60_000;

const toColumns = (bars: readonly FormingBar[]): BarColumns => ({
  time: Float64Array.from(bars, (bar) => bar.time), open: Float64Array.from(bars, (bar) => bar.open), high: Float64Array.from(bars, (bar) => bar.high),
  low: Float64Array.from(bars, (bar) => bar.low), close: Float64Array.from(bars, (bar) => bar.close), volume: Float64Array.from(bars, (bar) => bar.volume),
});

function buildBars(trades: readonly Trade[], timeframeMs: number): BarColumns {
  const builder = createBarBuilder(timeframeMs);
  const finished = trades.flatMap(({ time, price, size }) => builder.add(time, price, size).finished ?? []);
  return toColumns(builder.forming === null ? finished : [...finished, builder.forming]);
}

const trades = fc
  .array(fc.record({ time: fc.nat(3 * 3_600_000), price: fc.integer({ min: 1, max: 10_000 }), size: fc.nat(1_000) }), { maxLength: 200 })
  .map((list) => list.toSorted((a, b) => a.time - b.time));

describe('periods', () => {
  it('start at whole multiples in UTC, weeks on Monday', () => {
    expect(periodStart(Date.UTC(2024, 4, 15, 13, 37), 15 * minuteMs)).toBe(Date.UTC(2024, 4, 15, 13, 30));
    expect(periodStart(Date.UTC(2024, 4, 15, 13, 37), 86_400_000)).toBe(Date.UTC(2024, 4, 15));
    expect(periodStart(Date.UTC(2024, 4, 19, 23), 7 * 86_400_000)).toBe(Date.UTC(2024, 4, 13));
    expect(periodStart(-1, minuteMs)).toBe(-minuteMs);
  });
});

describe('bars', () => {
  it('built trade by trade and aggregated are the bars built directly', () => {
    fc.assert(
      fc.property(trades, fc.constantFrom(5, 15, 60, 240), (list, minutes) => {
        expect(aggregateBars(buildBars(list, minuteMs), minutes * minuteMs)).toEqual(buildBars(list, minutes * minuteMs));
      }),
    );
  });
  it('are good bars, and carry all of the volume', () => {
    fc.assert(
      fc.property(trades, (list) => {
        const bars = buildBars(list, minuteMs);
        expect(validateBars(bars)).toBeNull();
        expect(bars.volume.reduce((sum, volume) => sum + volume, 0)).toBe(list.reduce((sum, trade) => sum + trade.size, 0));
      }),
    );
  });
  it('once finished are never changed by a late trade', () => {
    const builder = createBarBuilder(minuteMs);
    builder.add(10_000, 5, 1);
    expect(builder.add(61_000, 6, 1).finished).toEqual({ time: 0, open: 5, high: 5, low: 5, close: 5, volume: 1 });
    expect(builder.add(59_000, 99, 1)).toEqual({ finished: null, change: { kind: 'late' } });
    expect(builder.forming?.high).toBe(6);
  });
  it.each([
    ['time', 1, 0, 'its time does not come after the bar before it'],
    ['close', 1, Number.NaN, 'a value is missing'],
    ['high', 0, 4, 'its high is below another price'],
    ['open', 1, 4, 'its low is above another price'],
    ['volume', 1, -1, 'its volume is negative'],
  ] as const)('with a wrong %s are named with index and reason', (column, index, value, reason) => {
    const bars = buildBars([{ time: 0, price: 5, size: 1 }, { time: minuteMs, price: 6, size: 1 }], minuteMs);
    bars[column][index] = value;
    expect(validateBars(bars)).toEqual({ index, reason });
  });
});
