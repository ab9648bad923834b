import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane, overPrices } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { timePeriodParam } from '../../params.ts';
import { TrueRange } from '../true-range.ts';

/** Slots of the memory: both bands and the close of the bar before, and which of them was the stop. */
const upper = 0;
const lower = 1;
const close = 2;
const direction = 3;

/** A stop that follows the price at some ranges' distance and changes sides when a close is beyond it. A NaN makes it begin anew after it. */
class SupertrendKernel extends PartsKernel {
  readonly #ranges: TrueRange;
  readonly #range: EmaKernel;
  readonly #multiplier: number;

  constructor(timePeriod: number, multiplier: number) {
    const ranges = new TrueRange(true);
    const range = new EmaKernel(timePeriod, 1 / timePeriod);
    super(2, [ranges, range], [Number.NaN, Number.NaN, Number.NaN, -1]);
    this.#ranges = ranges;
    this.#range = range;
    this.#multiplier = multiplier;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const [highNow, lowNow, closeNow] = [inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!];
    const reach = this.#multiplier * this.#range.peek(this.#ranges.peek(highNow, lowNow, closeNow));
    const middle = (highNow + lowNow) / 2;
    coming[upper] = middle + reach;
    coming[lower] = middle - reach;
    coming[close] = closeNow;
    coming[direction] = -1;
    if (reach === reach && past[upper] === past[upper]) {
      // A band comes nearer or stays, unless the close before was beyond it.
      if (!(coming[upper]! < past[upper]!) && past[close]! <= past[upper]!) coming[upper] = past[upper]!;
      if (!(coming[lower]! > past[lower]!) && past[close]! >= past[lower]!) coming[lower] = past[lower]!;
      if (past[direction] === 1) coming[direction] = closeNow < coming[lower]! ? -1 : 1;
      else coming[direction] = closeNow > coming[upper]! ? 1 : -1;
    }
    result[0] = coming[direction] === 1 ? coming[lower]! : coming[upper]!;
    result[1] = reach === reach ? coming[direction]! : Number.NaN;
  }
}

/**
 * Begins downward, and its ranges begin with high − low of the first bar (TradingView, trading-signals). Others leave that bar out:
 * their values differ for some hundred bars and are then the same.
 */
export const supertrend = defineIndicator({
  info: {
    name: 'supertrend',
    title: 'Supertrend',
    group: 'Trend',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(10), { name: 'multiplier', title: 'Average true ranges to the stop', default: 3, min: 0, max: 100, isInteger: false }],
    outputs: [overPrices('supertrend'), inOwnPane('direction')],
    description: 'A stop that follows the trend, and its direction: 1 up, -1 down.',
    source: 'O. Seban; values of trading-signals 8.3 and TradingView ta.supertrend (whose sign of direction is the opposite)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod, multiplier }) => new SupertrendKernel(timePeriod!, multiplier!),
});
