import type { CrossValidation, CrossValidationSplit, PurgedGroups } from '../../contract/model/cross-validation.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import { QuantError } from '../error.ts';
import { chooseAnnualisation } from '../stats/data-period.ts';
import { computePeriodReturns } from '../stats/period-returns.ts';
import { quantileOfSorted } from '../stats/returns/quantile.ts';
import { findStrategy } from '../strategies/registry.ts';
import type { Window } from './folds.ts';
import { planPaths, planPurgedSplits, type PurgedSplit } from './purged-splits.ts';
import { writeCombination } from './space.ts';
import type { TrialPlan } from './task.ts';
import { TrialSpace } from './trial-space.ts';

export type CrossValidationInput = {
  readonly plan: TrialPlan;
  readonly metric: 'sharpe' | 'return';
  readonly options: PurgedGroups;
  readonly series: SeriesInput;
};

export type CrossValidationOutput = Omit<CrossValidation, 'runId' | 'strategy' | 'data'> & {
  /** Values of the combinations that were tried, one after another, and their annual Sharpe ratios over the whole history. */
  readonly values: Float64Array;
  readonly sharpes: Float64Array;
};

/** As many returns as all combinations may have together: 160 MB of them. */
const mostReturns = 20_000_000;

/** Returns of one combination as sums up to each of them, so that any stretch costs nothing. */
type Sums = { readonly returns: Float64Array; readonly sum: Float64Array; readonly squares: Float64Array; readonly growth: Float64Array };

function sumUp(returns: Float64Array): Sums {
  const [sum, squares, growth] = [0, 1, 2].map(() => new Float64Array(returns.length + 1));
  for (let i = 0; i < returns.length; i++) {
    sum[i + 1] = sum[i] + returns[i];
    squares[i + 1] = squares[i] + returns[i] * returns[i];
    growth[i + 1] = growth[i] + Math.log1p(Math.max(-1, returns[i]));
  }
  return { returns, sum, squares, growth };
}

/** Sharpe ratio of a period over some stretches; NaN where nothing varies. */
function sharpeOver({ sum, squares }: Sums, windows: readonly Window[]): number {
  let [total, square, count] = [0, 0, 0];
  for (const { from, to } of windows) {
    total += sum[to] - sum[from];
    square += squares[to] - squares[from];
    count += to - from;
  }
  const variance = (square - (total * total) / count) / (count - 1);
  // What is left of equal returns is the rounding of their sums.
  return variance > 1e-14 * (square / count) ? total / count / Math.sqrt(variance) : NaN;
}

const growthOver = ({ growth }: Sums, windows: readonly Window[]): number => windows.reduce((total, { from, to }) => total + growth[to] - growth[from], 0);

/** A combination with what it came to from period to period. */
type Trial = { readonly params: StrategyParams; readonly sums: Sums };

/**
 * Combinatorial purged cross-validation: every combination trades the whole history once; then each choice of test groups is judged by
 * the combination that was best on the other groups, without what was purged and embargoed around the tests. The tests make up paths
 * through the whole history, of which none was seen by who chose for it. Errors: those of TrialSpace and planPurgedSplits, TOO_MANY.
 */
export function crossValidate(input: CrossValidationInput, context?: { readonly progress: (share: number) => void }, strategy: StrategyDefinition = findStrategy(input.plan.strategy)): CrossValidationOutput {
  const { plan, options, series: { bars }, metric } = input;
  const { period, periodsPerYear } = chooseAnnualisation(bars.time);
  const count = computePeriodReturns(bars.time, bars.close, period).length;
  const splits = planPurgedSplits(count, options);
  const space = new TrialSpace(strategy, plan);
  const { trials, values } = runAll(strategy, space, input, count, (share) => context?.progress(0.9 * share));
  const root = Math.sqrt(periodsPerYear);
  const chosen = splits.map((split) => choose(trials, split, metric));
  const told = splits.map((split, k) => describeSplit(trials, split, chosen[k], root));
  const paths = planPaths(splits, options.groups).map((path) => walkPath(trials, splits, chosen, path, root));
  const ranked = told.flatMap(({ rank }) => (rank === null ? [] : [rank]));
  const ratios = paths.map(({ sharpe }) => sharpe);
  const summary = {
    trials: trials.length, returns: count, periodsPerYear, ...options, splits: told, paths, sharpe: ratios.every((one) => one !== null) ? spreadOf(ratios) : null,
    lossProbability: paths.filter((path) => path.return < 0).length / paths.length,
    overfitting: trials.length < 2 || ranked.length === 0 ? null : ranked.filter((rank) => rank <= 0.5).length / ranked.length,
  };
  return { ...summary, sentence: summarise(summary), values, sharpes: Float64Array.from(trials, ({ sums }) => sharpeOver(sums, [{ from: 0, to: count }]) * root) };
}

