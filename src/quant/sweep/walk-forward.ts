import type { MetricTable } from '../../contract/model/backtest.ts';
import type { SweepMetric } from '../../contract/model/sweep.ts';
import type { WalkForwardWindows } from '../../contract/model/walk-forward.ts';
import { closeInAccount } from '../engine/rates.ts';
import { SignalList } from '../engine/signals.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import type { RunStatsTrade } from '../stats/input.ts';
import { findStrategy } from '../strategies/registry.ts';
import { ColumnCache } from './column-cache.ts';
import { whyEventPath, whyEventSeries } from './evaluator.ts';
import { planFolds, type Fold } from './folds.ts';
import { cutWindow } from './run-window.ts';
import { measure, runInWindow } from './run-window-events.ts';
import { SignalRun } from './signal-run.ts';
import { writeCombination } from './space.ts';
import type { TrialPlan } from './task.ts';
import { TrialSpace } from './trial-space.ts';

export type WalkForwardInput = {
  readonly plan: TrialPlan;
  readonly metric: SweepMetric;
  readonly windows: WalkForwardWindows;
  readonly series: SeriesInput;
};

export type FoldOutcome = {
  readonly fold: Fold;
  /** What varies, of the combination that was best on the training window; null where none had a figure. */
  readonly params: StrategyParams | null;
  readonly inSample: MetricTable;
  readonly outOfSample: MetricTable;
};

export type WalkForwardOutput = {
  readonly folds: readonly FoldOutcome[];
  readonly equity: { readonly time: Float64Array; readonly value: Float64Array };
  readonly metrics: MetricTable;
  readonly efficiency: number | null;
  readonly unusedBars: number;
  /** Values of the combinations that were tried, one after another, and the mean of their scores over the training windows. */
  readonly values: Float64Array;
  readonly scores: Float64Array;
  /** Why trials ran bar by bar; null where they ran over whole columns. */
  readonly eventPath: string | null;
};

/** The best combination of each training window, by its place among those tried; −1 where none has a figure. */
type Choice = { readonly best: Int32Array; readonly values: Float64Array; readonly scores: Float64Array };

/** Why trials run bar by bar; null where they run over whole columns. */
const whyBarByBar = (strategy: StrategyDefinition, settings: TrialPlan['settings'], series: SeriesInput): string | null => whyEventPath(strategy, settings) ?? whyEventSeries([series]);

/** Scores every combination on every training window: its signals are computed once and traded in each. */
function chooseBest(strategy: StrategyDefinition, space: TrialSpace, { plan, metric, series }: WalkForwardInput, folds: readonly Fold[], progress: (share: number) => void): Choice {
  const { settings } = plan;
  const { bars } = series;
  const isFast = whyBarByBar(strategy, settings, series) === null;
  const columns = new ColumnCache(bars);
  const list = new SignalList(bars.time.length);
  const runs = isFast ? folds.map(({ train }) => new SignalRun(bars, settings, cutWindow(bars.time, Math.max(0, train.from - 1), train.to, train.from))) : [];
  const best = new Int32Array(folds.length).fill(-1);
  const top = new Float64Array(folds.length).fill(Number.NEGATIVE_INFINITY);
  const values: number[] = [];
  const scores: number[] = [];
  const one = new Float64Array(space.axes.length);
  for (let ordinal = 0; ordinal < space.combinations; ordinal++) {
    writeCombination(space.axes, ordinal, one);
    if (!space.isAllowed(one)) continue;
    const params = space.paramsOf(one);
    list.count = 0;
    columns.startTrial();
    if (isFast) strategy.signals!(columns, params, list);
    let sum = 0;
    for (let f = 0; f < folds.length; f++) {
      const run = runs[f];
      const isDone = run !== undefined && run.run(list, columns.warmup);
      const score = isDone ? run[metric] : scoreOf(runInWindow(strategy, params, settings, series, folds[f].train).metrics, metric);
      if (score > top[f]) [top[f], best[f]] = [score, scores.length];
      sum += score;
    }
    values.push(...one);
    scores.push(sum / folds.length);
    progress(ordinal / space.combinations);
  }
  return { best, values: Float64Array.from(values), scores: Float64Array.from(scores) };
}

const metricNames: Readonly<Record<SweepMetric, string>> = { return: 'totalReturn', maxDrawdown: 'maxDrawdown', sharpe: 'sharpe', trades: 'trades' };

function scoreOf(metrics: MetricTable, metric: SweepMetric): number {
  const value = metrics[metricNames[metric]];
  const open = metric === 'trades' ? Number(metrics['openTrades'] ?? 0) : 0;
  return typeof value === 'number' ? value + open : Number.NaN;
}

/** Mean annual return of the chosen in sample against that of the equity out of sample. */
function efficiencyOf(folds: readonly FoldOutcome[], outOfSample: MetricTable): number | null {
  const annual = folds.flatMap(({ inSample }) => (typeof inSample['annualReturn'] === 'number' ? [inSample['annualReturn']] : []));
  const mean = annual.reduce((sum, value) => sum + value, 0) / annual.length;
  const out = outOfSample['annualReturn'];
  return mean > 0 && typeof out === 'number' ? out / mean : null;
}

/**
 * Walk-forward: the best combination of each training window trades the test window after it, with what the one before left; what it
 * holds on the last bar of its window is closed at that close, with costs. Indicators know all bars before a window, trades begin with
 * it. Errors: those of TrialSpace and planFolds.
 */
export function walkForward(input: WalkForwardInput, context?: { readonly progress: (share: number) => void }, strategy: StrategyDefinition = findStrategy(input.plan.strategy)): WalkForwardOutput {
  const { plan, windows, series, series: { bars } } = input;
  const market = { time: bars.time, close: closeInAccount(series) };
  const space = new TrialSpace(strategy, plan);
  const plans = planFolds(bars.time.length, windows);
  const { best, values, scores } = chooseBest(strategy, space, input, plans, (share) => context?.progress(0.9 * share));
  const width = space.axes.length;
  const equity = new Float64Array(bars.time.length).fill(plan.settings.cash);
  const trades: RunStatsTrade[] = [];
  const folds: FoldOutcome[] = [];
  let cash = plan.settings.cash;
  for (let f = 0; f < plans.length; f++) {
    const { train, test } = plans[f];
    if (best[f] < 0 || cash <= 0) {
      equity.fill(cash, test.from, test.to);
      folds.push({ fold: plans[f], params: null, inSample: {}, outOfSample: measure(market, equity, [], test) });
      continue;
    }
    const varied = values.subarray(best[f] * width, (best[f] + 1) * width);
    const params = space.paramsOf(varied);
    const { metrics: inSample } = runInWindow(strategy, params, plan.settings, series, train);
    const run = runInWindow(strategy, params, { ...plan.settings, cash, closeAtEnd: true }, series, test);
    equity.set(run.equity, test.from);
    trades.push(...run.trades);
    cash = equity[test.to - 1];
    folds.push({ fold: plans[f], params: Object.fromEntries(space.axes.map((axis, a) => [axis.name, varied[a]])), inSample, outOfSample: run.metrics });
  }
  const [from, to] = [plans[0].test.from, plans.at(-1)!.test.to];
  const metrics = measure(market, equity, trades, { from, to });
  return {
    folds, equity: { time: bars.time.slice(from, to), value: equity.slice(from, to) }, metrics, efficiency: efficiencyOf(folds, metrics), unusedBars: bars.time.length - to,
    values, scores, eventPath: whyBarByBar(strategy, plan.settings, series),
  };
}
