import { createHash } from 'node:crypto';
import { resolveStrategyParams } from '../../../quant/strategies/resolve-strategy-params.ts';
import { findStrategy } from '../../../quant/strategies/index.ts';
import { recordRun } from '../../../quant/microscope/index.ts';
import type { RecordTaskInput, RecordTaskOutput } from '../../../quant/microscope/task.ts';
import type { TaskContext } from '../../../quant/tasks.ts';
import { openStrategy } from './guest/load-guest.ts';

/** Makes a recorded run again and writes down what happens to its orders. */
export function recordBacktest({ spec, code, series, isKept }: RecordTaskInput, context: TaskContext): RecordTaskOutput {
  const strategy = code === undefined ? findStrategy(spec.strategy) : openStrategy(code, context, spec.settings.seed);
  const params = code === undefined ? resolveStrategyParams(spec.strategy, spec.params) : spec.params;
  const hash = createHash('sha256');
  const { journal, fills } = recordRun(strategy, params, spec.settings, series, context, (line) => hash.update(`${line}\n`));
  return { journalHash: hash.digest('hex'), fills: fills.length, finalEquity: journal.equity[journal.equity.length - 1] ?? 0, journal: isKept ? journal : null };
}
