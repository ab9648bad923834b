import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { threadId } from 'node:worker_threads';
import type { TaskContext } from '../../../quant/tasks.ts';
import { StrategyFault, type FaultPlace } from '../../../quant/strategies/strategy-fault.ts';
import { createPlaceWriter, createProgressWriter, writeThreadId } from './task-board.ts';

/** What every task takes and gives, by name. */
export type TaskShapes = Readonly<Record<string, { input: unknown; output: unknown }>>;
export type TaskSet<Shapes extends TaskShapes> = { readonly [K in keyof Shapes]: (input: Shapes[K]['input'], context: TaskContext) => Shapes[K]['output'] };

export type TaskMessage = { readonly task: string; readonly input: unknown; readonly board: SharedArrayBuffer };
export type TaskAnswer =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly message: string; readonly place?: FaultPlace }
  | { readonly kind: 'out-of-memory' };

/** What an earlier task may leave behind before it is swept up: it must not count against the next one. */
const garbageBytes = 64 * 1024 ** 2;

/**
 * The function that a pool's thread runs: looks the task up, computes, and says what came of it. It answers one turn of the event
 * loop later: an error that a task let escape ends the thread first, so that it is told of this job and never meets the next.
 *
 * @param prepare loads what only some inputs need; null where nothing is to be loaded.
 */
export function createTaskRunner<Shapes extends TaskShapes>(tasks: TaskSet<Shapes>, prepare?: (input: unknown) => Promise<void> | null): (message: TaskMessage) => Promise<TaskAnswer> {
  const collectGarbage = getCollector();
  return async ({ task, input, board }) => {
    const { used_heap_size: heapBytes, external_memory: externalBytes } = getHeapStatistics();
    if (heapBytes + externalBytes > garbageBytes) {
      // The first pass frees arrays in the background; only the next one takes them off the account that the pool watches.
      collectGarbage();
      collectGarbage();
    }
    await prepare?.(input);
    writeThreadId(board, threadId);
    const answer = compute(tasks, task, input, board);
    await setImmediate();
    return answer;
  };
}

function compute<Shapes extends TaskShapes>(tasks: TaskSet<Shapes>, task: string, input: unknown, board: SharedArrayBuffer): TaskAnswer {
  const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
  if (run === undefined) return { kind: 'failed', message: `There is no task "${task}".` };
  try {
    return { kind: 'done', value: run(input as Shapes[string]['input'], { progress: createProgressWriter(board), note: createPlaceWriter(board) }) };
  } catch (error) {
    if (error instanceof RangeError && error.message === 'Array buffer allocation failed') return { kind: 'out-of-memory' };
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error), ...(error instanceof StrategyFault ? { place: error.place } : {}) };
  }
}

/** V8 hands its collector only to contexts made while the flag is up. The flag is the process's, so no thread may lower it for another. */
function getCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
