import { QuantError } from '../error.ts';
import { streamKey, uniform } from '../random/index.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';
import { findStrategy } from '../strategies/registry.ts';
import { placeOf, valueAt } from './space.ts';
import type { ProposeInput, ProposeOutput } from './task.ts';
import { ParzenModel } from './parzen.ts';
import { TrialSpace } from './trial-space.ts';

/** How many combinations a search proposes at once from finished ones, whatever the number of workers. */
export const searchBatch = 16;
/** Trials at random before a model is asked. */
const randomStart = 2 * searchBatch;
/** Combinations drawn from the model of good trials, of which the most promising is taken. */
const candidates = 24;
const mostAttempts = 1_000;

/**
 * The next combinations of a search. `random`: uniform over the space, none of them twice. `tpe`: tree-structured Parzen estimator
 * (Bergstra, Bardenet, Bengio and Kégl 2011): the first two batches at random, then each combination is the one of 24 drawn near good
 * trials that is likeliest among the good and least likely among the rest. The same input gives the same combinations.
 * Errors: those of TrialSpace; CONDITION_EMPTY where no combination meets the condition.
 */
export function proposeTrials({ plan, search, seed, values, scores, count }: ProposeInput, strategy: StrategyDefinition = findStrategy(plan.strategy)): ProposeOutput {
  const space = new TrialSpace(strategy, plan);
  const width = space.axes.length;
  const seen = new Set<string>();
  for (let t = 0; t < scores.length; t++) seen.add(values.subarray(t * width, (t + 1) * width).join());
  const model = search === 'tpe' && scores.length >= randomStart ? new ParzenModel(space.axes.map((axis, a) => Float64Array.from(scores, (_, t) => placeOf(axis, values[t * width + a]))), scores) : null;
  const out = new Float64Array(count * width);
  const proposal = new Float64Array(width);
  let found = 0;
  while (found < count) {
    const key = streamKey(seed, scores.length + found);
    const isFound = (model !== null && drawPromising(model, space, key, seen, proposal)) || drawUnseen(space, key, seen, proposal);
    if (!isFound) break;
    seen.add(proposal.join());
    out.set(proposal, found * width);
    found += 1;
  }
  if (found === 0 && scores.length === 0) throw new QuantError('CONDITION_EMPTY', `No combination was found that meets the condition "${plan.where}"; widen the space or the condition.`);
  return out.slice(0, found * width);
}

function drawUnseen({ axes, isAllowed }: TrialSpace, key: number, seen: ReadonlySet<string>, out: Float64Array): boolean {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    for (let a = 0; a < axes.length; a++) out[a] = valueAt(axes[a], uniform(key, attempt, a));
    if (isAllowed(out) && !seen.has(out.join())) return true;
  }
  return false;
}

function drawPromising(model: ParzenModel, { axes, isAllowed }: TrialSpace, key: number, seen: ReadonlySet<string>, out: Float64Array): boolean {
  const place = new Float64Array(axes.length);
  const values = new Float64Array(axes.length);
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < candidates; k++) {
    model.draw(streamKey(key, k + 1), place);
    for (let a = 0; a < axes.length; a++) values[a] = valueAt(axes[a], place[a]);
    if (!isAllowed(values) || seen.has(values.join())) continue;
    const promise = model.promise(place);
    if (promise <= best) continue;
    best = promise;
    out.set(values);
  }
  return best > Number.NEGATIVE_INFINITY;
}
