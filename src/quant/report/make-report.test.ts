import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestResult } from '../../contract/model/backtest.ts';
import { instrumentId } from '../../contract/model/instrument.ts';
import { backtestReportSchema } from '../../contract/model/report.ts';
import { timeframe } from '../../contract/model/timeframe.ts';
import { epochMs } from '../../contract/model/units.ts';
import { runBacktest } from '../engine/run-backtest.ts';
import { SimMarket } from '../sim-market/index.ts';
import { makeReport } from './make-report.ts';

const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2025, 0, 1), 300);
const settings = backtestSettingsSchema.parse({ commissionRate: 0.001, exclusive: true });
const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
const all = { points: 5_000, tradesFrom: 0, tradesLimit: 5_000 };

function aResult(): BacktestResult {
  const { params, metrics, dialects, trades, fills, equity } = runBacktest({ strategy: 'sma-cross', params: { fast: 5, slow: 20 }, settings, series: [{ symbol: 'ACME', bars }] });
  const data = [{ symbol: 'ACME', bars: bars.time.length, fromMs: epochMs(bars.time[0] ?? 0), toMs: epochMs(bars.time.at(-1) ?? 0), fingerprint: 'ab' }];
  return {
    spec: { strategy: 'sma-cross', params: { ...params }, settings, data, engineVersion: '3' }, hash: 'cafe', runId: 'run-1', metrics, dialects: { ...dialects },
    trades: [...trades], fills: [...fills], equity: { time: [...equity.time], value: [...equity.value] },
  };
}

describe('the report of a run', () => {
  const result = aResult();

  it('is what the contract promises', () => {
    expect(backtestReportSchema.parse(makeReport('run-1', result, { key, bars }, all))).toMatchObject({ runId: 'run-1', hash: 'cafe', series: key });
  });

  it('says every metric once, with its value, in words', () => {
    const { metrics } = makeReport('run-1', result, null, all);
    expect(Object.fromEntries(metrics.map(({ name, value }) => [name, value]))).toEqual(result.metrics);
    expect(metrics.filter(({ name, title }) => name === title), 'metrics without words').toEqual([]);
    expect(metrics.filter(({ hint }) => !hint.endsWith('.'))).toEqual([]);
  });

  it('has curves that agree with the metrics', () => {
    const { curve, worstDrawdown } = makeReport('run-1', result, { key, bars }, all);
    expect(curve.bars).toBe(300);
    expect(curve.equity).toEqual(result.equity.value);
    expect(curve.equity.at(-1)).toBe(result.metrics['finalEquity']);
    expect(Math.min(...curve.drawdown)).toBeCloseTo(Number(result.metrics['maxDrawdown']), 12);
    expect(worstDrawdown?.depth).toBeCloseTo(Number(result.metrics['maxDrawdown']), 12);
    expect((curve.benchmark?.at(-1) ?? 0) / settings.cash - 1).toBeCloseTo(Number(result.metrics['buyAndHoldReturn']), 9);
    expect(curve.benchmark?.slice(0, 19), 'cash until the averages are warm').toEqual(Array(19).fill(settings.cash));
    expect(curve.benchmark?.[20]).not.toBe(settings.cash);
  });

  it('keeps the highest and lowest equity and the deepest fall when it is thinned', () => {
    const { curve } = makeReport('run-1', result, { key, bars }, { ...all, points: 200 });
    expect(curve.time.length).toBeLessThanOrEqual(200);
    for (const values of [curve.equity, curve.drawdown, curve.benchmark]) expect(values).toHaveLength(curve.time.length);
    expect([Math.min(...curve.equity), Math.max(...curve.equity)]).toEqual([Math.min(...result.equity.value), Math.max(...result.equity.value)]);
    expect(Math.min(...curve.drawdown)).toBeCloseTo(Number(result.metrics['maxDrawdown']), 12);
  });

  it('has no benchmark without the bars', () => {
    expect(makeReport('run-1', result, null, all)).toMatchObject({ series: null, curve: { benchmark: null } });
  });

  it('gives a page of trades and the totals of all of them', () => {
    const { trades } = makeReport('run-1', result, null, { ...all, tradesFrom: 3, tradesLimit: 2 });
    expect(trades.rows.map(({ index }) => index)).toEqual([3, 4]);
    const fourth = result.trades[3];
    expect(trades.rows[0]).toMatchObject({ ...fourth, returnShare: (fourth?.pnl ?? 0) / ((fourth?.size ?? 1) * (fourth?.entryPrice ?? 1)) });
    expect(trades).toMatchObject({ total: result.trades.length, from: 3, won: result.trades.filter(({ pnl }) => pnl > 0).length });
    expect(trades.pnl).toBeCloseTo(result.trades.reduce((sum, { pnl }) => sum + pnl, 0), 6);
    expect(trades.won / trades.total).toBeCloseTo(Number(result.metrics['winRate']), 12);
  });

  it('passes on the interval, warnings, what could not be afforded and ruin', () => {
    const interval = { pessimistic: 1, optimistic: 2, ambiguousBars: 3, isEstimate: true };
    const refusedOrders = [{ reason: 'margin', count: 2, firstBar: 3, firstTimeMs: epochMs(0), message: 'Two orders.' }] as const;
    const ruin = { bar: 9, timeMs: epochMs(0), debt: 5, message: 'Ruined.' };
    const warnings = [{ code: 'never-asked' as const, message: 'Never asked.' }];
    expect(makeReport('run-1', { ...result, refusedOrders: [...refusedOrders], interval, ruin, warnings }, null, all)).toMatchObject({ refusedOrders, interval, ruin, warnings });
  });
});
