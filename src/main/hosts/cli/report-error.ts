import { messageOf } from '../../core/kernel/index.ts';
import { errorCodeSchema } from '../../../contract/model/error-code.ts';
import { QuantError } from '../../../quant/error.ts';
import type { CliIo, CommonOptions } from './io.ts';

type Failure = { readonly code: string; readonly message: string; readonly details: unknown };

/** An error of the core, of a door's client or of quant as code, sentence and details. */
function toFailure(error: unknown): Failure {
  if (error instanceof QuantError) return { code: 'INVALID_INPUT', message: error.message, details: { code: error.code } };
  if (error instanceof Error && 'code' in error && errorCodeSchema.safeParse(error.code).success) {
    return { code: String(error.code), message: error.message, details: detailsOf(error) };
  }
  const message = messageOf(error);
  return { code: 'UNAVAILABLE', message: `The command failed: ${message}`, details: {} };
}

/** AppErrors carry `details`; errors that came through a door carry them in `data.details`. */
function detailsOf(error: Error): unknown {
  if ('details' in error) return error.details;
  const data: unknown = 'data' in error ? error.data : undefined;
  return typeof data === 'object' && data !== null && 'details' in data ? data.details : {};
}

/** Says why a command failed: one line on standard error, with --json also as a document on standard output. */
export function reportError(error: unknown, io: CliIo, options: CommonOptions): void {
  const failure = toFailure(error);
  io.err(`tapedeck: ${failure.message}`);
  if (options.verbose === true && error instanceof Error) io.err(error.stack ?? '');
  if (options.json === true) io.out(JSON.stringify({ error: failure }));
}
