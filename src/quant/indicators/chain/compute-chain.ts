import type { BarColumns } from '../../../contract/model/bar.ts';
import { computeInputs } from '../compute-indicator.ts';
import type { IndicatorChain } from './resolve-chain.ts';

/**
 * An indicator over bars, or over other indicators over them: one column per output, one value per bar, NaN where there is none yet.
 *
 * It begins with the first bar at which everything that it reads has a value, as if the series began there.
 */
export function computeChain(chain: IndicatorChain, bars: BarColumns): readonly Float64Array[] {
  const { definition, params, inputs } = chain;
  const read = inputs.map((one) => (typeof one === 'string' ? bars[one] : computeChain(one.chain, bars)[one.output]!));
  const count = bars.time.length;
  const made = read.filter((_, k) => typeof inputs[k] !== 'string');
  let first = 0;
  while (first < count && made.some((column) => !Number.isFinite(column[first]))) first += 1;
  const outputs = definition.info.outputs.map(() => new Float64Array(count).fill(Number.NaN, 0, first));
  computeInputs(definition, read.map((column) => column.subarray(first)), params, outputs.map((column) => column.subarray(first)));
  return outputs;
}
