import { createTaskRunner, type TaskSet } from '../../src/main/workers/compute/task-runner.ts';

/** Tasks that do each thing that can happen to a job. */
export type TrialTasks = {
  add: { input: readonly number[]; output: number };
  total: { input: { column: Float64Array }; output: { total: number; isShared: boolean } };
  length: { input: Float64Array; output: number };
  mark: { input: { flags: Int32Array; index: number; spinMs: number }; output: number };
  overlap: { input: { active: Int32Array; spinMs: number }; output: number };
  count: { input: { forMs: number }; output: number };
  spin: { input: null; output: never };
  refuse: { input: string; output: never };
  exit: { input: number; output: never };
  crash: { input: string; output: number };
  fillHeap: { input: null; output: never };
  fillArrays: { input: null; output: never };
  leave: { input: { megabytes: number }; output: number };
  asFunction: { input: null; output: () => void };
};

function spin(forMs: number): void {
  const endMs = performance.now() + forMs;
  while (performance.now() < endMs);
}

export const trialTasks: TaskSet<TrialTasks> = {
  add: (numbers) => numbers.reduce((sum, value) => sum + value, 0),
  total: ({ column }) => ({ total: column.reduce((sum, value) => sum + value, 0), isShared: column.buffer instanceof SharedArrayBuffer }),
  length: (column) => column.length,
  mark({ flags, index, spinMs }) {
    Atomics.add(flags, index, 1);
    spin(spinMs);
    return index;
  },
  /** How many run now, itself included. */
  overlap({ active, spinMs }) {
    const now = Atomics.add(active, 0, 1) + 1;
    spin(spinMs);
    Atomics.sub(active, 0, 1);
    return now;
  },
  count({ forMs }, { progress }) {
    const startMs = performance.now();
    let reports = 0;
    for (let passedMs = 0; passedMs < forMs; passedMs = performance.now() - startMs, reports++) progress(passedMs / forMs);
    return reports;
  },
  spin() {
    for (;;);
  },
  refuse(reason) {
    throw new Error(reason);
  },
  exit: (code) => process.exit(code),
  crash(reason) {
    queueMicrotask(() => {
      throw new Error(reason);
    });
    return 1;
  },
  fillHeap() {
    // A chain of small objects: no single allocation is large.
    let chain: unknown = null;
    for (;;) chain = { chain, at: Math.random() };
  },
  fillArrays() {
    const arrays: Float64Array[] = [];
    for (;;) {
      arrays.push(new Float64Array(1_000_000).fill(1));
      spin(2);
    }
  },
  leave({ megabytes }) {
    const arrays = Array.from({ length: megabytes }, () => new Float64Array(131_072).fill(1));
    return arrays.length;
  },
  asFunction: () => () => undefined,
};

export const runTask = createTaskRunner(trialTasks);
