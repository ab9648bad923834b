import { Worker } from 'node:worker_threads';
import { workerUrl } from '../../core/kernel/index.ts';

const program = workerUrl(import.meta.url, '../../workers/compute/sweep-worker.ts');
/** Less than this is unmapped in a few milliseconds, wherever that happens. */
const worthwhileBytes = 64 * 1024 ** 2;
/** The heap may have grown since it was last measured. */
const marginBytes = 64 * 1024 ** 2;

/**
 * Gives back the heaps of ended threads off the main thread. V8 (13, of Node 24) keeps the pages of a thread that ended for eight
 * seconds and then has another thread unmap them all in one turn, most often the main one: measured, 54 ms of its time for 400 MB. One
 * thread at a time takes them up before that and returns them itself.
 */
export class PageSweeper {
  #leftBytes = 0;
  #worker: Worker | null = null;
  #isDisposed = false;

  /** A thread has ended with a heap of so many bytes. */
  add(heapBytes: number): void {
    if (heapBytes < worthwhileBytes || this.#isDisposed) return;
    this.#leftBytes += heapBytes + marginBytes;
    this.#start();
  }

  /** Stops sweeping; resolves when its thread has ended. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.#worker?.terminate();
  }

  #start(): void {
    if (this.#worker !== null || this.#leftBytes === 0 || this.#isDisposed) return;
    const worker = new Worker(program, { workerData: this.#leftBytes, name: 'sweeper' });
    this.#leftBytes = 0;
    this.#worker = worker;
    worker.unref();
    // What it could not sweep is unmapped later by another thread: slower, and nobody's job fails for it.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.#worker = null;
      this.#start();
    });
  }
}
