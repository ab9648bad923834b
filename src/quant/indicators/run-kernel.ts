import { withoutInfinities } from './infinities.ts';
import type { IndicatorKernel } from './kernel.ts';

/**
 * Runs a kernel of one input and one output over whole columns, into `out` where given; not into the column itself.
 *
 * @param compute a loop that gives the kernel's bits, where there is one; false: it has met a value that it cannot take.
 */
export function runKernel(
  kernel: IndicatorKernel, values: Float64Array, out: Float64Array = new Float64Array(values.length), compute?: (out: Float64Array) => boolean,
): Float64Array {
  if (compute?.(out) === true) return out;
  const inputs = [withoutInfinities(values)];
  for (let i = 0; i < values.length; i++) {
    kernel.evaluate(inputs, i);
    out[i] = kernel.result[0]!;
    kernel.commit();
  }
  return out;
}
