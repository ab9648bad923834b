import { areFinite } from '../are-finite.ts';
import { defineIndicator } from '../define-indicator.ts';
import { ExtremeBar, extremeAgesInto } from '../extreme-bar.ts';
import { inPieces } from '../in-pieces.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';

/** How long ago the lowest low and the highest high of the last `timePeriod + 1` bars came: 100 now, 0 a period ago. */
class AroonKernel extends PartsKernel {
  readonly #period: number;
  readonly #lowest: ExtremeBar;
  readonly #highest: ExtremeBar;

  constructor(timePeriod: number) {
    const [lowest, highest] = [new ExtremeBar(timePeriod + 1, -1, 'last'), new ExtremeBar(timePeriod + 1, 1, 'last')];
    super(2, [lowest, highest], [0]);
    this.#period = timePeriod;
    this.#lowest = lowest;
    this.#highest = highest;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const lowest = this.#lowest;
    const highest = this.#highest;
    const period = this.#period;
    const bar = this.past[0]!;
    this.coming[0] = bar + 1;
    this.result[0] = (100 * (period - (bar - lowest.peek(inputs[1]![index]!)))) / period;
    this.result[1] = (100 * (period - (bar - highest.peek(inputs[0]![index]!)))) / period;
  }
}

/** The kernel's values over columns; false where a price is no finite number. */
function aroonInto([highs, lows]: readonly Float64Array[], period: number, [down, up]: readonly Float64Array[]): boolean {
  if (!areFinite([highs!, lows!])) return false;
  extremeAgesInto(lows!, period + 1, -1, down!);
  extremeAgesInto(highs!, period + 1, 1, up!);
  for (const column of [down!, up!]) inPieces(0, column.length, (from, to) => percentsInto(column, period, from, to));
  return true;
}

/** Puts percents into the places of ages. */
function percentsInto(ages: Float64Array, period: number, from: number, to: number): void {
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) ages[i] = (100 * (period - ages[i]!)) / period;
}

class AroonOscillatorKernel extends PartsKernel {
  readonly #aroon: AroonKernel;

  constructor(timePeriod: number) {
    const aroon = new AroonKernel(timePeriod);
    super(1, [aroon]);
    this.#aroon = aroon;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.#aroon.evaluate(inputs, index);
    this.result[0] = this.#aroon.result[1]! - this.#aroon.result[0]!;
  }
}

export const aroon = defineIndicator({
  info: {
    name: 'aroon',
    title: 'Aroon',
    group: 'Momentum',
    inputs: ['high', 'low'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane('down'), inOwnPane('up')],
    description: 'How new the lowest low and the highest high are: 100 when they come, 0 a period later.',
    source: 'TA-Lib AROON; T. Chande, Stocks & Commodities (September 1995)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new AroonKernel(timePeriod!),
  computeColumns: (inputs, { timePeriod }, outputs) => aroonInto(inputs, timePeriod!, outputs),
});

export const aroonosc = defineIndicator({
  info: {
    name: 'aroonosc',
    title: 'Aroon oscillator',
    group: 'Momentum',
    inputs: ['high', 'low'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How much newer the highest high is than the lowest low, from -100 to 100.',
    source: 'TA-Lib AROONOSC; T. Chande, Stocks & Commodities (September 1995)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new AroonOscillatorKernel(timePeriod!),
});
