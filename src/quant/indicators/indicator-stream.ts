import type { IndicatorDefinition, IndicatorParams } from './define-indicator.ts';
import { numberOf } from './infinities.ts';
import { toState, type IndicatorKernel, type KernelState, type Ticks } from './kernel.ts';

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
  const inputs = definition.info.inputs.length;
  const { add, replace, forming } = kernel.createTicks?.() ?? createTicks(kernel, inputs);
  if (state !== undefined) {
    kernel.load(state.kernel);
    if (state.forming !== null) replace(state.forming.map((value) => value ?? Number.NaN));
  }
  return { add, replace, save: () => ({ kernel: kernel.save(), forming: forming[inputs] === 1 ? toState(forming.subarray(0, inputs)) : null }) };
}

/** The calls of a stream for any kernel. */
function createTicks(kernel: IndicatorKernel, inputs: number): Ticks {
  const forming = new Float64Array(inputs + 1);
  const cells = Array.from({ length: inputs }, (_, k) => forming.subarray(k, k + 1));
  const { result } = kernel;
  const replace = (values: readonly number[]): Float64Array => {
    for (let k = 0; k < inputs; k++) forming[k] = numberOf(values[k] ?? Number.NaN);
    forming[inputs] = 1;
    kernel.evaluate(cells, 0);
    for (let k = 0; k < result.length; k++) result[k] = numberOf(result[k]!);
    return result;
  };
  const add = (values: readonly number[]): Float64Array => {
    if (forming[inputs] === 1) kernel.commit();
    return replace(values);
  };
  return { add, replace, forming };
}
