import type { IndicatorKernel } from '../../kernel.ts';

/** Runs a kernel of several outputs over whole columns. */
export function computeColumns(kernel: IndicatorKernel, inputs: readonly Float64Array[], outputs: number): Float64Array[] {
  const count = inputs[0]!.length;
  const columns = Array.from({ length: outputs }, () => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    kernel.evaluate(inputs, i);
    for (let k = 0; k < outputs; k++) columns[k]![i] = kernel.result[k]!;
    kernel.commit();
  }
  return columns;
}
