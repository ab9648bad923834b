import { QuantError } from '../../error.ts';
import { defineIndicator, type IndicatorParams } from '../define-indicator.ts';
import { PartsKernel, type SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';
import { periodParam } from '../params.ts';
import { createMovingAverage, maTypeParam, movingAverageWarmup, startLate } from './moving-average.ts';

/** More averages side by side than this would not fit into memory at the longest periods. */
const mostAverages = 2_000;

/**
 * An average whose period may be another one at every bar: one average for each period in the range is kept. A bar without a
 * period has no value. Averages that have a memory begin at the bar where the longest one does, as TA-Lib's do.
 */
class MavpKernel extends PartsKernel {
  readonly #shortest: number;
  readonly #averages: readonly SeriesKernel[];

  constructor({ minPeriod, maxPeriod, maType }: IndicatorParams) {
    const shortest = Math.min(minPeriod!, maxPeriod!);
    const count = maxPeriod! - shortest + 1;
    if (count > mostAverages) {
      throw new QuantError('PARAMETER_OUT_OF_RANGE', `mavp: minPeriod ${minPeriod!} to maxPeriod ${maxPeriod!} are ${count} periods; at most ${mostAverages} can be kept.`);
    }
    const longest = movingAverageWarmup(maType!, maxPeriod!);
    const averages = Array.from({ length: count }, (_, i) =>
      startLate(createMovingAverage(maType!, shortest + i), longest - movingAverageWarmup(maType!, shortest + i)));
    super(1, averages);
    this.#shortest = shortest;
    this.#averages = averages;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    const averages = this.#averages;
    const wanted = Math.trunc(inputs[1]![index]!) - this.#shortest;
    const last = averages.length - 1;
    const used = wanted > 0 ? Math.min(wanted, last) : 0;
    const isWarm = !Number.isNaN(averages[last]!.peek(value) + wanted);
    for (let i = 0; i < last; i++) averages[i]!.peek(value);
    averages[used]!.evaluate(inputs, index);
    this.result[0] = isWarm ? averages[used]!.result[0]! : Number.NaN;
  }
}

export const mavp = defineIndicator({
  info: {
    name: 'mavp',
    title: 'Moving average with variable period',
    group: 'Trend',
    inputs: ['close', 'volume'],
    params: [periodParam('minPeriod', 'Fewest bars', 2), periodParam('maxPeriod', 'Most bars', 30), maTypeParam()],
    outputs: [overPrices()],
    description: 'Average over as many bars as the second column says at each bar, within limits.',
    source: 'TA-Lib MAVP (its periods are a second series; the volume stands for it unless another column is named)',
  },
  warmup: ({ maxPeriod, maType }) => movingAverageWarmup(maType!, maxPeriod!),
  createKernel: (params) => new MavpKernel(params),
});
