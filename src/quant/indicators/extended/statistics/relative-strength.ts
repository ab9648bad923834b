import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { timePeriodParam } from '../../params.ts';
import { shareOf } from '../share.ts';

/** A price by another, and how many percent that lies above its own mean. NaN while a NaN is in the window. */
class RelativeStrengthKernel extends PartsKernel {
  readonly #mean: SmaKernel;

  constructor(timePeriod: number) {
    const mean = new SmaKernel(timePeriod);
    super(2, [mean]);
    this.#mean = mean;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const ratio = shareOf(inputs[0]![index]!, inputs[1]![index]!);
    const mean = this.#mean.peek(ratio);
    this.result[0] = ratio;
    this.result[1] = 100 * shareOf(ratio - mean, mean);
  }
}

/** The second column is the benchmark. Not Wilder's relative strength index (`rsi`). */
export const relativeStrength = defineIndicator({
  info: {
    name: 'relative_strength',
    title: 'Relative strength against a benchmark',
    group: 'Statistics',
    inputs: ['close', 'open'],
    benchmark: 1,
    params: [timePeriodParam(52, 1)],
    outputs: [inOwnPane('ratio'), { ...inOwnPane('mansfield'), scale: 'own' }],
    description: 'A series by its benchmark, and how far that ratio lies above its own average, in percent.',
    source: 'R. A. Levy (1967); Mansfield relative performance, in S. Weinstein, Secrets for Profiting in Bull and Bear Markets (1988)',
  },
  traits: { beginsApart: true, isRelative: true },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new RelativeStrengthKernel(timePeriod!),
});
