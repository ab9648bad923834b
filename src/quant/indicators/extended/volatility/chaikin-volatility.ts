import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { timePeriodParam } from '../../params.ts';

/** Change, in percent, of the exponential mean of high − low over as many bars. A NaN makes it begin anew after it. */
class ChaikinVolatilityKernel extends PartsKernel {
  readonly #average: EmaKernel;
  readonly #averages: History;
  readonly #period: number;

  constructor(timePeriod: number) {
    const average = new EmaKernel(timePeriod);
    const averages = new History(timePeriod);
    super(1, [average, averages]);
    this.#average = average;
    this.#averages = averages;
    this.#period = timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const now = this.#average.peek(inputs[0]![index]! - inputs[1]![index]!);
    this.#averages.put(now);
    const before = this.#averages.back(this.#period);
    this.result[0] = before === 0 && now === now ? 0 : 100 * ((now - before) / before);
  }
}

/** In percent, as Chaikin has it; TTR's chaikinVolatility is the same as a share. 0 where there was no range to compare with. */
export const chaikinVolatility = defineIndicator({
  info: {
    name: 'chaikin_volatility',
    title: 'Chaikin volatility',
    group: 'Volatility',
    inputs: ['high', 'low'],
    params: [timePeriodParam(10, 1)],
    outputs: [inOwnPane()],
    description: 'By how many percent the range of bars has widened or narrowed.',
    source: 'M. Chaikin, in S. Achelis, Technical Analysis from A to Z (1995); 100 times TTR chaikinVolatility',
  },
  warmup: ({ timePeriod }) => 2 * timePeriod! - 1,
  createKernel: ({ timePeriod }) => new ChaikinVolatilityKernel(timePeriod!),
});
