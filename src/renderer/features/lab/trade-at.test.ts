import { expect, it } from 'vitest';
import type { ReportTrade } from '../../../contract/model/report.ts';
import { tradeAt } from './trade-at.ts';

const trade = (index: number, entryTimeMs: number, exitTimeMs: number): ReportTrade => ({ index, entryTimeMs, exitTimeMs }) as ReportTrade;
const trades = [trade(0, 10, 20), trade(1, 20, 30), trade(2, 60, 90), trade(3, 70, 80)];

it.each([
  [15, 0, 'inside'], [20, 1, 'on the border of two: the later'], [75, 3, 'inside of two: the one entered last'], [5, 0, 'before all'], [100, 2, 'after all: the one that ended last'], [34, 1, 'between two: the nearer'],
])('a moment %d belongs to trade %d: %s', (timeMs, index) => {
  expect(tradeAt(trades, timeMs)?.index).toBe(index);
});

it('there is none where there are no trades', () => {
  expect(tradeAt([], 5)).toBeNull();
});
