import { describe, expect, it } from 'vitest';
import { backtestReportSchema } from '../../contract/model/report.ts';
import { epochMs } from '../../contract/model/units.ts';
import { makeReport } from './make-report.ts';
import { crossingRun } from './test-run.ts';

const all = { points: 5_000, tradesFrom: 0, tradesLimit: 5_000 };

describe('the report of a run', () => {
  const { result, data } = crossingRun();

  it('is what the contract promises', () => {
    expect(backtestReportSchema.parse(makeReport('run-1', result, data, all))).toMatchObject({ runId: 'run-1', hash: 'cafe', series: data[0]?.key });
  });

  it('says every metric once, with its value, in words', () => {
    const { metrics } = makeReport('run-1', result, [null], all);
    expect(Object.fromEntries(metrics.map(({ name, value }) => [name, value]))).toEqual(result.metrics);
    expect(metrics.filter(({ name, title }) => name === title), 'metrics without words').toEqual([]);
    expect(metrics.filter(({ hint }) => !hint.endsWith('.'))).toEqual([]);
  });

  it('has curves that agree with the metrics', () => {
    const { curve, worstDrawdown } = makeReport('run-1', result, data, all);
    expect(curve.bars).toBe(300);
    expect(curve.equity).toEqual(result.equity.value);
    expect(curve.equity.at(-1)).toBe(result.metrics['finalEquity']);
    expect(Math.min(...curve.drawdown)).toBeCloseTo(Number(result.metrics['maxDrawdown']), 12);
    expect(worstDrawdown?.depth).toBeCloseTo(Number(result.metrics['maxDrawdown']), 12);
    expect((curve.benchmark?.at(-1) ?? 0) / result.spec.settings.cash - 1).toBeCloseTo(Number(result.metrics['buyAndHoldReturn']), 9);
    expect(curve.benchmark?.slice(0, 19), 'cash until the averages are warm').toEqual(Array(19).fill(result.spec.settings.cash));
    expect(curve.benchmark?.[20]).not.toBe(result.spec.settings.cash);
  });

  it('keeps the highest and lowest equity and the deepest fall when it is thinned', () => {
    const { curve } = makeReport('run-1', result, data, { ...all, points: 200 });
    expect(curve.time.length).toBeLessThanOrEqual(200);
    for (const values of [curve.equity, curve.drawdown, curve.benchmark]) expect(values).toHaveLength(curve.time.length);
    expect([Math.min(...curve.equity), Math.max(...curve.equity)]).toEqual([Math.min(...result.equity.value), Math.max(...result.equity.value)]);
    expect(Math.min(...curve.drawdown)).toBeCloseTo(Number(result.metrics['maxDrawdown']), 12);
  });

  it('of several series names each and holds equal parts of them', () => {
    const many = crossingRun(300, {}, ['ACME', 'BYTE']);
    const report = makeReport('run-1', many.result, many.data, all);
    expect(backtestReportSchema.parse(report).allSeries).toEqual(many.data.map(({ key }) => key));
    expect((report.curve.benchmark?.at(-1) ?? 0) / 10_000 - 1).toBeCloseTo(Number(many.result.metrics['buyAndHoldReturn']), 9);
    expect(makeReport('run-1', many.result, [many.data[0] ?? null, null], all).curve.benchmark, 'one of them is not stored any more').toBeNull();
  });

  it('has no benchmark without the bars', () => {
    expect(makeReport('run-1', result, [null], all)).toMatchObject({ series: null, curve: { benchmark: null } });
  });

  it('gives a page of trades and the totals of all of them', () => {
    const { trades } = makeReport('run-1', result, [null], { ...all, tradesFrom: 3, tradesLimit: 2 });
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
    expect(makeReport('run-1', { ...result, refusedOrders: [...refusedOrders], interval, ruin, warnings }, [null], all)).toMatchObject({ refusedOrders, interval, ruin, warnings });
  });
});
