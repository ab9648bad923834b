import type { ErrorCode } from '../../../contract/model/error-code.ts';
import { describeRefusal, type Refusal } from '../../../contract/model/refusal.ts';

/** A request that cannot be carried out. The message is one sentence: what, where, what to do. Every door maps the code. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** A refusal as the error that the doors send. Its numbers travel in `details.refusal`. */
export const refused = (refusal: Refusal): AppError => new AppError('REFUSED', describeRefusal(refusal), { refusal });
