import type { IndicatorKernel } from './kernel.ts';

/** Runs a kernel of one input and one output over whole columns, into `out` where given. */
export function runKernel(kernel: IndicatorKernel, values: Float64Array, out: Float64Array = new Float64Array(values.length)): Float64Array {
  const inputs = [values];
  for (let i = 0; i < values.length; i++) {
    kernel.evaluate(inputs, i);
    out[i] = kernel.result[0]!;
    kernel.commit();
  }
  return out;
}
