import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { periodParam, timePeriodParam } from '../../params.ts';
import { RollingSum } from '../../rolling-sum.ts';

/** Momentum summed, against its size summed over the bars before. NaN while a NaN is in the window. */
class TdiKernel extends PartsKernel {
  readonly #values: History;
  readonly #sum: RollingSum;
  readonly #size: RollingSum;
  readonly #longSize: RollingSum;
  readonly #period: number;

  constructor(timePeriod: number, multiple: number) {
    const values = new History(timePeriod);
    const [sum, size, longSize] = [new RollingSum(timePeriod), new RollingSum(timePeriod), new RollingSum(timePeriod * multiple)];
    super(2, [values, sum, size, longSize]);
    this.#values = values;
    this.#sum = sum;
    this.#size = size;
    this.#longSize = longSize;
    this.#period = timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    this.#values.put(value);
    const momentum = value - this.#values.back(this.#period);
    const size = Math.abs(momentum);
    const direction = this.#sum.peek(momentum);
    this.result[0] = Math.abs(direction) - (this.#longSize.peek(size) - this.#size.peek(size));
    this.result[1] = direction;
  }
}

/** TTR takes momentum that is not known yet for 0 and so answers earlier; from the first bar here on the values are the same. */
export const tdi = defineIndicator({
  info: {
    name: 'tdi',
    title: 'Trend detection index',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(20, 1), periodParam('multiple', 'Long window in periods', 2, 2)].map((param) => (param.name === 'multiple' ? { ...param, max: 10 } : param)),
    outputs: [inOwnPane('tdi'), inOwnPane('di')],
    description: 'Above zero prices trend, in the direction of the second line; below they go nowhere.',
    source: 'M. H. Pee, Trend Detection Index, Stocks & Commodities 10/2001; values of TTR TDI',
  },
  traits: { beginsApart: true },
  warmup: ({ timePeriod, multiple }) => timePeriod! * (multiple! + 1) - 1,
  createKernel: ({ timePeriod, multiple }) => new TdiKernel(timePeriod!, multiple!),
});
