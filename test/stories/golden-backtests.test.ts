import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../golden/shared.ts';
import { runJson } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

type Document = {
  runId: string;
  dialects: Record<string, Record<string, number | string | null>>;
  trades: { side: 'long' | 'short'; size: number; entryTime: string; entryPrice: number; exitTime: string; exitPrice: number; pnl: number; commission: number }[];
  fills: { time: string; side: 'buy' | 'sell'; size: number; price: number; commission: number }[];
  equity: { time: string[]; value: number[] };
};
type GoldenRun = {
  input: string;
  stats: Record<string, number | string>;
  trades: { Size: number; EntryPrice: number; ExitPrice: number; PnL: number; Commission: number; EntryTime: string; ExitTime: string }[];
  equity?: number[];
};
type BacktraderRun = { input: string; final_value: number; fills: { date: string; side: 'B' | 'S'; size: number; price: number; commission: number }[] };

/** Relative 1e-6, absolute below 1: both sides add up thousands of rounded products in their own order. */
const expectNear = (ours: unknown, expected: number, what: string): void =>
  expect(Math.abs(Number(ours) - expected), `${what}: ${String(ours)} for ${expected}`).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index];
  if (item === undefined) throw new Error(`there is no item ${index}`);
  return item;
};

const cases = [
  ['goog_smacross_commission', 'sma-cross', { fast: 10, slow: 20 }, ['--commission', '0.002']],
  ['goog_smacross_spread_readme', 'sma-cross', { fast: 10, slow: 20 }, ['--spread', '0.002']],
  ['goog_sma_sl_tp', 'sma-cross-bracket', { fast: 10, slow: 30 }, ['--commission', '0.001']],
] as const;

describe.runIf(hasShared)('the command line agrees', () => {
  const folder = useTemporaryFolder();

  it.each(cases)('with backtesting.py on %s, trade by trade and statistic by statistic', async (name, strategy, params, costs) => {
    const golden = JSON.parse(readFileSync(sharedPath(`golden/backtests/${name}.json`), 'utf8')) as GoldenRun;
    const args = ['backtest', 'run', '--file', sharedPath(golden.input), '--strategy', strategy, '--params', JSON.stringify(params), '--exclusive', '--profile', 'backtesting.py'];
    const ours = await runJson<Document>([...args, ...costs], folder());
    const stats = ours.dialects['backtesting.py'] ?? {};
    expect(Object.keys(stats)).toEqual(Object.keys(golden.stats));
    for (const [key, expected] of Object.entries(golden.stats)) {
      if (typeof expected === 'number') expectNear(stats[key], expected, key);
      else expect(stats[key], key).toBe(expected);
    }
    expect(ours.trades).toHaveLength(golden.trades.length);
    golden.trades.forEach((expected, i) => {
      const trade = at(ours.trades, i);
      expect([trade.side, trade.size], `trade ${i}`).toEqual([expected.Size > 0 ? 'long' : 'short', Math.abs(expected.Size)]);
      expect([trade.entryTime, trade.exitTime], `trade ${i}`).toEqual([`${expected.EntryTime}.000Z`, `${expected.ExitTime}.000Z`]);
      expectNear(trade.entryPrice, expected.EntryPrice, `entry of trade ${i}`);
      expectNear(trade.exitPrice, expected.ExitPrice, `exit of trade ${i}`);
      expectNear(trade.pnl, expected.PnL, `P&L of trade ${i}`);
      expectNear(trade.commission, expected.Commission, `commission of trade ${i}`);
    });
    golden.equity?.forEach((expected, i) => expectNear(ours.equity.value[i], expected, `equity at bar ${i}`));
    expect(ours.runId, 'the run is recorded').toMatch(/^run-/);
  });

  it('with backtrader on Coca-Cola, fill by fill', async () => {
    const golden = JSON.parse(readFileSync(sharedPath('golden/backtests/backtrader_ko_smacross.json'), 'utf8')) as BacktraderRun;
    const args = ['backtest', 'run', '--file', sharedPath(golden.input), '--strategy', 'sma-cross', '--params', '{"fast":10,"slow":30}', '--cash', '100000'];
    const ours = await runJson<Document>([...args, '--commission', '0.001', '--size', 'units:10', '--exclusive', '--profile', 'backtrader'], folder());
    expect(ours.fills).toHaveLength(golden.fills.length);
    golden.fills.forEach((expected, i) => {
      const fill = at(ours.fills, i);
      expect([fill.time, fill.side, fill.size], `fill ${i}`).toEqual([`${expected.date}.000Z`, expected.side === 'B' ? 'buy' : 'sell', Math.abs(expected.size)]);
      expectNear(fill.price, expected.price, `price of fill ${i}`);
      expectNear(fill.commission, expected.commission, `commission of fill ${i}`);
    });
    expectNear(ours.equity.value.at(-1), golden.final_value, 'final value');
  });
});
