import { expect, it } from 'vitest';
import type { BacktestReport, ReportMetric } from '../../../contract/model/report.ts';
import { keepFacts, readTitle, sayWhen, useRunFacts } from './run-facts.ts';

it('takes a title apart, at its last "on"', () => {
  expect([readTitle('sma-cross 10/20 on GOOG'), readTitle('rsi on on TAPE'), readTitle('bare')]).toEqual([
    { rules: 'sma-cross 10/20', symbol: 'GOOG' }, { rules: 'rsi on', symbol: 'TAPE' }, { rules: 'bare', symbol: '' },
  ]);
});

it('says the minute of today and the day of another', () => {
  const now = Date.UTC(2026, 10, 21, 17, 40);
  expect([sayWhen(now - 60_000, now, 'utc'), sayWhen(now - 86_400_000, now, 'utc')]).toEqual(['17:39', '11-20']);
});

it('keeps the timeframe and the growth of a run, and what it knew of others', () => {
  const report = (runId: string, timeframe: string | null): BacktestReport =>
    ({ runId, series: timeframe === null ? null : { instrumentId: 'SIM:ACME', timeframe }, metrics: [{ name: 'totalReturn', value: 0.25 }] as ReportMetric[] }) as BacktestReport;
  keepFacts(report('a', '1d'));
  keepFacts(report('b', null));
  expect([...useRunFacts.getState().byRun]).toEqual([['a', { timeframe: '1d', growth: 0.25 }], ['b', { timeframe: null, growth: 0.25 }]]);
});
