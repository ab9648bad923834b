import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { TaskMap } from '../../../quant/tasks.ts';
import type { JobFailure, JobOptions, JobOutcome } from '../../core/jobs/ports.ts';
import { workerUrl, type Clock, type Disposable } from '../../core/kernel/index.ts';
import { createTaskBoard, readPlace, readProgress, readThreadId } from '../../workers/compute/task-board.ts';
import type { TaskAnswer, TaskMessage, TaskShapes } from '../../workers/compute/task-runner.ts';
import { cancelled, closing, crashed, describeBreak, failed, outOfMemory, timedOut } from './job-failures.ts';
import { findBusyLine } from './find-busy-line.ts';
import { PageSweeper } from './page-sweeper.ts';

export type PoolOptions = {
  /** Real time: jobs take as long as they take, whatever a simulated clock shows. */
  readonly clock: Clock;
  /** Jobs at the same time; by default one fewer than the machine has cores. */
  readonly concurrency?: number;
  /**
   * Memory of a job that sets no limit of its own. What a job let go of counts until the engine has collected it: measured, up to
   * 130 MB or three of its largest arrays, so that limits below a few hundred MB end jobs that need far less.
   */
  readonly memoryLimitMb?: number;
  /**
   * The engine's own limit of a thread's heap. It is the last resort and lies well above the limits of jobs, because an engine
   * that meets it in the middle of one large allocation ends the whole process instead of the thread.
   */
  readonly heapLimitMb?: number;
  /** The module with `runTask`, where it is not the usual one. */
  readonly worker?: URL;
};

/** A {@link JobPort} for a set of tasks. */
export interface Pool<Shapes extends TaskShapes> {
  run<K extends keyof Shapes & string>(task: K, input: Shapes[K]['input'], options?: JobOptions): Promise<JobOutcome<Shapes[K]['output']>>;
  readonly concurrency: number;
  dispose(): Promise<void>;
}

type Job = {
  readonly message: TaskMessage;
  readonly options: JobOptions;
  /** Ends the thread that runs the job. */
  readonly end: AbortController;
  readonly settle: (outcome: JobOutcome<unknown>) => void;
  sentAtMs: number;
  startedAtMs: number | null;
  toldProgress: number;
  toldAtMs: number;
  isMeasuring: boolean;
  /** How often the task had noted its place, and since when that is unchanged. */
  beat: number;
  beatAtMs: number;
  isLocating: boolean;
  /** Why the job was stopped from outside. */
  failure: JobFailure | null;
};

const watchIntervalMs = 50;
const progressIntervalMs = 100;
/** A thread that has not begun by then never will. */
const startLimitMs = 30_000;
const idleTimeoutMs = 10_000;
const megabyte = 1024 ** 2;

/**
 * Runs tasks in threads. While any runs, each is looked at every 50 ms from outside: for its progress, its time, and its memory, of
 * which the engine's heap limit sees only a part (typed arrays lie outside the heap). A job that is stopped loses its thread, so an
 * endless loop ends too. Waiting jobs stay here, in order, and reach a thread only when one is free.
 */
