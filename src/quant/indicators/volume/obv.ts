import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';

/** Slots of the memory: the sum, the value before (NaN before the first), and whether it has begun. */
const sum = 0;
const previous = 1;
const hasBegun = 2;

/** Volume summed with the sign of the change; begins with the volume of the first bar. A bar with a NaN has no value and is left out. */
class ObvKernel extends PartsKernel {
  constructor() {
    super(1, [], [0, 0, 0]);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming } = this;
    const value = inputs[0]![index]!;
    const volume = inputs[1]![index]!;
    coming.set(past);
    this.result[0] = Number.NaN;
    if (Number.isNaN(value + volume)) return;
    const direction = past[hasBegun] === 0 ? 1 : Math.sign(value - past[previous]!);
    coming[sum] = past[sum]! + direction * volume;
    coming[previous] = value;
    coming[hasBegun] = 1;
    this.result[0] = coming[sum];
  }
}

export const obv = defineIndicator({
  info: {
    name: 'obv',
    title: 'On balance volume',
    group: 'Volume',
    inputs: ['close', 'volume'],
    params: [],
    outputs: [inOwnPane()],
    description: 'Volume summed up: added on rising bars, taken off on falling ones.',
    source: "TA-Lib OBV; J. Granville, Granville's New Key to Stock Market Profits (1963)",
  },
  warmup: () => 0,
  createKernel: () => new ObvKernel(),
});
