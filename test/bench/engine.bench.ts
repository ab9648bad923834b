import type { BarColumns } from '../../src/contract/model/bar.ts';
import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { runBacktest } from '../../src/quant/engine/run-backtest.ts';
import { runStrategy } from '../../src/quant/engine/run-strategy.ts';
import type { StrategyDefinition } from '../../src/quant/engine/strategy.ts';
import { findStrategy } from '../../src/quant/strategies/index.ts';
import { readReferenceBars } from '../golden/backtests-bars.ts';
import { hasShared } from '../golden/shared.ts';
import { medianMs, type Bench } from './bench.ts';
import { walkBars } from './walk-bars.ts';

const barCount = 100_000;
const common = { profile: 'backtesting.py', exclusive: true };
/** A fixed stake, so that the run trades to its end: a crossing every eighteen bars. */
const walkSettings = backtestSettingsSchema.parse({ ...common, cash: 1_000_000, commissionRate: 0.0005, size: { kind: 'units', units: 10 } });
const googSettings = backtestSettingsSchema.parse({ ...common, commissionRate: 0.002 });

/** Both symbols with a stop and a target on every trade; the plain reading alone, as a sweep has it. */
const pairSettings = backtestSettingsSchema.parse({ cash: 1_000_000, commissionRate: 0.0005, size: { kind: 'units', units: 10 } });
const bracketed: StrategyDefinition = {
  ...findStrategy('sma-cross-bracket'),
  onBar(c, p) {
    for (const symbol of pair) findStrategy('sma-cross-bracket').onBar(c.of(symbol), p);
  },
};

/** The least that any backtest must do: two running sums, a comparison and a multiplication a bar, over typed arrays. */
function bareLoop({ close }: BarColumns): number {
  const equity = new Float64Array(close.length);
  let fast = 0;
  let slow = 0;
  let position = 0;
  for (let i = 0; i < close.length; i++) {
    fast += close[i] - (i >= 10 ? close[i - 10] : 0);
    slow += close[i] - (i >= 20 ? close[i - 20] : 0);
    position = fast / 10 > slow / 20 ? 1 : -1;
    equity[i] = (i > 0 ? equity[i - 1] : 0) + position * (close[i] - (i > 0 ? close[i - 1] : close[i]));
  }
  return equity[close.length - 1];
}

const pair = ['WALK', 'OTHER'];
const timing = { warmup: 20, runs: 31 };

export const bench: Bench = {
  name: 'engine',
  async run(report) {
    const bars = walkBars(barCount);
    const bareMs = medianMs(() => bareLoop(bars), timing);
    const runMs = medianMs(() => runBacktest({ strategy: 'sma-cross', params: {}, settings: walkSettings, series: [{ symbol: 'WALK', bars }] }), timing);
    const barsPerSecond = (barCount / runMs) * 1000;
    report({
      figure: 'SMA cross on 100,000 bars, with statistics', measured: `${(barsPerSecond / 1e6).toFixed(1)} M bars/s`, target: '≥ 5 M bars/s', ok: barsPerSecond >= 5e6,
      note: `${runMs.toFixed(2)} ms; ${(runMs / bareMs).toFixed(0)} × a bare loop of the same decisions (${bareMs.toFixed(2)} ms)`,
    });
    const other = walkBars(barCount);
    const params = { fast: 10, slow: 20, stopLoss: 0.01, takeProfit: 0.02 };
    const pairMs = medianMs(() => runStrategy(bracketed, params, pairSettings, [{ symbol: 'WALK', bars }, { symbol: 'OTHER', bars: other }], undefined, { hasInterval: false }), timing);
    const pairPerSecond = (2 * barCount / pairMs) * 1000;
    report({
      figure: 'two symbols of 100,000 bars on one cash, stops and targets, with statistics', measured: `${(pairPerSecond / 1e6).toFixed(1)} M bars/s`, target: '≥ 2 M bars/s', ok: pairPerSecond >= 2e6,
      note: `${pairMs.toFixed(2)} ms; ${(pairMs / bareMs).toFixed(0)} × a bare loop over one of them`,
    });
    if (!hasShared) return;
    const goog = readReferenceBars('data/backtesting_py/GOOG.csv');
    const googMs = medianMs(() => runBacktest({ strategy: 'sma-cross', params: {}, settings: googSettings, series: [{ symbol: 'GOOG', bars: goog }] }), timing);
    report({ figure: 'SMA cross on GOOG (2,148 bars), all statistics', measured: `${googMs.toFixed(2)} ms`, target: '≤ 2 ms', ok: googMs <= 2 });
  },
};
