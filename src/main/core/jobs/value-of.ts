import { AppError } from '../kernel/index.ts';
import type { JobOutcome } from './ports.ts';

const errorOf = { cancelled: 'CONFLICT', timeout: 'TIMEOUT', 'out-of-memory': 'UNAVAILABLE', crashed: 'UNAVAILABLE', failed: 'INVALID_INPUT' } as const;

/** The value of a job; what else can come of it is an AppError. */
export function valueOf<T>(outcome: JobOutcome<T>): T {
  if (!outcome.ok) throw new AppError(errorOf[outcome.error.reason], outcome.error.message, { reason: outcome.error.reason, ...outcome.error.details });
  return outcome.value;
}
