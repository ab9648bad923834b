import { areFinite } from './are-finite.ts';
import type { IndicatorKernel } from './kernel.ts';

/**
 * Runs a kernel of one input and one output over whole columns, into `out` where given.
 *
 * @param compute a loop that gives the kernel's bits for finite values, where there is one.
 */
export function runKernel(
  kernel: IndicatorKernel, values: Float64Array, out: Float64Array = new Float64Array(values.length), compute?: (out: Float64Array) => void,
): Float64Array {
  const inputs = [values];
  if (compute !== undefined && areFinite(inputs)) {
    compute(out);
    return out;
  }
  for (let i = 0; i < values.length; i++) {
    kernel.evaluate(inputs, i);
    out[i] = kernel.result[0]!;
    kernel.commit();
  }
  return out;
}
