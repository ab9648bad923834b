import type { StrategyDefinition } from '../engine/strategy.ts';
import { findStrategy } from '../strategies/registry.ts';
import { TrialEvaluator, whyEventPath } from './evaluator.ts';
import { figureNames } from './figures.ts';
import { writeCombination } from './space.ts';
import type { PlanSize, SweepRunInput, SweepRunOutput, TrialBatch, TrialPlan } from './task.ts';
import { TrialSpace } from './trial-space.ts';

type Progress = { readonly progress: (share: number) => void };

/** Checks a plan and counts its combinations. Errors: those of TrialSpace. */
export function sizePlan(plan: TrialPlan, context?: Progress, strategy: StrategyDefinition = findStrategy(plan.strategy)): PlanSize {
  const space = new TrialSpace(strategy, plan);
  const { combinations } = space;
  const isCountable = combinations <= 10_000_000;
  return { combinations, allowed: isCountable ? space.countAllowed(context?.progress) : null, eventPath: whyEventPath(strategy, plan.settings) };
}

/** Runs a batch of trials over one series. Results depend on no other batch, nor on how trials are cut into batches. */
export function runTrials({ plan, series, batch }: SweepRunInput, context?: Progress, strategy: StrategyDefinition = findStrategy(plan.strategy)): SweepRunOutput {
  const space = new TrialSpace(strategy, plan);
  const evaluator = new TrialEvaluator(strategy, plan.settings, [series]);
  const width = space.axes.length;
  const most = batch.kind === 'grid' ? batch.to - batch.from : batch.places.length;
  const out = { places: new Int32Array(most), values: new Float64Array(most * width), figures: new Float64Array(most * figureNames.length) };
  const values = new Float64Array(width);
  const eventPlaces = new Uint8Array(most);
  let count = 0;
  let firstFailure: string | null = null;
  for (let k = 0; k < most; k++) {
    const place = readCombination(batch, k, space, values);
    if (place < 0) continue;
    const outcome = evaluator.evaluate(space.paramsOf(values));
    out.places[count] = place;
    out.values.set(values, count * width);
    if (outcome.path === 'event') eventPlaces[count] = 1;
    if (!outcome.ok) firstFailure ??= outcome.message;
    for (let f = 0; f < figureNames.length; f++) out.figures[count * figureNames.length + f] = outcome.ok ? outcome.figures[figureNames[f]] : Number.NaN;
    count += 1;
    context?.progress(k / most);
  }
  return {
    places: out.places.slice(0, count), values: out.values.slice(0, count * width), figures: out.figures.slice(0, count * figureNames.length), eventPlaces: eventPlaces.slice(0, count), firstFailure,
  };
}

/** Writes the values of the k-th combination of a batch and gives its place; −1 where it is not to be tried. */
function readCombination(batch: TrialBatch, k: number, { axes, isAllowed }: TrialSpace, values: Float64Array): number {
  if (batch.kind === 'list') {
    values.set(batch.values.subarray(k * axes.length, (k + 1) * axes.length));
    return batch.places[k];
  }
  if (batch.skip?.[k] === 1) return -1;
  writeCombination(axes, batch.from + k, values);
  return isAllowed(values) ? batch.from + k : -1;
}
