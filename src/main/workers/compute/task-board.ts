/**
 * A few numbers that the thread of a running task writes and the main thread reads whenever it likes, without a message:
 * a task in a tight loop can be watched, and a million reports of progress cost the main thread nothing.
 */
const threadIdField = 0;
const progressField = 1;
const progressSteps = 1_000_000;

export const createTaskBoard = (): SharedArrayBuffer => new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);

export const writeThreadId = (board: SharedArrayBuffer, threadId: number): void => {
  Atomics.store(new Int32Array(board), threadIdField, threadId);
};

/** The thread that has begun with the task; 0 before. */
export const readThreadId = (board: SharedArrayBuffer): number => Atomics.load(new Int32Array(board), threadIdField);

/** A writer of the share done, from 0 to 1. */
export function createProgressWriter(board: SharedArrayBuffer): (share: number) => void {
  const fields = new Int32Array(board);
  return (share) => {
    Atomics.store(fields, progressField, Math.round(Math.min(1, Math.max(0, share)) * progressSteps));
  };
}

export const readProgress = (board: SharedArrayBuffer): number => Atomics.load(new Int32Array(board), progressField) / progressSteps;
