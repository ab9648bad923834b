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

/** Equal to 1e-6, relative or below 1 absolute; what is no number exactly. */
const agrees = (actual: unknown, wanted: unknown): boolean =>
  typeof actual === 'number' && typeof wanted === 'number' ? Math.abs(actual - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted)) : actual === wanted;

/** What does not agree, in words. */
function differences(pairs: readonly (readonly [what: string, actual: unknown, wanted: unknown])[]): string[] {
  return pairs.filter(([, actual, wanted]) => !agrees(actual, wanted)).map(([what, actual, wanted]) => `${what}: ${String(actual)}, wanted ${String(wanted)}`);
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
    expect(differences(golden.trades.flatMap((wanted, i) => {
      const trade = trades[i];
      return [
        [`trade ${i} entry bar`, trade.entryBar, wanted.EntryBar],
        [`trade ${i} exit bar`, trade.exitBar, wanted.ExitBar],
        [`trade ${i} entry time`, trade.entryTimeMs, Date.parse(`${wanted.EntryTime}Z`)],
        [`trade ${i} exit time`, trade.exitTimeMs, Date.parse(`${wanted.ExitTime}Z`)],
        [`trade ${i} size`, trade.side === 'long' ? trade.size : -trade.size, wanted.Size],
        [`trade ${i} entry price`, trade.entryPrice, wanted.EntryPrice],
        [`trade ${i} exit price`, trade.exitPrice, wanted.ExitPrice],
        [`trade ${i} profit`, trade.pnl, wanted.PnL],
        [`trade ${i} commission`, trade.commission, wanted.Commission],
      ] as const;
    }))).toEqual([]);
  });

  it.runIf(hasShared)('every statistic agrees with backtesting.py, by name and in order', () => {
    const golden = load<PyGolden>(name);
    const stats = runAsBacktestingPy(golden, strategy).dialects['backtesting.py'];
    expect(Object.keys(stats)).toEqual(Object.keys(golden.stats));
    expect(differences(Object.entries(golden.stats).map(([key, wanted]) => [key, stats[key], wanted] as const))).toEqual([]);
  });

  it.runIf(hasShared)('equity agrees with backtesting.py on every bar', () => {
    const golden = load<PyGolden>(name);
    const { value } = runAsBacktestingPy(golden, strategy).equity;
    expect(value.length).toBe(golden.bars);
    const curve = golden.equity ?? [];
    expect(differences([
      ...curve.map((wanted, i) => [`bar ${i}`, value[i], wanted] as const),
      ['last bar', value.at(-1), golden.stats['Equity Final [$]']],
    ])).toEqual([]);
  });
});

function runAsBacktrader(golden: TraderGolden, exclusive: boolean): BacktestTaskOutput {
  const { cash, commission, stake } = golden.settings;
  const settings = backtestSettingsSchema.parse({ profile: 'backtrader', cash, commissionRate: commission, size: { kind: 'units', units: stake }, exclusive });
  const bars = readReferenceBars(golden.input);
  return runBacktest({ strategy: 'sma-cross', params: { fast: 10, slow: 30 }, series: [{ symbol: 'KO', bars }], settings });
}

describe('backtrader_ko_smacross', () => {
  it.runIf(hasShared).each([false, true])('every fill agrees with backtrader, closing part and opening part apart (exclusive orders: %s)', (exclusive) => {
    const golden = load<TraderGolden>('backtrader_ko_smacross');
    const { fills, equity } = runAsBacktrader(golden, exclusive);
    expect(fills.length).toBe(golden.fills.length);
    expect(differences(golden.fills.flatMap((wanted, i) => {
      const fill = fills[i];
      return [
        [`fill ${i} time`, fill.timeMs, Date.parse(`${wanted.date}Z`)],
        [`fill ${i} side`, fill.side, wanted.side === 'B' ? 'buy' : 'sell'],
        [`fill ${i} size`, fill.size, Math.abs(wanted.size)],
        [`fill ${i} price`, fill.price, wanted.price],
        [`fill ${i} commission`, fill.commission, wanted.commission],
      ] as const;
    }))).toEqual([]);
    expect(differences([['final value', equity.value.at(-1), golden.final_value]])).toEqual([]);
  });
});
