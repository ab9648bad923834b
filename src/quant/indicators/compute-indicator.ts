import type { BarColumns } from '../../contract/model/bar.ts';
import { QuantError } from '../error.ts';
import { resolveParams } from '../resolve-params.ts';
import type { IndicatorDefinition, IndicatorParams } from './define-indicator.ts';
import { numberOf, withoutInfinities } from './infinities.ts';
import { findIndicator } from './registry.ts';

export type IndicatorValues = {
  readonly params: IndicatorParams;
  readonly warmup: number;
  /** One column per output, one value per bar; NaN where there is none yet. */
  readonly outputs: Readonly<Record<string, Float64Array>>;
};

/**
 * An indicator over bars. Unknown names and parameters out of range are refused with the nearest name or the range.
 *
 * Infinite inputs count as NaN, and what would be infinite, because it is beyond the largest number, is NaN.
 *
 * @param columns input columns in order, where not the usual ones; as many as the indicator takes.
 * @param out caller-owned columns for the outputs, in the order of the definition.
 */
export function computeIndicator(
  name: string, bars: BarColumns, given: IndicatorParams, columns?: readonly (keyof BarColumns)[], out?: readonly Float64Array[],
): IndicatorValues {
  const definition = findIndicator(name);
  const { info } = definition;
  const params = resolveParams(name, info.params, given);
  const used = columns ?? info.inputs;
  if (used.length !== info.inputs.length) {
    throw new QuantError('WRONG_COLUMNS', `${name} takes ${info.inputs.length} input column${info.inputs.length === 1 ? '' : 's'}, not ${used.length} (${used.join(', ')}).`);
  }
  const count = bars.time.length;
  const outputs = info.outputs.map((_, k) => out?.[k] ?? new Float64Array(count));
  computeInputs(definition, used.map((column) => bars[column]), params, outputs);
  return { params, warmup: definition.warmup(params), outputs: Object.fromEntries(info.outputs.map((output, k) => [output.name, outputs[k]!])) };
}

/** Fills the outputs of an indicator over any inputs of one length. Parameters are complete and inside their ranges. */
export function computeInputs(
  { createKernel, computeColumns }: IndicatorDefinition, read: readonly Float64Array[], params: IndicatorParams, outputs: readonly Float64Array[],
): void {
  if (computeColumns?.(read, params, outputs) === true) return;
  const inputs = read.map(withoutInfinities);
  const kernel = createKernel(params);
  const count = inputs[0]!.length;
  for (let i = 0; i < count; i++) {
    kernel.evaluate(inputs, i);
    for (let k = 0; k < outputs.length; k++) outputs[k]![i] = numberOf(kernel.result[k]!);
    kernel.commit();
  }
}
