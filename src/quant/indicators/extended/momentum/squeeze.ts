import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { timePeriodParam } from '../../params.ts';
import { ExtremeKernel } from '../../rolling-extremes.ts';
import { RollingVariance } from '../../rolling-variance.ts';
import { TrueRange } from '../true-range.ts';
import { fitLine, type Line } from '../window-statistics.ts';

/** Bollinger bands inside Keltner's, and where the line through the prices less their middle ends. NaN while a NaN is in a window. */
class SqueezeKernel extends PartsKernel {
  readonly #params: IndicatorParams;
  readonly #average: SmaKernel;
  readonly #variance: RollingVariance;
  readonly #ranges: TrueRange;
  readonly #range: SmaKernel;
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;
  readonly #distances: History;
  readonly #line: Line = { end: 0, slope: 0, variance: 0 };

  constructor(params: IndicatorParams) {
    const period = params['timePeriod']!;
    const [average, range] = [new SmaKernel(period), new SmaKernel(period)];
    const variance = new RollingVariance(period);
    const ranges = new TrueRange(true);
    const [highest, lowest] = [new ExtremeKernel(period, 1), new ExtremeKernel(period, -1)];
    const distances = new History(period - 1);
    super(2, [average, variance, ranges, range, highest, lowest, distances]);
    this.#params = params;
    this.#average = average;
    this.#variance = variance;
    this.#ranges = ranges;
    this.#range = range;
    this.#highest = highest;
    this.#lowest = lowest;
    this.#distances = distances;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const [high, low, close] = [inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!];
    const { timePeriod, deviations, multiplier } = this.#params;
    const average = this.#average.peek(close);
    const bollinger = deviations! * Math.sqrt(this.#variance.peek(close));
    const keltner = multiplier! * this.#range.peek(this.#ranges.peek(high, low, close));
    const middle = (this.#highest.peek(high) + this.#lowest.peek(low)) / 2;
    this.#distances.put(close - (middle + average) / 2);
    this.result[0] = fitLine(this.#distances, timePeriod!, this.#line).end;
    // Both pairs of bands have the same middle, so one lies in the other where it is narrower.
    this.result[1] = keltner !== keltner || bollinger !== bollinger ? Number.NaN : Number(bollinger < keltner);
  }
}

/**
 * Momentum as LazyBear's script, the one that is used most. Its bands take the Keltner multiplier for the Bollinger deviations by
 * mistake; here they are two parameters. The range is the plain mean of true ranges, the first bar's being high − low.
 */
export const squeeze = defineIndicator({
  info: {
    name: 'squeeze',
    title: 'Squeeze momentum',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [
      timePeriodParam(20), { name: 'deviations', title: 'Deviations of the Bollinger bands', default: 2, min: 0, max: 100, isInteger: false },
      { name: 'multiplier', title: 'Ranges of the Keltner bands', default: 1.5, min: 0, max: 100, isInteger: false },
    ],
    outputs: [inOwnPane('momentum', 'histogram'), inOwnPane('squeeze', 'dots')],
    description: 'Says 1 while volatility is squeezed (Bollinger bands inside Keltner\'s), and which way prices lean meanwhile.',
    source: 'J. Carter, Mastering the Trade (2005), TTM Squeeze; momentum of LazyBear\'s Squeeze Momentum Indicator',
  },
  traits: { beginsApart: true },
  warmup: ({ timePeriod }) => 2 * (timePeriod! - 1),
  createKernel: (params) => new SqueezeKernel(params),
});
