import { defineIndicator } from '../../define-indicator.ts';
import { inPieces } from '../../in-pieces.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { fillBetween, overPrices } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { ExtremeKernel } from '../../rolling-extremes.ts';
import { highestInto, lowestInto } from '../../extremes-into.ts';

/** Highest high and lowest low of the window, and their middle. NaN while a NaN is in the window. */
class DonchianKernel extends PartsKernel {
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;

  constructor(timePeriod: number) {
    const highest = new ExtremeKernel(timePeriod, 1);
    const lowest = new ExtremeKernel(timePeriod, -1);
    super(3, [highest, lowest]);
    this.#highest = highest;
    this.#lowest = lowest;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { result } = this;
    result[0] = this.#highest.peek(inputs[0]![index]!);
    result[2] = this.#lowest.peek(inputs[1]![index]!);
    result[1] = middleOf(result[0], result[2]);
  }
}

/** Halves first: two prices near the largest number have a middle, though their sum is none. */
const middleOf = (upper: number, lower: number): number => upper / 2 + lower / 2;

function middlesInto(upper: Float64Array, lower: Float64Array, from: number, to: number, middle: Float64Array): void {
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) middle[i] = middleOf(upper[i]!, lower[i]!);
}

/** The window includes this bar (TTR, TradingView); who trades breakouts compares with the bar before. */
export const donchian = defineIndicator({
  info: {
    name: 'donchian',
    title: 'Donchian channel',
    group: 'Trend',
    inputs: ['high', 'low'],
    params: [timePeriodParam(20, 1)],
    outputs: [overPrices('upper', 'band'), overPrices('middle'), overPrices('lower', 'band')],
    fills: [fillBetween('upper', 'lower')],
    description: 'Highest high and lowest low of the last bars, this one included, and the middle between them.',
    source: 'R. Donchian; values of TTR DonchianChannel',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new DonchianKernel(timePeriod!),
  computeColumns([high, low], { timePeriod }, [upper, middle, lower]) {
    if (!highestInto(high!, timePeriod!, upper!) || !lowestInto(low!, timePeriod!, lower!)) return false;
    inPieces(0, upper!.length, (from, to) => middlesInto(upper!, lower!, from, to, middle!));
    return true;
  },
});
