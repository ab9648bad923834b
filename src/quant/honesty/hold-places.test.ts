import { describe, expect, it } from 'vitest';
import type { BacktestTrade } from '../../contract/model/backtest.ts';
import { epochMs } from '../../contract/model/units.ts';
import { flatBars } from '../engine/test-run.ts';
import { findHoldings } from './hold-places.ts';

const trade = (entryBar: number, exitBar: number, more: Partial<BacktestTrade> = {}): BacktestTrade => ({
  symbol: 'A', side: 'long', size: 1, entryTimeMs: epochMs(0), entryPrice: 1, entryBar, exitTimeMs: epochMs(0), exitPrice: 1, exitBar, pnl: 0, commission: 0, exitReason: 'signal', ...more,
});
const bars = flatBars([100, 110, 121, 100, 200, 100]);
const find = (trades: readonly BacktestTrade[], fill: 'next-open' | 'same-close' = 'next-open') => findHoldings([{ symbol: 'A', bars }], trades, fill, null);

describe('when a run held the market', () => {
  it('goes from the open of the entry to the open of the exit, in returns from open to open', () => {
    const { market, holdings, exposure, isOneSided } = find([trade(1, 3)]);
    expect(Array.from(market, (one) => Number(one.toFixed(6)))).toEqual([0.1, 0.1, -0.173554, 1, -0.5, 0]);
    expect(holdings).toEqual([{ from: 1, to: 2, side: 1 }]);
    expect(exposure).toBeCloseTo(2 / 6);
    expect(isOneSided).toBe(true);
  });

  it('counts a trade inside one bar as that bar, and trades side by side as one', () => {
    expect(find([trade(2, 2)]).holdings).toEqual([{ from: 2, to: 2, side: 1 }]);
    expect(find([trade(0, 3), trade(1, 4)]).holdings).toEqual([{ from: 0, to: 3, side: 1 }]);
    expect(find([trade(0, 5, { size: 0.1 }), trade(1, 3, { side: 'short', size: 0.1 })]).holdings).toEqual([{ from: 0, to: 0, side: 1 }, { from: 3, to: 4, side: 1 }]);
  });

  it('tells a turn from long to short', () => {
    const { holdings, isOneSided } = find([trade(0, 2), trade(2, 4, { side: 'short' })]);
    expect(holdings).toEqual([{ from: 0, to: 1, side: 1 }, { from: 2, to: 3, side: -1 }]);
    expect(isOneSided).toBe(false);
  });

  it('puts several symbols one after another, by the bars that each had come to', () => {
    const other = { ...flatBars([50, 60]), time: bars.time.slice(3, 5) };
    const moments = new Map([['A', Int32Array.from([0, 1, 2, 3, 4, 5])], ['B', Int32Array.from([0, 0, 0, 0, 1, 1])]]);
    const { market, holdings } = findHoldings([{ symbol: 'A', bars }, { symbol: 'B', bars: other }], [trade(1, 2), trade(3, 4, { symbol: 'B' })], 'next-open', moments);
    expect(market).toHaveLength(8);
    expect(holdings).toEqual([{ from: 1, to: 1, side: 1 }, { from: 6, to: 6, side: 1 }]);
  });
});
