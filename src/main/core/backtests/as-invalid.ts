import { QuantError } from '../../../quant/error.ts';
import { AppError } from '../kernel/index.ts';

/** What a check of the numbers gives; what it refuses is INVALID_INPUT in its words. */
export function asInvalid<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
    throw error;
  }
}
