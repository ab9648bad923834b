import type { TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { RunOnBarsOptions } from './backtests.ts';

const errorOf = { cancelled: 'CONFLICT', timeout: 'TIMEOUT', 'out-of-memory': 'UNAVAILABLE', crashed: 'UNAVAILABLE', failed: 'INVALID_INPUT' } as const;

/** Runs a job to its end and gives its value; what else can come of a job is an AppError. */
export async function runJob<K extends TaskName>(jobs: JobPort, task: K, input: TaskInput<K>, { signal, onProgress }: RunOnBarsOptions): Promise<TaskOutput<K>> {
  const outcome = await jobs.run(task, input, { ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onProgress }) });
  if (!outcome.ok) throw new AppError(errorOf[outcome.error.reason], outcome.error.message, { reason: outcome.error.reason });
  return outcome.value;
}
