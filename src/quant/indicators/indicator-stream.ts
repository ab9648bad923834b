import type { IndicatorDefinition, IndicatorParams } from './define-indicator.ts';
import { numberOf } from './infinities.ts';
import type { KernelState } from './kernel.ts';

/** State of a stream as JSON: what is settled, and the bar that is still forming. */
export type IndicatorStreamState = { readonly kernel: KernelState; readonly forming: readonly (number | null)[] | null };

/** An indicator fed bar by bar: `add` begins a bar, `replace` changes the one begun last. Values equal the batch bit for bit. */
export interface IndicatorStream {
  /** Outputs at the bar begun now; inputs in the order of the definition. The array is reused by the next call. */
  add(values: readonly number[]): Float64Array;
  /** Outputs with other values for the bar begun last. */
  replace(values: readonly number[]): Float64Array;
  save(): IndicatorStreamState;
}

/** Starts a stream, where a state is given from there. Parameters are complete and inside their ranges. */
export function createIndicatorStream(definition: IndicatorDefinition, params: IndicatorParams, state?: IndicatorStreamState): IndicatorStream {
  const kernel = definition.createKernel(params);
  const cells = definition.info.inputs.map(() => new Float64Array(1));
  let isForming = false;

  const evaluate = (values: readonly (number | null)[]): Float64Array => {
    for (let k = 0; k < cells.length; k++) cells[k]![0] = numberOf(values[k] ?? Number.NaN);
    kernel.evaluate(cells, 0);
    isForming = true;
    const { result } = kernel;
    for (let k = 0; k < result.length; k++) result[k] = numberOf(result[k]!);
    return result;
  };

  if (state !== undefined) {
    kernel.load(state.kernel);
    if (state.forming !== null) evaluate(state.forming);
  }
  return {
    add(values) {
      if (isForming) kernel.commit();
      return evaluate(values);
    },
    replace: evaluate,
    save: () => ({
      kernel: kernel.save(),
      forming: isForming ? cells.map((cell) => (Number.isNaN(cell[0]) ? null : cell[0]!)) : null,
    }),
  };
}
