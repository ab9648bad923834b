import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { noMovement } from '../no-movement.ts';
import { inOwnPane } from '../outputs.ts';
import { periodParam } from '../params.ts';
import { RollingSum } from '../rolling-sum.ts';
import { trueRange } from '../true-range.ts';

/** Buying pressure as a share of the true range over three periods, the shortest counting four times, the middle one twice. */
class UltoscKernel extends PartsKernel {
  readonly #pressures: readonly RollingSum[];
  readonly #ranges: readonly RollingSum[];

  constructor(periods: readonly number[]) {
    const sorted = [...periods].sort((a, b) => a - b);
    const pressures = sorted.map((period) => new RollingSum(period));
    const ranges = sorted.map((period) => new RollingSum(period));
    super(1, [...pressures, ...ranges], [Number.NaN]);
    this.#pressures = pressures;
    this.#ranges = ranges;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const low = inputs[1]![index]!;
    const close = inputs[2]![index]!;
    const before = this.past[0]!;
    const pressure = close - Math.min(low, before);
    const range = trueRange(inputs[0]![index]!, low, before);
    this.coming[0] = close;
    const known = pressure + range;
    let sum = 0;
    for (let k = 0; k < 3; k++) {
      const pressures = this.#pressures[k]!.peek(known === known ? pressure : Number.NaN);
      const ranges = this.#ranges[k]!.peek(known === known ? range : Number.NaN);
      sum += ranges < noMovement ? 0 : (4 >> k) * (pressures / ranges);
    }
    this.result[0] = 100 * (sum / 7);
  }
}

export const ultosc = defineIndicator({
  info: {
    name: 'ultosc',
    title: 'Ultimate oscillator',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [periodParam('p1', 'First bars', 7, 1), periodParam('p2', 'Second bars', 14, 1), periodParam('p3', 'Third bars', 28, 1)],
    outputs: [inOwnPane()],
    description: 'Buying pressure over a short, a middle and a long period at once, from 0 to 100.',
    source: 'TA-Lib ULTOSC; L. Williams, Stocks & Commodities (August 1985)',
  },
  warmup: ({ p1, p2, p3 }) => Math.max(p1!, p2!, p3!),
  createKernel: ({ p1, p2, p3 }) => new UltoscKernel([p1!, p2!, p3!]),
});
