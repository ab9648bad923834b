import { areFinite } from '../are-finite.ts';
import { defineIndicator } from '../define-indicator.ts';
import { inBlocks } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { deviationsInto, RollingDeviation } from '../rolling-deviation.ts';
import { meansInto } from '../rolling-mean.ts';

const indexOf = (distance: number, deviation: number): number => (distance === 0 || deviation === 0 ? 0 : distance / (0.015 * deviation));

/** Slots of the memory: the output; three times the typical price, its mean and its deviation; the bar that is forming, and whether there is one. */
const output = 0;
const price = 1;
const mean = 2;
const deviation = 3;
const high = 7;
const low = 8;
const close = 9;
const isForming = 10;

/** Distance of the typical price from its mean, in mean absolute distances times 0.015; 0 where nothing moves. */
class CciKernel extends PartsKernel {
  readonly #deviation: RollingDeviation;

  constructor(timePeriod: number) {
    const rolling = new RollingDeviation(timePeriod);
    super(1, [rolling], [0, 0, 0], 3);
    this.#deviation = rolling;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { memory } = this;
    memory[high] = inputs[0]![index]!;
    memory[low] = inputs[1]![index]!;
    memory[close] = inputs[2]![index]!;
    this.look();
  }

  override commit(): void {
    this.#deviation.commit();
  }

  createTicks(): Ticks {
    return { add: (values) => this.add(values), replace: (values) => this.replace(values), forming: this.forming };
  }

  private add(values: readonly number[]): Float64Array {
    if (this.memory[isForming] === 1) this.commit();
    return this.replace(values);
  }

  private replace(values: readonly number[]): Float64Array {
    const { memory } = this;
    memory[high] = numberOf(values[0]!);
    memory[low] = numberOf(values[1]!);
    memory[close] = numberOf(values[2]!);
    memory[isForming] = 1;
    this.look();
    memory[output] = numberOf(memory[output]!);
    return this.result;
  }

  /** Looks at the bar that is forming. */
  private look(): void {
    const { memory } = this;
    // Three times the typical price: the three cancels out, and a division that would cost digits is saved.
    memory[price] = memory[high]! + memory[low]! + memory[close]!;
    this.#deviation.look(memory, price, mean, deviation);
    memory[output] = indexOf(memory[price] - memory[mean]!, memory[deviation]!);
  }
}

/**
 * The kernel's values over finite columns, a thousand bars after the other: their prices and those of the block before, in which the
 * blocks of the means begin, the means, and the deviations in the places of these.
 */
function cciInto([highs, lows, closes]: readonly Float64Array[], period: number, out: Float64Array): void {
  const length = period - 1;
  out.fill(Number.NaN, 0, Math.min(length, out.length));
  let prices = new Float64Array(0);
  let means = prices;
  inBlocks(length, out.length, length, (from, to) => {
    const bars = to - from + length;
    if (bars !== prices.length) {
      prices = new Float64Array(bars);
      means = new Float64Array(bars);
    }
    pricesInto(highs!, lows!, closes!, from - length, prices);
    meansInto(prices, period, means);
    distancesInto(prices, means, length, from, to, out);
    deviationsInto(prices, period, length, bars, means);
    indexesInto(means, length, from, to, out);
  });
}

function pricesInto(high: Float64Array, low: Float64Array, close: Float64Array, from: number, prices: Float64Array): void {
  for (let i = 0, at = from | 0; i < prices.length; i = (i + 1) | 0, at = (at + 1) | 0) prices[i] = high[at]! + low[at]! + close[at]!;
}

function distancesInto(prices: Float64Array, means: Float64Array, first: number, from: number, to: number, out: Float64Array): void {
  for (let i = from | 0, end = to | 0, at = first | 0; i < end; i = (i + 1) | 0, at = (at + 1) | 0) out[i] = prices[at]! - means[at]!;
}

/** Indexes out of the distances, which lie in their places, and the deviations from one of them on. */
function indexesInto(deviations: Float64Array, first: number, from: number, to: number, out: Float64Array): void {
  for (let i = from | 0, end = to | 0, at = first | 0; i < end; i = (i + 1) | 0, at = (at + 1) | 0) out[i] = indexOf(out[i]!, deviations[at]!);
}

export const cci = defineIndicator({
  info: {
    name: 'cci',
    title: 'Commodity channel index',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How unusually far the price is from its mean; beyond 100 either way is unusual.',
    source: 'TA-Lib CCI; D. Lambert, Commodities (October 1980)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new CciKernel(timePeriod!),
  computeColumns(inputs, { timePeriod }, [out]) {
    if (!areFinite(inputs)) return false;
    cciInto(inputs, timePeriod!, out!);
    return true;
  },
});
