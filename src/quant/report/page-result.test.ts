import { expect, it } from 'vitest';
import { pageResult } from './page-result.ts';
import { crossingRun } from './test-run.ts';

it('a long result is a page of its trades and fills beside a thinned equity; everything else stays as it is', () => {
  const { result } = crossingRun(2_000);
  const page = pageResult(result, { points: 200, tradesFrom: 1, tradesLimit: 3, fillsFrom: 2, fillsLimit: 4 });
  const { equity, trades, fills, totals, ...rest } = page;
  const { equity: whole, trades: allTrades, fills: allFills, ...same } = result;
  expect(rest).toEqual(same);
  expect(trades).toEqual(allTrades.slice(1, 4));
  expect(fills).toEqual(allFills.slice(2, 6));
  expect(equity.time.length).toBeLessThanOrEqual(200);
  expect([Math.max(...equity.value), Math.min(...equity.value), equity.value.at(-1)]).toEqual([Math.max(...whole.value), Math.min(...whole.value), whole.value.at(-1)]);
  expect(totals).toEqual({ bars: whole.time.length, trades: allTrades.length, fills: allFills.length });
});

it('a short result is whole', () => {
  const { result } = crossingRun(300);
  const { totals: _totals, ...page } = pageResult(result, { points: 5_000, tradesFrom: 0, tradesLimit: 5_000, fillsFrom: 0, fillsLimit: 5_000 });
  expect(page).toEqual(result);
});
