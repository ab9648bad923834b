import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingSum } from '../../rolling-sum.ts';
import { RollingVariance } from '../../rolling-variance.ts';
import { logOf } from '../share.ts';
import { barsPerYearParam, rogersSatchellOf } from './range-volatility.ts';

/** Variance over night, a part of that from open to close, and the rest of Rogers and Satchell's. NaN while a NaN is in the window. */
class YangZhangKernel extends PartsKernel {
  readonly #closes: History;
  readonly #night: RollingVariance;
  readonly #day: RollingVariance;
  readonly #inside: RollingSum;
  readonly #period: number;
  readonly #dayShare: number;
  readonly #barsPerYear: number;

  constructor(timePeriod: number, barsPerYear: number) {
    const closes = new History(1);
    const [night, day] = [new RollingVariance(timePeriod), new RollingVariance(timePeriod)];
    const inside = new RollingSum(timePeriod);
    super(1, [closes, night, day, inside]);
    this.#closes = closes;
    this.#night = night;
    this.#day = day;
    this.#inside = inside;
    this.#period = timePeriod;
    // The share that makes the estimate's own variance least, with alpha 1.34.
    this.#dayShare = 0.34 / (1.34 + (timePeriod + 1) / (timePeriod - 1));
    this.#barsPerYear = barsPerYear;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const [open, high, low, close] = [inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!, inputs[3]![index]!];
    this.#closes.put(close);
    const sample = this.#period / (this.#period - 1);
    const night = sample * this.#night.peek(logOf(open, this.#closes.back(1)));
    const day = sample * this.#day.peek(logOf(close, open));
    const inside = this.#inside.peekMean(rogersSatchellOf(open, high, low, close));
    this.result[0] = Math.sqrt((night + this.#dayShare * day + (1 - this.#dayShare) * inside) * this.#barsPerYear);
  }
}

/** Variances over night and from open to close are sample ones, as in TTR. */
export const yangZhang = defineIndicator({
  info: {
    name: 'yang_zhang',
    title: 'Yang-Zhang volatility',
    group: 'Volatility',
    inputs: ['open', 'high', 'low', 'close'],
    params: [timePeriodParam(10), barsPerYearParam],
    outputs: [inOwnPane()],
    description: 'Volatility of a year from all four prices and the gaps over night, right under any drift.',
    source: 'D. Yang, Q. Zhang, Journal of Business 73 (2000); values of TTR volatility(calc = "yang.zhang")',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod, barsPerYear }) => new YangZhangKernel(timePeriod!, barsPerYear!),
});
