import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MetricTable } from '../../src/contract/model/backtest.ts';
import { computeBacktestingPyStats } from '../../src/quant/stats/index.ts';
import { readColumns } from './read-columns.ts';
import { hasShared, sharedPath } from './shared.ts';

type GoldenRun = {
  input: string;
  params: { n1: number; n2: number };
  settings: { cash: number };
  stats: Record<string, number | string | null>;
  trades: { Size: number; EntryBar: number; ExitBar: number; PnL: number; Commission: number; ReturnPct: number }[];
  equity: number[];
};

/** Statistics that follow from the list of trades alone. */
const ofTrades = ['Exposure Time [%]', 'Commissions [$]', '# Trades', 'Win Rate [%]', 'Best Trade [%]', 'Worst Trade [%]', 'Avg. Trade [%]', 'Max. Trade Duration', 'Avg. Trade Duration', 'Profit Factor', 'Expectancy [%]', 'SQN', 'Kelly Criterion'];

const readRun = (name: string): GoldenRun => JSON.parse(readFileSync(sharedPath(`golden/backtests/${name}.json`), 'utf8')) as GoldenRun;

const computeFrom = (run: GoldenRun, time: Float64Array, close: Float64Array, equity: Float64Array): MetricTable =>
  computeBacktestingPyStats({
    time, close, equity, firstTradableBar: Math.max(run.params.n1, run.params.n2) - 1, riskFree: 0, openTrades: [],
    trades: run.trades.map((trade) => ({
      entryBar: trade.EntryBar, exitBar: trade.ExitBar, size: trade.Size, pnl: trade.PnL, returnShare: trade.ReturnPct, commission: trade.Commission, isLong: trade.Size > 0,
    })),
  });

/** Sums are taken in another order than numpy's: 1e-9 relative leaves room for that and for nothing else. */
function expectEqual(key: string, ours: number | string | null | undefined, expected: number | string | null): void {
  if (typeof expected !== 'number') expect(ours, key).toBe(expected);
  else expect(Math.abs(Number(ours) - expected), `${key}: ${ours} for ${expected}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}

describe.runIf(hasShared)('statistics from trades and equity agree with backtesting.py', () => {
  it.each(['goog_smacross_commission', 'goog_smacross_spread_readme'])('%s, name by name in order', (name) => {
    const run = readRun(name);
    const { time, close } = readColumns(sharedPath(run.input));
    const ours = computeFrom(run, time, close, Float64Array.from(run.equity));
    expect(Object.keys(ours)).toEqual(Object.keys(run.stats));
    for (const [key, expected] of Object.entries(run.stats)) expectEqual(key, ours[key], expected);
  });
  it('goog_sma_sl_tp, where only the trades are known', () => {
    const run = readRun('goog_sma_sl_tp');
    const { time, close } = readColumns(sharedPath(run.input));
    const ours = computeFrom(run, time, close, new Float64Array(time.length).fill(run.settings.cash));
    for (const key of ofTrades) expectEqual(key, ours[key], run.stats[key] ?? null);
  });
});
