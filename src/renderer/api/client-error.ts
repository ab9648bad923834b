import { ORPCError } from '@orpc/client';
import type { ErrorCode } from '../../contract/model/error-code.ts';
import { errorStatus } from '../../contract/model/error-status.ts';

/** What a call or a stream can fail with: an error of the contract, from the application or from this side of the wire. */
export type ClientError = ORPCError<ErrorCode, { details: Record<string, unknown> }>;

export const clientError = (code: ErrorCode, message: string, cause?: unknown): ClientError =>
  new ORPCError(code, { defined: true, status: errorStatus[code], message, data: { details: {} }, cause });

export const isClientError = (error: unknown): error is ClientError => error instanceof ORPCError && Object.hasOwn(errorStatus, error.code);

export const unreachable = (): ClientError => clientError('UNAVAILABLE', 'Tapedeck cannot be reached; it is being tried again.');
export const connectionLost = (): ClientError =>
  clientError('UNAVAILABLE', 'The connection was lost before the answer came; whether it was done is not known, so look before you repeat it.');
export const notAnswered = (): ClientError =>
  clientError('TIMEOUT', 'Tapedeck did not answer in time; whether it was done is not known, so look before you repeat it.');
export const clientClosed = (): ClientError => clientError('UNAVAILABLE', 'This client is closed.');

/** Any failure of a call as an error of the contract. */
export const toClientError = (error: unknown): ClientError =>
  isClientError(error) ? error : clientError('UNAVAILABLE', 'The answer of Tapedeck could not be read.', error);
