import type { ClientOrderId } from '../../../../contract/model/order.ts';
import { hash, streamKey } from '../../../../quant/random/index.ts';

const shortestMs = 20;
const longestMs = 60;

/**
 * How long messages about an order take to the simulated exchange: 20 to 60 ms of market time, by its id, and the same for all of
 * one order, so that a cancel never overtakes its order.
 */
export function createVenueLatency(seed: number): (id: ClientOrderId) => number {
  const key = streamKey(seed, 0x7a11);
  return (id) => shortestMs + (hash(key, Array.from(id).reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7)) % (longestMs - shortestMs + 1));
}
