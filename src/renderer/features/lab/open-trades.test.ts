import { expect, it } from 'vitest';
import type { BacktestReport, ReportMetric } from '../../../contract/model/report.ts';
import { openTradesOf } from './open-trades.ts';

const report = (openTrades: number, finalEquity: number | null): BacktestReport =>
  ({
    metrics: [{ name: 'openTrades', value: openTrades }, { name: 'finalEquity', value: finalEquity }] as ReportMetric[],
    spec: { settings: { cash: 10_000 } }, trades: { pnl: 39_187.88 },
  }) as BacktestReport;

it('what is open has made what the growth has over the closed trades', () => {
  const open = openTradesOf(report(1, 56_263.52));
  expect([open?.count, open?.pnl]).toEqual([1, expect.closeTo(7_075.64, 6)]);
});

it('says nothing where nothing is open, and no amount where the end is not known', () => {
  expect([openTradesOf(report(0, 49_187.88)), openTradesOf(report(2, null))]).toEqual([null, { count: 2, pnl: null }]);
});
