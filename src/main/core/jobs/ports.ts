import type { TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';

/** How a job that runs code of others is watched. */
export type CodeWatch = {
  /** The longest that the code may stay at one place. */
  readonly stallMs: number;
  /** What an end from outside is called. `place` is as the task notes it, `line` that of the code where it was found, null where it was not. */
  describe(what: 'stalled' | 'out-of-memory', place: number, line: number | null): Pick<JobFailure, 'message' | 'details'>;
};

export type JobOptions = {
  readonly signal?: AbortSignal;
  /** The job is stopped and fails with `timeout` when it takes longer. */
  readonly timeoutMs?: number;
  /** Heap and array memory the job may use, in MB; more ends it with `out-of-memory`. */
  readonly memoryLimitMb?: number;
  /** For tasks that run code of others: where it hangs or takes too much memory, the job ends with its place and line. */
  readonly code?: CodeWatch;
  /** Share done, 0 to 1; at most ten times a second. */
  readonly onProgress?: (share: number) => void;
};

/** Why a job has no result. The next job is not affected by any of them. */
export type JobFailure = {
  readonly reason: 'cancelled' | 'timeout' | 'out-of-memory' | 'crashed' | 'failed';
  /** One sentence for people. */
  readonly message: string;
  /** The same for programs: file, line, bar and time of code of others. */
  readonly details?: Readonly<Record<string, string | number>>;
};

export type JobOutcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: JobFailure };

/** Runs pure computations outside the main thread. Inputs hold all a task needs; arrays on SharedArrayBuffers are shared with it, others copied. */
export interface JobPort {
  run<K extends TaskName>(task: K, input: TaskInput<K>, options?: JobOptions): Promise<JobOutcome<TaskOutput<K>>>;
  /** How many tasks can run at the same time. */
  readonly concurrency: number;
  dispose(): Promise<void>;
}
