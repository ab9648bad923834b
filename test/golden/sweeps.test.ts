import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { findStrategy } from '../../src/quant/strategies/index.ts';
import { TrialEvaluator } from '../../src/quant/sweep/evaluator.ts';
import { readReferenceBars } from './backtests-bars.ts';
import { hasShared, sharedPath } from './shared.ts';

type Row = { readonly fast: number; readonly slow: number; readonly total_return: number; readonly trades: number; readonly max_drawdown: number; readonly sharpe_365: number };

/** vectorbt counts the first bar, too, as a return of 0. */
const withFirstBar = (sharpe: number, returns: number): number => {
  const meanOverDeviation = sharpe / Math.sqrt(252);
  const squares = 1 / meanOverDeviation ** 2;
  // From mean² n² = sum² and the sum of squares, both with one more zero among the returns.
  const [mean, variance] = [returns / (returns + 1), (squares * (returns - 1) + returns - returns ** 2 / (returns + 1)) / returns];
  return Math.sign(sharpe) * (mean / Math.sqrt(variance)) * Math.sqrt(365);
};

describe.skipIf(!hasShared)('the dual-SMA sweep of vectorbt on GOOG', () => {
  it('has its returns, drawdowns, trades and Sharpe ratios', () => {
    const { rows, settings } = JSON.parse(readFileSync(sharedPath('golden/sweeps/goog_dual_sma_vectorbt.json'), 'utf8')) as { rows: readonly Row[]; settings: { fees: number; init_cash: number } };
    const bars = readReferenceBars('data/backtesting_py/GOOG.csv');
    const evaluator = new TrialEvaluator(
      findStrategy('sma-cross-long'), backtestSettingsSchema.parse({ cash: settings.init_cash, commissionRate: settings.fees, fill: 'same-close', fractional: true }), [{ symbol: 'GOOG', bars }]);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      const outcome = evaluator.evaluate({ fast: row.fast, slow: row.slow });
      if (!outcome.ok) throw new Error(outcome.message);
      expect(outcome.path).toBe('vectorised');
      const { figures } = outcome;
      // Sizes here are whole hundred-millionths of a unit, there they are not rounded.
      expect(figures.return / row.total_return).toBeCloseTo(1, 8);
      expect(figures.maxDrawdown / row.max_drawdown).toBeCloseTo(1, 8);
      expect(figures.trades).toBe(row.trades);
      expect(withFirstBar(figures.sharpe, bars.time.length - 1) / row.sharpe_365).toBeCloseTo(1, 8);
    }
  });
});
