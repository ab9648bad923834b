import { Worker } from 'node:worker_threads';
import { messageOf } from '../../core/kernel/index.ts';
import type { BarFileOptions, BarFilePreview, BarFiles, ReadBarFileResult } from '../../core/data/ports.ts';
import { AppError, workerUrl } from '../../core/kernel/index.ts';
import type { ReadAnswer, ReadRequest } from './file-worker-messages.ts';
import { defaultReadLimits, type ReadLimits } from './read-bar-file.ts';

export type BarFilesOptions = {
  readonly limits?: Partial<ReadLimits>;
  /** The worker's module, where it does not lie at its usual place. */
  readonly worker?: URL;
};

type PendingRead = {
  readonly resolve: (result: ReadBarFileResult | BarFilePreview) => void;
  readonly reject: (error: unknown) => void;
  readonly progress: ((share: number) => void) | undefined;
  readonly signal: AbortSignal | undefined;
};

const defaultWorker = workerUrl(import.meta.url, '../../workers/io/file-worker.ts');

/**
 * Reads bar files in one worker, one after the other. The worker starts with the first file and keeps the process alive only while
 * it reads. An aborted read throws the signal's reason; a worker that dies throws UNAVAILABLE and the next file gets a new one.
 */
export function createBarFiles(options: BarFilesOptions = {}): BarFiles {
  const limits: ReadLimits = { ...defaultReadLimits, ...options.limits };
  const pending = new Map<number, PendingRead>();
  let worker: Worker | null = null;
  let isDisposed = false;
  let lastId = 0;

  function failAll(reason: string): void {
    worker = null;
    const reads = [...pending.values()];
    pending.clear();
    for (const read of reads) read.reject(new AppError('UNAVAILABLE', `The file could not be read: ${reason}. Try again.`));
  }

  function settle(answer: ReadAnswer): void {
    const read = pending.get(answer.id);
    if (read === undefined) return;
    if (answer.kind === 'progress') {
      if (read.signal?.aborted !== true) read.progress?.(answer.share);
      return;
    }
    pending.delete(answer.id);
    if (pending.size === 0) worker?.unref();
    if (answer.kind === 'done') read.resolve(answer.result);
    else if (answer.kind === 'previewed') read.resolve(answer.preview);
    else if (answer.kind === 'stopped') read.reject(read.signal?.reason);
    else read.reject(new AppError('UNAVAILABLE', `The file could not be read: ${answer.message}.`));
  }

  function start(): Worker {
    const started = new Worker(options.worker ?? defaultWorker, { name: 'files' });
    started.on('message', settle);
    // A worker that was replaced or disposed of has nothing to say about the reads of its successor.
    const onEnd = (reason: string): void => {
      if (worker === started) failAll(reason);
    };
    started.on('error', (error) => onEnd(messageOf(error)));
    started.on('exit', (code) => onEnd(`its worker ended with code ${code}`));
    return started;
  }

  function ask<T extends ReadBarFileResult | BarFilePreview>(
    kind: ReadRequest['kind'], path: string, fileOptions: BarFileOptions, progress: ((share: number) => void) | undefined, signal: AbortSignal | undefined,
  ): Promise<T> {
    if (isDisposed) return Promise.reject(new AppError('UNAVAILABLE', 'Files can no longer be read: the application is closing.'));
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const id = ++lastId;
    const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const onAbort = (): void => {
      Atomics.store(new Int32Array(stop), 0, 1);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const result = new Promise<T>((resolve, reject) => {
      // The worker answers each kind of question with its own kind of answer.
      pending.set(id, { resolve: resolve as PendingRead['resolve'], reject, progress, signal });
      worker ??= start();
      worker.ref();
      worker.postMessage({ id, kind, path, options: fileOptions, limits, stop } satisfies ReadRequest);
    });
    return result.finally(() => signal?.removeEventListener('abort', onAbort));
  }

  return {
    read: (path, fileOptions, progress, signal) => ask<ReadBarFileResult>('read', path, fileOptions, progress, signal),
    preview: (path, fileOptions, signal) => ask<BarFilePreview>('preview', path, fileOptions, undefined, signal),
    async dispose() {
      isDisposed = true;
      const last = worker;
      failAll('the application is closing');
      await last?.terminate();
    },
  };
}
