import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingSum } from '../rolling-sum.ts';

/** Less money than this TA-Lib takes for none. */
const leastMoney = 1;

/** Share of the money (typical price times volume) of rising bars in that of rising and falling ones; 0 where less than 1 flowed. */
class MfiKernel extends PartsKernel {
  readonly #up: RollingSum;
  readonly #down: RollingSum;

  constructor(timePeriod: number) {
    const [up, down] = [new RollingSum(timePeriod), new RollingSum(timePeriod)];
    super(1, [up, down], [Number.NaN]);
    this.#up = up;
    this.#down = down;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const typical = (inputs[0]![index]! + inputs[1]![index]! + inputs[2]![index]!) / 3;
    const change = typical - this.past[0]!;
    const money = typical * inputs[3]![index]!;
    this.coming[0] = typical;
    const isKnown = !Number.isNaN(change + money);
    const up = this.#up.peek(isKnown ? (change > 0 ? money : 0) : Number.NaN);
    const down = this.#down.peek(isKnown ? (change < 0 ? money : 0) : Number.NaN);
    this.result[0] = up + down < leastMoney ? 0 : 100 * (up / (up + down));
  }
}

export const mfi = defineIndicator({
  info: {
    name: 'mfi',
    title: 'Money flow index',
    group: 'Volume',
    inputs: ['high', 'low', 'close', 'volume'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How much of the money went into rising bars, from 0 to 100.',
    source: 'TA-Lib MFI; G. Quong and A. Soudack, Stocks & Commodities (March 1989)',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new MfiKernel(timePeriod!),
});
