import type { FastifyError, FastifyReply } from 'fastify';
import { errorCodeSchema, errorStatus, type ErrorCode } from '../../../contract/model/error-code.ts';
import { contractError } from '../../api/index.ts';
import { AppError, type Log } from '../../core/kernel/index.ts';

/** An error in the shape that every procedure answers with at this door. */
export const errorBody = ({ code, message, details }: AppError): object => contractError(code, message, details).toJSON();

/** Any error as one of ours. What nobody foresaw is logged and answered without its text, which may name files or worse. */
export function toAppError(error: unknown, log: Log): AppError {
  if (error instanceof AppError) return error;
  const { statusCode, code, message } = readFastifyError(error);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('INVALID_INPUT', 'The body is too large: 64 KB at most, 1 MB for a chunk of an import.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError('INVALID_INPUT', 'Send the body as application/json.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new AppError(findCode(statusCode), `The request cannot be read: ${message ?? 'unknown reason'}.`);
  log.error('a request failed in an unforeseen way', { error });
  return new AppError('UNAVAILABLE', 'Something went wrong inside Tapedeck; the log in the data folder says what.');
}

export function replyError(reply: FastifyReply, error: AppError): FastifyReply {
  if (error.code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
  return reply.code(errorStatus[error.code]).type('application/json; charset=utf-8').send(errorBody(error));
}

/** What the server throws, plugins included, carries a status and often a code. */
const readFastifyError = (error: unknown): Pick<Partial<FastifyError>, 'statusCode' | 'code' | 'message'> =>
  error instanceof Error ? { message: error.message, ...('statusCode' in error && typeof error.statusCode === 'number' ? { statusCode: error.statusCode } : {}), ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}) } : {};

const findCode = (status: number): ErrorCode => errorCodeSchema.options.find((code) => errorStatus[code] === status) ?? 'INVALID_INPUT';
