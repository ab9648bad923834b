import type { BacktestResult } from '../../contract/model/backtest.ts';
import type { MonteCarlo, Stress, Variation as ShownVariation } from '../../contract/model/robustness.ts';
import { QuantError } from '../error.ts';
import { chooseAnnualisation } from '../stats/data-period.ts';
import { computePeriodReturns } from '../stats/period-returns.ts';
import { drawPaths, type PathOptions } from './monte-carlo.ts';
import { addNoise, canBeDelayed, delayEntries, jitterParams, stressCosts, type Subject, type Variation } from './perturb.ts';

/** Which returns are put in other orders: of the trades, as shares of the equity at their entry, or of the equity from day to day. */
export type ReturnsOf = 'trades' | 'periods';

/** Monte Carlo paths of a finished run. Errors: TOO_FEW where it has fewer than two returns of that kind. */
export function drawRunPaths(runId: string, { trades, equity }: Pick<BacktestResult, 'trades' | 'equity'>, of: ReturnsOf, options: PathOptions): MonteCarlo {
  const value = Float64Array.from(equity.value);
  const time = Float64Array.from(equity.time);
  const returns = of === 'periods'
    ? computePeriodReturns(time, value, chooseAnnualisation(time).period)
    : Float64Array.from(trades, ({ pnl, entryBar }) => Math.max(-1, pnl / value[Math.max(0, entryBar - 1)]));
  if (returns.length < 2) throw new QuantError('TOO_FEW', `The run has ${returns.length} ${of === 'trades' ? 'closed trades' : 'returns'}; other orders of them need at least 2.`);
  return { runId, returns: returns.length, ...drawPaths(returns, options) };
}

export type StressOptions = {
  readonly costFactors: readonly number[];
  readonly delays: readonly number[];
  readonly noise: { readonly deviation: number; readonly paths: number };
  readonly jitter: { readonly share: number; readonly paths: number };
  readonly seed: number;
};

const orNull = (value: number | undefined): number | null => (value === undefined || !Number.isFinite(value) ? null : value + 0);

const show = ({ label, figures }: Variation): ShownVariation =>
  ({ label, return: orNull(figures?.return), maxDrawdown: orNull(figures?.maxDrawdown), sharpe: orNull(figures?.sharpe), trades: orNull(figures?.trades) });

/** A run again under higher costs, later decisions, noisy prices and other parameters. */
export function stressRun(runId: string, subject: Subject, { costFactors, delays, noise, jitter, seed }: StressOptions, progress: (share: number) => void = () => {}): Stress {
  const [base] = stressCosts(subject, [1]);
  const costs = stressCosts(subject, costFactors).map(show);
  progress(0.2);
  const later = canBeDelayed(subject) ? delayEntries(subject, delays).map(show) : null;
  progress(0.4);
  const noisy = addNoise(subject, { ...noise, seed }).map(show);
  progress(0.7);
  const moved = jitterParams(subject, { ...jitter, seed }).map((one) => ({ params: { ...one.params }, ...show({ ...one, label: Object.entries(one.params).map(([name, value]) => `${name} ${Number(value.toPrecision(6))}`).join(', ') }) }));
  return { runId, base: { ...show(base), label: 'as it is' }, costs, delays: later, noise: noisy, params: moved };
}
