import type { BacktestResult } from '../../../contract/model/backtest.ts';
import type { MonteCarlo, Stress } from '../../../contract/model/robustness.ts';
import { findStrategy } from '../../../quant/strategies/index.ts';
import { drawRunPaths, stressRun } from '../../../quant/sweep/stress-run.ts';
import type { RunPathsInput, StressInput, TaskContext } from '../../../quant/tasks.ts';
import { openStrategy } from './guest/load-guest.ts';
import { decodeText } from './shared-bytes.ts';

/** Paths of a stored run. */
export function runPaths({ runId, body, of, options }: RunPathsInput, { progress }: TaskContext): MonteCarlo {
  const result = JSON.parse(decodeText(body)) as BacktestResult;
  return drawRunPaths(runId, result, of, { ...options, progress });
}

/** A recorded run again under other circumstances. */
export function runStress({ runId, strategy, code, options, ...subject }: StressInput, context: TaskContext): Stress {
  const definition = code === undefined ? findStrategy(strategy) : openStrategy(code, context, subject.settings.seed);
  return stressRun(runId, { ...subject, strategy: definition }, options, context.progress);
}
