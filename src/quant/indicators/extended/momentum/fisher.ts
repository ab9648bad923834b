import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { ExtremeKernel } from '../../rolling-extremes.ts';
import { shareOf } from '../share.ts';

/** Slots of the memory: the smoothed place in the range, and the output of the bar before. */
const place = 0;
const transformed = 1;

/** Place of the middle price in its range, smoothed and drawn apart so that its turns are sharp. A NaN makes it begin anew once it has left the window. */
class FisherKernel extends PartsKernel {
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;

  constructor(timePeriod: number) {
    const [highest, lowest] = [new ExtremeKernel(timePeriod, 1), new ExtremeKernel(timePeriod, -1)];
    super(2, [highest, lowest], [0, 0]);
    this.#highest = highest;
    this.#lowest = lowest;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const price = (inputs[0]![index]! + inputs[1]![index]!) / 2;
    const [highest, lowest] = [this.#highest.peek(price), this.#lowest.peek(price)];
    if (highest !== highest) {
      coming.fill(0);
      result.fill(Number.NaN);
      return;
    }
    const inRange = highest === lowest ? 0.5 : shareOf(price - lowest, highest - lowest);
    const smoothed = 0.66 * (inRange - 0.5) + 0.67 * past[place]!;
    // Ehlers cuts what is beyond 0.99, so that the logarithm stays small.
    coming[place] = smoothed > 0.99 ? 0.999 : smoothed < -0.99 ? -0.999 : smoothed;
    coming[transformed] = 0.5 * Math.log((1 + coming[place]!) / (1 - coming[place]!)) + 0.5 * past[transformed]!;
    result[0] = coming[transformed]!;
    result[1] = past[transformed]!;
  }
}

/** Where the range is nothing the price counts as its middle. The trigger is the value of the bar before, 0 at first. */
export const fisher = defineIndicator({
  info: {
    name: 'fisher',
    title: 'Fisher transform',
    group: 'Momentum',
    inputs: ['high', 'low'],
    params: [timePeriodParam(10)],
    outputs: [inOwnPane('fisher'), inOwnPane('trigger')],
    description: 'Where prices lie in their range, drawn apart so that turning points stand out.',
    source: 'J. F. Ehlers, Using the Fisher Transform, Stocks & Commodities 11/2002',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new FisherKernel(timePeriod!),
});
