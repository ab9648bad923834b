import type { FastifyError, FastifyReply } from 'fastify';
import { errorCodeSchema, type ErrorCode } from '../../../contract/model/error-code.ts';
import { errorStatus } from '../../../contract/model/error-status.ts';
import { contractError, toContractError, type ContractError } from '../../api/index.ts';
import type { Log } from '../../core/kernel/index.ts';

/** What goes wrong around a procedure at this door, in the contract's words. */
export function toRestError(error: unknown, log: Log): ContractError {
  const { code, statusCode, message } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return contractError('INVALID_INPUT', 'The body is too large: 64 KB at most, 1 MB for a layout, a chunk of an import and series of numbers.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return contractError('INVALID_INPUT', 'Send the body as application/json.');
  const isClients = code?.startsWith('FST_') === true || error instanceof SyntaxError;
  if (isClients && statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return contractError(findCode(statusCode), `The request cannot be read: ${(message ?? 'unknown reason').replace(/\.$/, '')}.`);
  }
  return toContractError(error, 'a request', log);
}

/** Sends an error in the shape that every procedure answers with. */
export function replyError(reply: FastifyReply, error: ContractError): FastifyReply {
  if (error.code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
  return reply.code(errorStatus[error.code]).type('application/json; charset=utf-8').send(error.toJSON());
}

const findCode = (status: number): ErrorCode => errorCodeSchema.options.find((code) => errorStatus[code] === status) ?? 'INVALID_INPUT';
