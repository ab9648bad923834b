import type { BarColumns } from '../../contract/model/bar.ts';
import { QuantError } from '../error.ts';
import { resolveParams } from '../resolve-params.ts';
import { areFinite } from './are-finite.ts';
import type { IndicatorParams } from './define-indicator.ts';
import { withoutInfinities } from './infinities.ts';
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
 * Infinite inputs count as NaN.
 *
 * @param columns input columns in order, where not the usual ones; as many as the indicator takes.
 * @param out caller-owned columns for the outputs, in the order of the definition.
 */
export function computeIndicator(
  name: string, bars: BarColumns, given: IndicatorParams, columns?: readonly (keyof BarColumns)[], out?: readonly Float64Array[],
): IndicatorValues {
  const { info, warmup, createKernel, computeColumns } = findIndicator(name);
  const params = resolveParams(name, info.params, given);
  const used = columns ?? info.inputs;
  if (used.length !== info.inputs.length) {
    throw new QuantError('WRONG_COLUMNS', `${name} takes ${info.inputs.length} input column${info.inputs.length === 1 ? '' : 's'}, not ${used.length} (${used.join(', ')}).`);
  }
  const read = used.map((column) => bars[column]);
  const isFinite = areFinite(read);
  const inputs = isFinite ? read : read.map(withoutInfinities);
  const count = bars.time.length;
  const outputs = info.outputs.map((_, k) => out?.[k] ?? new Float64Array(count));
  const result = (): IndicatorValues => ({
    params, warmup: warmup(params), outputs: Object.fromEntries(info.outputs.map((output, k) => [output.name, outputs[k]!])),
  });
  if (computeColumns !== undefined && isFinite && computeColumns(inputs, params, outputs)) return result();
  const kernel = createKernel(params);
  for (let i = 0; i < count; i++) {
    kernel.evaluate(inputs, i);
    for (let k = 0; k < outputs.length; k++) outputs[k]![i] = kernel.result[k]!;
    kernel.commit();
  }
  return result();
}
