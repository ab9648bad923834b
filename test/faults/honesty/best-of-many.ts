import type { BacktestSpec } from '../../../src/contract/model/backtest.ts';
import { backtestSettingsSchema } from '../../../src/contract/model/backtest.ts';
import type { BarColumns } from '../../../src/contract/model/bar.ts';
import { epochMs } from '../../../src/contract/model/units.ts';
import type { Verdict } from '../../../src/contract/model/verdict.ts';
import { runStrategy } from '../../../src/quant/engine/run-strategy.ts';
import type { StrategyParams } from '../../../src/quant/engine/strategy.ts';
import { engineVersion } from '../../../src/quant/engine/version.ts';
import { judgeRun } from '../../../src/quant/honesty/index.ts';
import { findStrategy } from '../../../src/quant/strategies/index.ts';
import { TrialEvaluator } from '../../../src/quant/sweep/evaluator.ts';

/** Every trade pays. */
export const settings = backtestSettingsSchema.parse({ commissionRate: 0.0005, fractional: true });

const range = (from: number, count: number, step: number): number[] => Array.from({ length: count }, (_, k) => from + k * step);

/** Five hundred combinations of each strategy. */
export const grids: Readonly<Record<string, readonly StrategyParams[]>> = {
  'sma-cross-long': range(2, 20, 1).flatMap((fast) => range(24, 25, 5).map((slow) => ({ fast, slow }))),
  'rsi-reversion': range(5, 20, 1).flatMap((period) => range(25, 5, 5).flatMap((low) => range(50, 5, 5).map((high) => ({ period, low, high })))),
};

/** The annual Sharpe ratio of one combination, after costs. */
export function sharpeOf(strategy: string, bars: BarColumns, params: StrategyParams): number {
  const outcome = new TrialEvaluator(findStrategy(strategy), settings, [{ symbol: 'A', bars }]).evaluate(params);
  return outcome.ok ? outcome.figures.sharpe : Number.NaN;
}

/** Tries all combinations, takes the one with the best Sharpe ratio, and asks what it is worth. */
export function judgeBest(name: string, bars: BarColumns): Verdict {
  const strategy = findStrategy(name);
  const evaluator = new TrialEvaluator(strategy, settings, [{ symbol: 'A', bars }]);
  const grid = grids[name] ?? [];
  let [best, top] = [grid[0] ?? {}, Number.NEGATIVE_INFINITY];
  for (const params of grid) {
    const outcome = evaluator.evaluate(params);
    if (outcome.ok && outcome.figures.sharpe > top) [best, top] = [params, outcome.figures.sharpe];
  }
  const { trades, equity, interval } = runStrategy(strategy, best, settings, [{ symbol: 'A', bars }]);
  const spec: BacktestSpec = { strategy: name, params: best, settings, engineVersion, data: [{ symbol: 'A', bars: bars.time.length, fromMs: epochMs(0), toMs: epochMs(1), fingerprint: '' }] };
  return judgeRun({
    result: { runId: null, spec, trades: [...trades], equity, ...(interval === undefined ? {} : { interval }) },
    trials: { hypothesis: 'h', count: grid.length, isWhole: true, sharpeDeviation: null, sentence: '' },
    family: grid.filter((_, k) => k % 3 === 0), run: { strategy, series: [{ symbol: 'A', bars }], isGuest: false }, earlier: null,
  });
}
