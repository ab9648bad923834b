import { ORPCError, ValidationError } from '@orpc/server';
import { errorCodeSchema, type ErrorCode } from '../../contract/model/error-code.ts';
import { errorStatus } from '../../contract/model/error-status.ts';
import { QuantError } from '../../quant/error.ts';
import { AppError, describeIssues, type Log } from '../core/kernel/index.ts';

/** What every door sends when a call fails. */
export type ContractError = ORPCError<ErrorCode, { details: Readonly<Record<string, unknown>> }>;

/** An error of the contract: its status follows from its code. */
export function contractError(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown): ContractError {
  return new ORPCError(code, { defined: true, status: errorStatus[code], message, data: { details }, cause });
}

export const isContractError = (error: unknown): error is ContractError => error instanceof ORPCError && errorCodeSchema.safeParse(error.code).success;

/**
 * Any failure as an error of the contract. What the caller cannot have caused is logged with its cause and answered with a
 * plain sentence: messages of libraries may name files, addresses or worse. `procedure` says where it happened.
 */
export function toContractError(error: unknown, procedure: string, log: Log): ContractError {
  if (isContractError(error)) return error;
  if (error instanceof AppError) return contractError(error.code, error.message, error.details, error);
  if (error instanceof QuantError) return contractError('INVALID_INPUT', error.message, { code: error.code }, error);
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    const { message, faults } = describeIssues(error.cause.issues);
    return contractError('INVALID_INPUT', message, { faults });
  }
  log.error('a call failed in an unforeseen way', { procedure, ...describeCause(error) });
  return contractError('UNAVAILABLE', `Something went wrong inside Tapedeck while it worked on ${procedure}; its log in the data folder says what.`, {}, error);
}

/** Of an answer that broke its own schema only where and how it did is logged, not its values. */
function describeCause(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof ORPCError && error.cause instanceof ValidationError) return { faultsOfAnswer: describeIssues(error.cause.issues).faults };
  return { error };
}
