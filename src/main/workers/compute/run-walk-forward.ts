import type { StoredWalkForward, WalkForwardFold } from '../../../contract/model/walk-forward.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { StrategyDefinition } from '../../../quant/engine/strategy.ts';
import type { Window } from '../../../quant/sweep/folds.ts';
import { walkForward, type FoldOutcome } from '../../../quant/sweep/walk-forward.ts';
import type { TaskContext, WalkForwardTaskInput, WalkForwardTaskOutput } from '../../../quant/tasks.ts';
import { encodeJson } from './encode-json.ts';

/** A walk-forward as it is stored, and what was tried for it. */
export function runWalkForward({ spec, runId, ...input }: WalkForwardTaskInput, context: TaskContext, strategy?: StrategyDefinition): WalkForwardTaskOutput {
  const output = walkForward(input, context, strategy);
  const { time } = input.series.bars;
  const spanOf = ({ from, to }: Window): WalkForwardFold['train'] => ({ fromMs: time[from] as EpochMs, toMs: time[to - 1] as EpochMs });
  const toFold = ({ fold, params, inSample, outOfSample }: FoldOutcome): WalkForwardFold =>
    ({ train: spanOf(fold.train), test: spanOf(fold.test), params: params === null ? null : { ...params }, inSample, outOfSample });
  const result: Omit<StoredWalkForward, 'equity'> & { equity: unknown } = {
    runId, spec, trials: output.scores.length, folds: output.folds.map(toFold), equity: output.equity, metrics: output.metrics, efficiency: output.efficiency, unusedBars: output.unusedBars,
  };
  return { body: encodeJson(result), values: output.values, scores: output.scores };
}
