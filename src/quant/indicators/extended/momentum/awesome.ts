import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { periodParam } from '../../params.ts';

/** A short mean of middle prices less a long one, and that less its own mean. NaN while a NaN is in a window. */
class AwesomeKernel extends PartsKernel {
  readonly #fast: SmaKernel;
  readonly #slow: SmaKernel;
  readonly #mean: SmaKernel;

  constructor(fastPeriod: number, slowPeriod: number) {
    const [fast, slow, mean] = [new SmaKernel(fastPeriod), new SmaKernel(slowPeriod), new SmaKernel(fastPeriod)];
    super(2, [fast, slow, mean]);
    this.#fast = fast;
    this.#slow = slow;
    this.#mean = mean;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const middle = (inputs[0]![index]! + inputs[1]![index]!) / 2;
    this.result[0] = this.#fast.peek(middle) - this.#slow.peek(middle);
    this.result[1] = this.result[0] - this.#mean.peek(this.result[0]);
  }
}

export const awesome = defineIndicator({
  info: {
    name: 'awesome',
    title: 'Awesome and accelerator oscillator',
    group: 'Momentum',
    inputs: ['high', 'low'],
    params: [periodParam('fastPeriod', 'Bars of the fast mean', 5), periodParam('slowPeriod', 'Bars of the slow mean', 34)],
    outputs: [inOwnPane('awesome', 'histogram'), inOwnPane('accelerator', 'histogram')],
    description: 'Recent momentum against a longer one, and whether it speeds up.',
    source: 'B. Williams, New Trading Dimensions (1998)',
  },
  traits: { beginsApart: true },
  warmup: ({ fastPeriod, slowPeriod }) => Math.max(fastPeriod!, slowPeriod!) - 1 + fastPeriod! - 1,
  createKernel: ({ fastPeriod, slowPeriod }) => new AwesomeKernel(fastPeriod!, slowPeriod!),
});
