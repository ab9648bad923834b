import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errorStatus } from '../model/error-status.ts';
import { refusalSchema } from '../model/refusal.ts';

/** Details of an error: whatever numbers and names make its sentence precise. */
const details = z.object({ details: z.record(z.string(), z.unknown()) });

/** Every procedure may fail in these ways and no other; the names and statuses are the same at every door. */
export const procedureErrors = {
  INVALID_INPUT: { status: errorStatus.INVALID_INPUT, data: details },
  UNAUTHENTICATED: { status: errorStatus.UNAUTHENTICATED, data: details },
  FORBIDDEN: { status: errorStatus.FORBIDDEN, data: details },
  NOT_FOUND: { status: errorStatus.NOT_FOUND, data: details },
  CONFLICT: { status: errorStatus.CONFLICT, data: details },
  REFUSED: { status: errorStatus.REFUSED, data: z.object({ details: z.object({ refusal: refusalSchema }) }) },
  RATE_LIMITED: { status: errorStatus.RATE_LIMITED, data: details },
  UNAVAILABLE: { status: errorStatus.UNAVAILABLE, data: details },
  TIMEOUT: { status: errorStatus.TIMEOUT, data: details },
} as const;

/** The start of every procedure of the contract. */
export const procedure = oc.errors(procedureErrors);
