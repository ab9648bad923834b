import { contractError, isContractError } from '../api/index.ts';

/**
 * For oRPC's handlers: whatever fails outside a procedure is a request that could not be read, and is answered as such.
 * Inside a procedure the router's guard lets only errors of the contract out.
 */
export async function answerUnreadable<T>({ next }: { next(): Promise<T> }): Promise<T> {
  try {
    return await next();
  } catch (error) {
    if (isContractError(error)) throw error;
    throw contractError('INVALID_INPUT', 'The request cannot be read: its body must be JSON in the form that the contract describes.', {}, error);
  }
}
