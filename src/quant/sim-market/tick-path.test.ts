import { expect, it } from 'vitest';
import { streamKey } from '../random/index.ts';
import { allocateColumns } from './columns.ts';
import { listings } from './listing.ts';
import { idOf } from './sim-instruments.ts';
import { makeMinuteTicks } from './tick-path.ts';

it('no bid is below one tick, however low the price', () => {
  const listing = listings[0]!;
  const bar = allocateColumns(1);
  bar.open[0] = bar.low[0] = bar.close[0] = 1;
  bar.high[0] = 4;
  bar.volume[0] = 1_000;
  const ticks = makeMinuteTicks(streamKey(1, 1), listing, idOf(listing), bar, 0, 9);
  expect(ticks.length).toBeGreaterThan(7);
  for (const tick of ticks) if (tick.kind === 'quote') expect(tick.bid).toBeGreaterThanOrEqual(listing.tickSize);
});

it('a minute of four lots has four trades that show its four prices', () => {
  const listing = listings[0]!;
  const bar = allocateColumns(1);
  [bar.open[0], bar.high[0], bar.low[0], bar.close[0], bar.volume[0]] = [100, 109, 92, 103, 4];
  const trades = makeMinuteTicks(streamKey(1, 1), listing, idOf(listing), bar, 0, 1).filter((tick) => tick.kind === 'trade');
  const prices = trades.map((trade) => trade.price);
  expect([prices[0], prices[3]]).toEqual([1, 1.03]);
  expect(prices.slice(1, 3).toSorted((a, b) => a - b)).toEqual([0.92, 1.09]);
  expect(trades.every((trade) => trade.size === 1)).toBe(true);
});
