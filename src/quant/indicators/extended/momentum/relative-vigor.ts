import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingSum } from '../../rolling-sum.ts';
import { shareOf } from '../share.ts';

/** Symmetric mean of four: the middle two count twice. */
const smooth = (values: History): number => (values.back(0) + 2 * values.back(1) + 2 * values.back(2) + values.back(3)) / 6;

/** Way from open to close by the range, each smoothed and summed. NaN while a NaN is in the window. */
class RelativeVigorKernel extends PartsKernel {
  readonly #ways: History;
  readonly #ranges: History;
  readonly #values: History;
  readonly #waySum: RollingSum;
  readonly #rangeSum: RollingSum;

  constructor(timePeriod: number) {
    const [ways, ranges, values] = [new History(3), new History(3), new History(3)];
    const [waySum, rangeSum] = [new RollingSum(timePeriod), new RollingSum(timePeriod)];
    super(2, [ways, ranges, values, waySum, rangeSum]);
    this.#ways = ways;
    this.#ranges = ranges;
    this.#values = values;
    this.#waySum = waySum;
    this.#rangeSum = rangeSum;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.#ways.put(inputs[3]![index]! - inputs[0]![index]!);
    this.#ranges.put(inputs[1]![index]! - inputs[2]![index]!);
    this.result[0] = shareOf(this.#waySum.peek(smooth(this.#ways)), this.#rangeSum.peek(smooth(this.#ranges)));
    this.#values.put(this.result[0]);
    this.result[1] = smooth(this.#values);
  }
}

export const relativeVigor = defineIndicator({
  info: {
    name: 'relative_vigor',
    title: 'Relative vigor index',
    group: 'Momentum',
    inputs: ['open', 'high', 'low', 'close'],
    params: [timePeriodParam(10, 1)],
    outputs: [inOwnPane('vigor'), inOwnPane('signal')],
    description: 'How much of their range bars keep from open to close, smoothed.',
    source: 'J. F. Ehlers, Relative Vigor Index, Stocks & Commodities 1/2002',
  },
  traits: { beginsApart: true },
  warmup: ({ timePeriod }) => timePeriod! + 5,
  createKernel: ({ timePeriod }) => new RelativeVigorKernel(timePeriod!),
});
