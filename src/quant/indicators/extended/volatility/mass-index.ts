import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { periodParam, timePeriodParam } from '../../params.ts';
import { RollingSum } from '../../rolling-sum.ts';

/** Ranges smoothed once against ranges smoothed twice, summed. A NaN makes it begin anew. */
class MassIndexKernel extends PartsKernel {
  readonly #once: EmaKernel;
  readonly #twice: EmaKernel;
  readonly #sum: RollingSum;

  constructor(timePeriod: number, smoothing: number) {
    const [once, twice] = [new EmaKernel(smoothing), new EmaKernel(smoothing)];
    const sum = new RollingSum(timePeriod);
    super(1, [once, twice, sum]);
    this.#once = once;
    this.#twice = twice;
    this.#sum = sum;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const once = this.#once.peek(inputs[0]![index]! - inputs[1]![index]!);
    const twice = this.#twice.peek(once);
    // Without ranges nothing widens.
    this.result[0] = this.#sum.peek(twice === 0 ? 1 : once / twice);
  }
}

/** Equals the period where ranges stay the same; a bulge above 27 and back below 26.5 is Dorsey's sign of a turn at 25 bars. */
export const massIndex = defineIndicator({
  info: {
    name: 'mass_index',
    title: 'Mass index',
    group: 'Volatility',
    inputs: ['high', 'low'],
    params: [timePeriodParam(25, 1), periodParam('smoothing', 'Bars of the averages', 9, 1)],
    outputs: [inOwnPane()],
    description: 'Whether the ranges of bars widen, whichever way prices go.',
    source: 'D. Dorsey, The Mass Index, Stocks & Commodities 6/1992',
  },
  warmup: ({ timePeriod, smoothing }) => 2 * (smoothing! - 1) + timePeriod! - 1,
  createKernel: ({ timePeriod, smoothing }) => new MassIndexKernel(timePeriod!, smoothing!),
});
