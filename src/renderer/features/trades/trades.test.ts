import { expect, it } from 'vitest';
import type { MarketTrade } from '../../../contract/model/trade.ts';
import { merge } from './trades.tsx';

const trade = (seq: number): MarketTrade => ({ seq, timeMs: seq as MarketTrade['timeMs'], price: seq, size: 1, aggressor: null });

it('puts new trades in front, each once, and counts what was missed', () => {
  const first = merge([], [trade(1), trade(2)]);
  const second = merge(first, [trade(2), trade(5)]);
  expect(second.map(({ seq, missed }) => [seq, missed])).toEqual([[5, 2], [2, 0], [1, 0]]);
});

it('keeps the newest five hundred', () => {
  expect(merge([], Array.from({ length: 700 }, (_, k) => trade(k))).length).toBe(500);
});
