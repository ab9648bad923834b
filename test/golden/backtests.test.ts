import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { runBacktest } from '../../src/quant/engine/run-backtest.ts';
import type { BacktestTaskOutput } from '../../src/quant/engine/task.ts';
import { readReferenceBars } from './backtests-bars.ts';
import { hasShared, sharedPath } from './shared.ts';

type PyTrade = {
  Size: number; EntryBar: number; ExitBar: number; EntryPrice: number; ExitPrice: number;
  PnL: number; Commission: number; ReturnPct: number; EntryTime: string; ExitTime: string;
};
type PyGolden = {
  input: string; bars: number; params: { n1: number; n2: number };
  settings: { cash: number; spread: number; commission: number; margin: number; exclusive_orders: boolean; trade_on_close: boolean; hedging: boolean; finalize_trades: boolean };
  stats: Record<string, number | string>; trades: PyTrade[]; equity?: number[];
};
type TraderFill = { date: string; side: 'B' | 'S'; size: number; price: number; commission: number };
type TraderGolden = { input: string; settings: { cash: number; commission: number; stake: number }; final_value: number; fills: TraderFill[] };

const load = <T>(name: string): T => JSON.parse(readFileSync(sharedPath(`golden/backtests/${name}.json`), 'utf8')) as T;

/** Relative agreement to 1e-6, absolute below 1. */
function expectClose(actual: unknown, wanted: number, what: string): void {
  expect(typeof actual, what).toBe('number');
  expect(Math.abs((actual as number) - wanted) / Math.max(1, Math.abs(wanted)), `${what}: ${actual as number} against ${wanted}`).toBeLessThan(1e-6);
}

function runAsBacktestingPy(golden: PyGolden, strategy: string): BacktestTaskOutput {
  const { settings, params } = golden;
  return runBacktest({
    strategy, params: { fast: params.n1, slow: params.n2 }, series: [{ symbol: 'GOOG', bars: readReferenceBars(golden.input) }],
    settings: backtestSettingsSchema.parse({
      profile: 'backtesting.py', cash: settings.cash, spreadRate: settings.spread, commissionRate: settings.commission, margin: settings.margin,
      exclusive: settings.exclusive_orders, hedging: settings.hedging, closeAtEnd: settings.finalize_trades,
      fill: settings.trade_on_close ? 'same-close' : 'next-open',
    }),
  });
}

describe.each([
  ['goog_smacross_commission', 'sma-cross'],
  ['goog_smacross_spread_readme', 'sma-cross'],
  ['goog_sma_sl_tp', 'sma-cross-bracket'],
])('%s', (name, strategy) => {
  it.runIf(hasShared)('every trade agrees with backtesting.py', () => {
    const golden = load<PyGolden>(name);
    const { trades } = runAsBacktestingPy(golden, strategy);
    expect(trades.length).toBe(golden.trades.length);
    golden.trades.forEach((wanted, i) => {
      const trade = trades[i]!;
      expect({ bars: [trade.entryBar, trade.exitBar], size: trade.side === 'long' ? trade.size : -trade.size }, `trade ${i}`)
        .toEqual({ bars: [wanted.EntryBar, wanted.ExitBar], size: wanted.Size });
      expect([trade.entryTimeMs, trade.exitTimeMs]).toEqual([Date.parse(`${wanted.EntryTime}Z`), Date.parse(`${wanted.ExitTime}Z`)]);
      expectClose(trade.entryPrice, wanted.EntryPrice, `trade ${i} entry price`);
      expectClose(trade.exitPrice, wanted.ExitPrice, `trade ${i} exit price`);
      expectClose(trade.pnl, wanted.PnL, `trade ${i} profit`);
      expectClose(trade.commission, wanted.Commission, `trade ${i} commission`);
    });
  });

  it.runIf(hasShared)('every statistic agrees with backtesting.py, by name and in order', () => {
    const golden = load<PyGolden>(name);
    const stats = runAsBacktestingPy(golden, strategy).dialects['backtesting.py']!;
    expect(Object.keys(stats)).toEqual(Object.keys(golden.stats));
    for (const [key, wanted] of Object.entries(golden.stats)) {
      if (typeof wanted === 'number') expectClose(stats[key], wanted, key);
      else expect(stats[key], key).toBe(wanted);
    }
  });

  it.runIf(hasShared)('equity agrees with backtesting.py on every bar', () => {
    const golden = load<PyGolden>(name);
    const { value } = runAsBacktestingPy(golden, strategy).equity;
    expect(value.length).toBe(golden.bars);
    golden.equity?.forEach((wanted, i) => expectClose(value[i], wanted, `bar ${i}`));
    expectClose(value.at(-1), golden.stats['Equity Final [$]'] as number, 'last bar');
  });
});

describe('backtrader_ko_smacross', () => {
  const run = (exclusive: boolean): { golden: TraderGolden; output: BacktestTaskOutput } => {
    const golden = load<TraderGolden>('backtrader_ko_smacross');
    const { cash, commission, stake } = golden.settings;
    const settings = backtestSettingsSchema.parse({ profile: 'backtrader', cash, commissionRate: commission, size: { kind: 'units', units: stake }, exclusive });
    const bars = readReferenceBars(golden.input);
    return { golden, output: runBacktest({ strategy: 'sma-cross', params: { fast: 10, slow: 30 }, series: [{ symbol: 'KO', bars }], settings }) };
  };

  it.runIf(hasShared).each([false, true])('every fill agrees with backtrader, closing part and opening part apart (exclusive orders: %s)', (exclusive) => {
    const { golden, output } = run(exclusive);
    const { fills } = output;
    expect(fills.length).toBe(golden.fills.length);
    golden.fills.forEach((wanted, i) => {
      const fill = fills[i]!;
      expect({ timeMs: fill.timeMs, side: fill.side, size: fill.size }, `fill ${i}`)
        .toEqual({ timeMs: Date.parse(`${wanted.date}Z`), side: wanted.side === 'B' ? 'buy' : 'sell', size: Math.abs(wanted.size) });
      expectClose(fill.price, wanted.price, `fill ${i} price`);
      expectClose(fill.commission, wanted.commission, `fill ${i} commission`);
    });
    expectClose(output.equity.value.at(-1), golden.final_value, 'final value');
  });
});
