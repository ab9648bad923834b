import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { timePeriodParam } from '../../params.ts';
import { shareOf, volumeOf } from '../share.ts';

/** Way of the middle of a bar, times its range, by its volume. A NaN gives NaN until it has left the window. */
class EmvKernel extends PartsKernel {
  readonly #middles: History;
  readonly #average: SmaKernel;
  readonly #divisor: number;

  constructor(timePeriod: number, divisor: number) {
    const middles = new History(1);
    const average = new SmaKernel(timePeriod);
    super(2, [middles, average]);
    this.#middles = middles;
    this.#average = average;
    this.#divisor = divisor;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const [high, low] = [inputs[0]![index]!, inputs[1]![index]!];
    const middle = (high + low) / 2;
    this.#middles.put(middle);
    const way = middle - this.#middles.back(1);
    this.result[0] = shareOf(way * (high - low), volumeOf(inputs[2]![index]!) / this.#divisor);
    this.result[1] = this.#average.peek(this.result[0]);
  }
}

/** A bar without volume counts as 0, where TTR answers infinity or NaN. */
export const emv = defineIndicator({
  info: {
    name: 'emv',
    title: 'Ease of movement',
    group: 'Volume',
    inputs: ['high', 'low', 'volume'],
    params: [timePeriodParam(9, 1), { name: 'divisor', title: 'Units of volume counted as one', default: 10_000, min: 1e-6, max: 1e12, isInteger: false }],
    outputs: [inOwnPane('emv'), inOwnPane('average')],
    description: 'How far prices move for the volume it takes: far from zero where they move with ease.',
    source: 'R. W. Arms, Volume Cycles in the Stock Market (1983); values of TTR EMV',
  },
  traits: { beginsApart: true },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod, divisor }) => new EmvKernel(timePeriod!, divisor!),
});
