import type { JobFailure } from '../../core/jobs/ports.ts';

export const cancelled: JobFailure = { reason: 'cancelled', message: 'The job was cancelled.' };
export const closing: JobFailure = { reason: 'cancelled', message: 'The job was cancelled: the application is closing.' };

export const timedOut = (timeoutMs: number): JobFailure => ({
  reason: 'timeout',
  message: `The job took longer than ${timeoutMs / 1_000} s and was stopped. Allow more time or give it less data.`,
});

export const outOfMemory = (limitMb: number): JobFailure => ({
  reason: 'out-of-memory',
  message: `The job needed more than ${limitMb} MB of memory and was stopped. Give it less data or allow more memory.`,
});

export const failed = (message: string, details?: JobFailure['details']): JobFailure => ({ reason: 'failed', message, ...(details === undefined ? {} : { details }) });
export const crashed = (detail: string): JobFailure => ({ reason: 'crashed', message: `The job's thread ended unexpectedly: ${detail}. Other jobs go on; run this one again.` });

/** What the end of a thread, or a message that could not be sent, means for the job. */
export function describeBreak(error: unknown, heapLimitMb: number): JobFailure {
  if (!(error instanceof Error)) return crashed(String(error));
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return outOfMemory(heapLimitMb);
  if (error.name === 'DataCloneError') return failed(`The job's data cannot be sent between threads: ${error.message}`);
  return crashed(error.message === '' ? error.name : error.message.replace(/\.$/, ''));
}
