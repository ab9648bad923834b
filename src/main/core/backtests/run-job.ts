import type { TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { valueOf, type JobOptions, type JobPort } from '../jobs/index.ts';

/** Runs a job to its end and gives its value; what else can come of a job is an AppError. An option that is undefined is left out. */
export async function runJob<K extends TaskName>(jobs: JobPort, task: K, input: TaskInput<K>, options: { readonly [Name in keyof JobOptions]: JobOptions[Name] | undefined }): Promise<TaskOutput<K>> {
  const said = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as JobOptions;
  return valueOf(await jobs.run(task, input, said));
}
