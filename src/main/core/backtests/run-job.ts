import type { TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import type { JobOptions, JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';

const errorOf = { cancelled: 'CONFLICT', timeout: 'TIMEOUT', 'out-of-memory': 'UNAVAILABLE', crashed: 'UNAVAILABLE', failed: 'INVALID_INPUT' } as const;

/** Runs a job to its end and gives its value; what else can come of a job is an AppError. */
export async function runJob<K extends TaskName>(jobs: JobPort, task: K, input: TaskInput<K>, options: { readonly [Name in keyof JobOptions]: JobOptions[Name] | undefined }): Promise<TaskOutput<K>> {
  const said = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as JobOptions;
  const outcome = await jobs.run(task, input, said);
  if (!outcome.ok) throw new AppError(errorOf[outcome.error.reason], outcome.error.message, { reason: outcome.error.reason, ...outcome.error.details });
  return outcome.value;
}