/** Every combination over the whole history. One that fails has no returns and is never chosen. */
function runAll(strategy: StrategyDefinition, space: TrialSpace, { plan, series }: CrossValidationInput, count: number, progress: (share: number) => void): { readonly trials: readonly Trial[]; readonly values: Float64Array } {
  if (space.combinations * count > mostReturns) throw new QuantError('TOO_MANY', `${space.combinations} combinations of ${count} returns are more than can be held against one another; take larger steps or fewer bars.`);
  const trials: Trial[] = [];
  const values: number[] = [];
  const one = new Float64Array(space.axes.length);
  for (let ordinal = 0; ordinal < space.combinations; ordinal++) {
    writeCombination(space.axes, ordinal, one);
    if (!space.isAllowed(one)) continue;
    trials.push({ params: Object.fromEntries(space.axes.map(({ name }, a) => [name, one[a]])), sums: sumUp(returnsOf(strategy, space.paramsOf(one), plan, series, count)) });
    values.push(...one);
    progress((ordinal + 1) / space.combinations);
  }
  return { trials, values: Float64Array.from(values) };
}

function returnsOf(strategy: StrategyDefinition, params: StrategyParams, { settings }: TrialPlan, series: SeriesInput, count: number): Float64Array {
  try {
    const { equity } = runStrategy(strategy, params, settings, [series], undefined, { hasInterval: false });
    const returns = computePeriodReturns(equity.time, equity.value, chooseAnnualisation(equity.time).period);
    // After ruin there is nothing left to earn a share of.
    return returns.map((value) => (Number.isFinite(value) ? value : 0));
  } catch (error) {
    if (error instanceof QuantError) return new Float64Array(count);
    throw error;
  }
}

/** Place of the best in training; −1 where none has a figure. */
function choose(trials: readonly Trial[], { train }: PurgedSplit, metric: 'sharpe' | 'return'): number {
  let [best, top] = [-1, Number.NEGATIVE_INFINITY];
  for (const [k, { sums }] of trials.entries()) {
    const sharpe = sharpeOver(sums, train);
    const score = Number.isNaN(sharpe) ? NaN : metric === 'sharpe' ? sharpe : growthOver(sums, train);
    if (score > top) [best, top] = [k, score];
  }
  return best;
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

function describeSplit(trials: readonly Trial[], { groups, test, train }: PurgedSplit, chosen: number, root: number): CrossValidationSplit {
  const own = trials[chosen];
  if (own === undefined) return { test: [...groups], params: null, inSample: null, outOfSample: null, rank: null };
  const outOfSample = sharpeOver(own.sums, test);
  const others = trials.map(({ sums }) => sharpeOver(sums, test));
  const below = others.filter((one) => one < outOfSample).length + (others.filter((one) => one === outOfSample).length - 1) / 2;
  const rank = Number.isNaN(outOfSample) || trials.length < 2 ? null : below / (trials.length - 1);
  return { test: [...groups], params: own.params, inSample: orNull(sharpeOver(own.sums, train) * root), outOfSample: orNull(outOfSample * root), rank };
}

/** The history out of sample: each group as the split of the path had chosen for it. What had nothing to choose stands aside. */
function walkPath(trials: readonly Trial[], splits: readonly PurgedSplit[], chosen: readonly number[], path: Int32Array, root: number): CrossValidation['paths'][number] {
  const returns: number[] = [];
  for (let group = 0; group < path.length; group++) {
    const split = splits[path[group]];
    const { from, to } = split.test[split.groups.indexOf(group)];
    const own = trials[chosen[path[group]]];
    for (let i = from; i < to; i++) returns.push(own === undefined ? 0 : own.sums.returns[i]);
  }
  const sums = sumUp(Float64Array.from(returns));
  let [value, peak, worst] = [1, 1, 1];
  for (const share of returns) {
    value *= 1 + share;
    peak = Math.max(peak, value);
    worst = Math.min(worst, value / peak);
  }
  return { return: value - 1, sharpe: orNull(sharpeOver(sums, [{ from: 0, to: returns.length }]) * root), maxDrawdown: worst - 1 };
}

function spreadOf(values: readonly number[]): NonNullable<CrossValidation['sharpe']> {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => quantileOfSorted(sorted, share);
  return { p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}

function summarise({ paths, sharpe, overfitting, lossProbability }: Pick<CrossValidation, 'paths' | 'sharpe' | 'overfitting' | 'lossProbability'>): string {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const ratio = sharpe === null ? 'nothing varied' : `the Sharpe ratio was ${sharpe.p50.toFixed(2)} in the middle, and below ${sharpe.p5.toFixed(2)} on one path in twenty`;
  const choice = overfitting === null ? '' : `; what was chosen was in the lower half of the combinations in ${percent(overfitting)} of its tests`;
  return `On ${paths.length} paths through the whole history, none of them seen before, ${ratio}; ${percent(lossProbability)} of them lost${choice}.`;
}
