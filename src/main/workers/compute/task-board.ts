/**
 * A few numbers that the thread of a running task writes and the main thread reads whenever it likes, without a message:
 * a task in a tight loop can be watched, and a million reports of progress cost the main thread nothing.
 */
const threadIdField = 0;
const progressField = 1;
const progressSteps = 1_000_000;
const beatField = 2;
const placeField = 3;

export const createTaskBoard = (): SharedArrayBuffer => new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT);

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

/** A writer of where a task is that runs code of others: the number of a bar, or below 0 what the task agreed on. */
export function createPlaceWriter(board: SharedArrayBuffer): (place: number) => void {
  const fields = new Int32Array(board);
  let beat = 0;
  return (place) => {
    // Plain stores: this is called on every bar, and a glance that sees them a moment late is none the worse.
    beat = (beat + 1) | 0;
    fields[placeField] = place;
    fields[beatField] = beat === 0 ? 1 : beat;
  };
}

/** How often the place was written (0: never), and the last one. */
export function readPlace(board: SharedArrayBuffer): { readonly beat: number; readonly place: number } {
  const fields = new Int32Array(board);
  return { beat: Atomics.load(fields, beatField), place: Atomics.load(fields, placeField) };
}
