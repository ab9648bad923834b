import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { periodParam } from '../params.ts';

/** Volume of a bar, weighed from -1 (closed at its low) to 1 (at its high); 0 where it has no range. */
export function weighVolume(high: number, low: number, close: number, volume: number): number {
  const range = high - low;
  return range <= 0 ? 0 : ((close - low - (high - close)) / range) * volume;
}

/** Chaikin's line: the weighed volumes summed. A bar with a NaN has no value and adds nothing. */
class AdKernel extends PartsKernel {
  constructor() {
    super(1, [], [0]);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const weighed = weighVolume(inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!, inputs[3]![index]!);
    const sum = this.past[0]! + weighed;
    this.coming[0] = sum === sum ? sum : this.past[0]!;
    this.result[0] = sum;
  }
}

/** Slots of the memory: bars seen (up to the slower period), the two means. */
const seen = 1;
const fast = 2;
const slow = 3;

/** A faster exponential mean of the line less a slower one, both begun at its first value, as TA-Lib does. */
class AdoscKernel extends PartsKernel {
  readonly #line: AdKernel;
  readonly #warmup: number;
  readonly #fastWeight: number;
  readonly #slowWeight: number;

  constructor(fastPeriod: number, slowPeriod: number) {
    const line = new AdKernel();
    super(1, [line], [0, 0, 0, 0]);
    this.#line = line;
    this.#warmup = Math.max(fastPeriod, slowPeriod);
    this.#fastWeight = 2 / (fastPeriod + 1);
    this.#slowWeight = 2 / (slowPeriod + 1);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming } = this;
    this.#line.evaluate(inputs, index);
    const value = this.#line.result[0]!;
    coming.set(past);
    this.result[0] = Number.NaN;
    if (value !== value) return;
    coming[seen] = Math.min(past[seen]! + 1, this.#warmup);
    coming[fast] = past[seen] === 0 ? value : this.#fastWeight * value + (1 - this.#fastWeight) * past[fast]!;
    coming[slow] = past[seen] === 0 ? value : this.#slowWeight * value + (1 - this.#slowWeight) * past[slow]!;
    if (coming[seen] === this.#warmup) this.result[0] = coming[fast] - coming[slow];
  }
}

export const ad = defineIndicator({
  info: {
    name: 'ad',
    title: 'Accumulation/distribution line',
    group: 'Volume',
    inputs: ['high', 'low', 'close', 'volume'],
    params: [],
    outputs: [inOwnPane()],
    description: 'Volume summed up, each bar weighed by where in its range it closed.',
    source: 'TA-Lib AD; M. Chaikin',
  },
  warmup: () => 0,
  createKernel: () => new AdKernel(),
});

export const adosc = defineIndicator({
  info: {
    name: 'adosc',
    title: 'Chaikin oscillator',
    group: 'Volume',
    inputs: ['high', 'low', 'close', 'volume'],
    params: [periodParam('fastPeriod', 'Fast bars', 3), periodParam('slowPeriod', 'Slow bars', 10)],
    outputs: [inOwnPane()],
    description: 'How a fast average of the accumulation/distribution line stands against a slow one.',
    source: 'TA-Lib ADOSC; M. Chaikin',
  },
  warmup: ({ fastPeriod, slowPeriod }) => Math.max(fastPeriod!, slowPeriod!) - 1,
  createKernel: ({ fastPeriod, slowPeriod }) => new AdoscKernel(fastPeriod!, slowPeriod!),
});
