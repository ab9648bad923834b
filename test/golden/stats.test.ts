import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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

const readRun = (name: string): GoldenRun => JSON.parse(readFileSync(sharedPath(`golden/backtests/${name}.json`), 'utf8')) as GoldenRun;

describe.runIf(hasShared)('statistics from trades and equity agree with backtesting.py', () => {
  it.each(['goog_smacross_commission', 'goog_smacross_spread_readme'])('%s, name by name in order', (name) => {
    const run = readRun(name);
    const { time, close } = readColumns(sharedPath(run.input));
    const ours = computeBacktestingPyStats({
      time, close, equity: Float64Array.from(run.equity), firstTradableBar: Math.max(run.params.n1, run.params.n2) - 1, cash: run.settings.cash,
      riskFree: 0, hasCosts: true, openTrades: [],
      trades: run.trades.map((trade) => ({
        entryBar: trade.EntryBar, exitBar: trade.ExitBar, size: trade.Size, pnl: trade.PnL, returnShare: trade.ReturnPct, commission: trade.Commission, isLong: trade.Size > 0,
      })),
    });
    expect(Object.keys(ours)).toEqual(Object.keys(run.stats));
    for (const [key, expected] of Object.entries(run.stats)) {
      if (typeof expected !== 'number') expect(ours[key], key).toBe(expected);
      // Sums are taken in another order than numpy's: 1e-9 relative leaves room for that and for nothing else.
      else expect(Math.abs(Number(ours[key]) - expected), `${key}: ${ours[key]} for ${expected}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
    }
  });
});
