import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane, overPrices } from '../../outputs.ts';
import { sizeParam } from './brick-size.ts';

/** What rounding may take from a price that just completes a bar, in ranges. */
const tolerance = 1e-9;

/** A range bar that is forming. */
export type FormingRangeBar = { open: number; high: number; low: number };

/**
 * Lets the price go on to another and says how many bars that finished: above zero upward, below it downward. The first of them
 * is the forming one, ended at `range` from its other side; each further one begins where the one before ended. The bar that is
 * then forming begins at the end of the last.
 */
export function advanceRangeBar(bar: FormingRangeBar, range: number, price: number): number {
  const ups = Math.floor((price - bar.low) / range + tolerance);
  const downs = Math.floor((bar.high - price) / range + tolerance);
  if (ups <= 0 && downs <= 0) {
    bar.high = Math.max(bar.high, price);
    bar.low = Math.min(bar.low, price);
    return 0;
  }
  const count = ups > 0 ? ups : -downs;
  const end = ups > 0 ? bar.low + ups * range : bar.high - downs * range;
  bar.open = end;
  bar.high = Math.max(end, price);
  bar.low = Math.min(end, price);
  return count;
}

/** Where a bar is supposed to have been at each of four steps: its open, the side that lies away from its close, the other, its close. */
export function wayAt(step: number, open: number, high: number, low: number, close: number): number {
  if (step === 0) return open;
  if (step === 3) return close;
  return close >= open === (step === 1) ? low : high;
}

/** The range bar that is forming at each bar. The memory is its open, high and low. A bar with a NaN has no value and is left out. */
class RangeBarKernel extends PartsKernel {
  readonly #range: number;
  readonly #bar: FormingRangeBar = { open: 0, high: 0, low: 0 };

  constructor(range: number) {
    super(4, [], [Number.NaN, Number.NaN, Number.NaN]);
    this.#range = range;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const [open, high, low, close] = [inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!, inputs[3]![index]!];
    coming.set(past);
    result.fill(Number.NaN);
    if (!Number.isFinite(open + high + low + close)) return;
    const bar = this.#bar;
    const isFirst = past[0] !== past[0];
    bar.open = isFirst ? open : past[0]!;
    bar.high = isFirst ? open : past[1]!;
    bar.low = isFirst ? open : past[2]!;
    let finished = 0;
    for (let step = 0; step < 4; step++) finished += Math.abs(advanceRangeBar(bar, this.#range, wayAt(step, open, high, low, close)));
    result[0] = coming[0] = bar.open;
    result[1] = coming[1] = bar.high;
    result[2] = coming[2] = bar.low;
    result[3] = finished;
  }
}

/** As an indicator the range bar that is forming at each bar; as bars see `buildRangeBars`. Inside a bar the price is supposed to go first to the side away from its close. */
export const rangeBar = defineIndicator({
  info: {
    name: 'range_bar',
    title: 'Range bars',
    group: 'Prices',
    inputs: ['open', 'high', 'low', 'close'],
    params: [sizeParam('range', 'Range of a bar, in price')],
    outputs: [overPrices('open', 'bricks'), overPrices('high', 'bricks'), overPrices('low', 'bricks'), inOwnPane('finished', 'histogram')],
    description: 'Bars that end when their range is full: the forming one, and how many this bar finished.',
    source: 'V. Nicolellis; bars made of bars as described at `buildRangeBars`',
  },
  warmup: () => 0,
  createKernel: ({ range }) => new RangeBarKernel(range!),
});
