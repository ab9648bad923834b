import { z } from 'zod';

/** Every way in which a request can fail, at every door. */
export const errorCodeSchema = z.enum([
  'INVALID_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'REFUSED', 'RATE_LIMITED', 'UNAVAILABLE', 'TIMEOUT',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** HTTP status of each code at the REST door. */
export const errorStatus: Readonly<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  REFUSED: 422,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
};