export function createPool<Shapes extends TaskShapes = TaskMap>(options: PoolOptions): Pool<Shapes> {
  const { clock, memoryLimitMb = 2_048, heapLimitMb = 4_096 } = options;
  const concurrency = options.concurrency ?? Math.max(1, availableParallelism() - 1);
  const filename = (options.worker ?? workerUrl(import.meta.url, '../../workers/compute/compute-worker.ts')).href;
  const threads = new Piscina({
    minThreads: 0, maxThreads: concurrency, idleTimeout: idleTimeoutMs, recordTiming: false, resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
  });
  // An idle thread that ends is replaced when it is needed; without a listener its error would end the process.
  threads.on('error', () => undefined);
  const sweeper = new PageSweeper();
  /** Heap of each living thread when it was last measured, in bytes. */
  const heaps = new Map<Worker, number>();
  const waiting: Job[] = [];
  const running = new Set<Job>();
  const ending = new Set<Promise<unknown>>();
  let watch: Disposable | null = null;
  let isDisposed = false;

  function startNext(): void {
    while (running.size < concurrency) {
      const job = waiting.shift();
      if (job === undefined) break;
      running.add(job);
      void runJob(job);
    }
    if (running.size > 0) watch ??= clock.after(watchIntervalMs, look);
  }

  async function runJob(job: Job): Promise<void> {
    job.sentAtMs = clock.monotonicMs();
    let outcome: JobOutcome<unknown>;
    try {
      const answer = (await threads.run(job.message, { filename, name: 'runTask', signal: job.end.signal })) as TaskAnswer;
      outcome = answer.kind === 'done' ? { ok: true, value: answer.value } : { ok: false, error: answer.kind === 'failed' ? failed(answer.message, answer.place) : outOfMemory(limitOf(job)) };
    } catch (error) {
      outcome = { ok: false, error: job.failure ?? describeBreak(error, heapLimitMb) };
    }
    running.delete(job);
    job.settle(outcome);
    startNext();
  }

  /** Takes a waiting job out of the queue, or ends the thread of a running one. */
  function stop(job: Job, failure: JobFailure): void {
    const place = waiting.indexOf(job);
    if (place >= 0) {
      waiting.splice(place, 1);
      job.settle({ ok: false, error: failure });
    } else if (running.has(job) && job.failure === null) {
      job.failure = failure;
      const before = threads.threads;
      job.end.abort();
      for (const thread of before) if (!threads.threads.includes(thread)) awaitEnd(thread);
    }
  }

  function awaitEnd(thread: Worker): void {
    const end = thread.terminate().finally(() => ending.delete(end));
    ending.add(end);
  }

  function look(): void {
    watch = running.size > 0 ? clock.after(watchIntervalMs, look) : null;
    const nowMs = clock.monotonicMs();
    for (const job of running) {
      const threadId = readThreadId(job.message.board);
      if (threadId === 0) {
        if (nowMs - job.sentAtMs > startLimitMs) stop(job, crashed('it did not start'));
        continue;
      }
      job.startedAtMs ??= nowMs;
      const { timeoutMs } = job.options;
      if (timeoutMs !== undefined && nowMs - job.startedAtMs >= timeoutMs) stop(job, timedOut(timeoutMs));
      else {
        void measure(job, threadId);
        watchPlace(job, threadId, nowMs);
        tellProgress(job, nowMs);
      }
    }
  }

  async function measure(job: Job, threadId: number): Promise<void> {
    const thread = threads.threads.find((candidate) => candidate.threadId === threadId);
    if (thread === undefined || job.isMeasuring) return;
    job.isMeasuring = true;
    try {
      const { used_heap_size: heapBytes, external_memory: externalBytes, total_heap_size: committedBytes } = await thread.getHeapStatistics();
      noteHeap(thread, committedBytes);
      const usedMb = (heapBytes + externalBytes) / megabyte;
      if (usedMb > limitOf(job)) stopForMemory(job, threadId, usedMb > 2 * limitOf(job));
    } catch {
      // The thread ended meanwhile; runJob hears of it.
    }
    job.isMeasuring = false;
  }

  /** Ends a job whose code of others stays at one place for too long. */
  function watchPlace(job: Job, threadId: number, nowMs: number): void {
    const { code } = job.options;
    if (code === undefined || job.isLocating) return;
    const { beat, place } = readPlace(job.message.board);
    if (beat !== job.beat) {
      job.beat = beat;
      job.beatAtMs = nowMs;
    } else if (beat !== 0 && nowMs - job.beatAtMs >= code.stallMs) {
      stopAtLine(job, threadId, (line) => ({ reason: 'timeout', ...code.describe('stalled', place, line) }));
    }
  }

  /** Halts a job to see at which line of the code it is, then ends it. */
  function stopAtLine(job: Job, threadId: number, describe: (line: number | null) => JobFailure): void {
    if (job.isLocating) return;
    job.isLocating = true;
    void findBusyLine(threadId, clock).then((line) => stop(job, describe(line)));
  }

  /** `isUrgent`: the line is not waited for any longer. */
  function stopForMemory(job: Job, threadId: number, isUrgent: boolean): void {
    const { code } = job.options;
    const { beat, place } = readPlace(job.message.board);
    if (code === undefined || beat === 0) stop(job, outOfMemory(limitOf(job)));
    else if (isUrgent) stop(job, { reason: 'out-of-memory', ...code.describe('out-of-memory', place, null) });
    else stopAtLine(job, threadId, (line) => ({ reason: 'out-of-memory', ...code.describe('out-of-memory', place, line) }));
  }

  function noteHeap(thread: Worker, bytes: number): void {
    if (!heaps.has(thread)) {
      thread.once('exit', () => {
        sweeper.add(heaps.get(thread) ?? 0);
        heaps.delete(thread);
      });
    }
    heaps.set(thread, bytes);
  }

  const limitOf = (job: Job): number => job.options.memoryLimitMb ?? memoryLimitMb;

  function tellProgress(job: Job, nowMs: number): void {
    const share = readProgress(job.message.board);
    if (share === job.toldProgress || nowMs - job.toldAtMs < progressIntervalMs) return;
    job.toldProgress = share;
    job.toldAtMs = nowMs;
    job.options.onProgress?.(share);
  }

  return {
    concurrency,
    run<K extends keyof Shapes & string>(task: K, input: Shapes[K]['input'], jobOptions: JobOptions = {}) {
      return new Promise<JobOutcome<Shapes[K]['output']>>((resolve) => {
        const { signal } = jobOptions;
        if (isDisposed || signal?.aborted === true) {
          resolve({ ok: false, error: isDisposed ? closing : cancelled });
          return;
        }
        const onAbort = (): void => stop(job, cancelled);
        const job: Job = {
          message: { task, input, board: createTaskBoard() }, options: jobOptions, end: new AbortController(),
          sentAtMs: 0, startedAtMs: null, toldProgress: 0, toldAtMs: Number.NEGATIVE_INFINITY, isMeasuring: false, beat: 0, beatAtMs: 0, isLocating: false, failure: null,
          settle: (outcome) => {
            signal?.removeEventListener('abort', onAbort);
            resolve(outcome as JobOutcome<Shapes[K]['output']>);
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.push(job);
        startNext();
      });
    },
    async dispose() {
      isDisposed = true;
      const swept = sweeper.dispose();
      for (const job of [...waiting, ...running]) stop(job, closing);
      watch?.dispose();
      watch = null;
      await threads.destroy();
      await Promise.all([...ending, swept]);
    },
  };
}
