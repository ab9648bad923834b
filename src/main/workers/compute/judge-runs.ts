import type { BacktestResult } from '../../../contract/model/backtest.ts';
import type { LookAhead, Verdict } from '../../../contract/model/verdict.ts';
import type { StrategyDefinition } from '../../../quant/engine/strategy.ts';
import { checkLookAhead, judgeRun } from '../../../quant/honesty/index.ts';
import { resolveParams } from '../../../quant/resolve-params.ts';
import { codePlace } from '../../../quant/strategies/code-place.ts';
import { findStrategy } from '../../../quant/strategies/index.ts';
import type { JudgeInput, LookAheadInput, TaskContext } from '../../../quant/tasks.ts';
import { openStrategy } from './guest/load-guest.ts';
import { decodeText } from './shared-bytes.ts';

/** The verdict on a run. */
export function judgeBacktest({ result: given, code, series, ...request }: JudgeInput, context: TaskContext): Verdict {
  const result = given instanceof Uint8Array ? (JSON.parse(decodeText(given)) as BacktestResult) : given;
  const { strategy, settings } = result.spec;
  const run = series === null ? null : { strategy: strategyOf(strategy, code, settings.seed, context), series, isGuest: code !== undefined };
  return judgeRun({ ...request, result, run }, tellProgress(code, context));
}

/** Whether a strategy sees the future. */
export function findLookAhead({ strategy: name, params, settings, series, code, options }: LookAheadInput, context: TaskContext): LookAhead {
  const strategy = strategyOf(name, code, settings.seed, context);
  const complete = resolveParams(`Strategy ${strategy.info.name}`, strategy.info.params, params);
  return checkLookAhead({ strategy, params: complete, settings, series }, { ...options, progress: tellProgress(code, context) });
}

const strategyOf = (name: string, code: JudgeInput['code'], seed: number, context: TaskContext): StrategyDefinition => (code === undefined ? findStrategy(name) : openStrategy(code, context, seed));

/** Between two of its runs, code of others is not what takes time. */
const tellProgress = (code: JudgeInput['code'], { progress, note }: TaskContext) => (share: number): void => {
  if (code !== undefined) note?.(codePlace.after);
  progress(share);
};
