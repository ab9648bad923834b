import { defineIndicator } from '../define-indicator.ts';
import { inPieces } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { noMovement } from '../no-movement.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { trueRange } from '../true-range.ts';

/** Slots of the memory: the output; close before; ranges seen, up to the period; the sum of the first ranges while they are counted, the mean after that. */
const output = 0;
const previous = 1;
const count = 2;
const mean = 3;
const nextPrevious = 4;
const nextCount = 5;
const nextMean = 6;
/** The bar that is forming, and whether there is one. */
const high = 7;
const low = 8;
const close = 9;
const isForming = 10;

/** Mean of the true ranges, smoothed as Wilder does after a plain mean of the first ones. A NaN makes it begin anew after it. */
class AtrKernel extends PartsKernel {
  readonly #period: number = 0;
  readonly #share: number = 0.5;

  constructor(timePeriod: number) {
    super(1, [], [Number.NaN, 0, 0], 3);
    this.#period = timePeriod;
    this.#share = 1 / timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { memory } = this;
    memory[high] = inputs[0]![index]!;
    memory[low] = inputs[1]![index]!;
    memory[close] = inputs[2]![index]!;
    this.look();
  }

  override commit(): void {
    const { memory } = this;
    memory[previous] = memory[nextPrevious]!;
    memory[count] = memory[nextCount]!;
    memory[mean] = memory[nextMean]!;
  }

  createTicks(): Ticks {
    return { add: (values) => this.add(values), replace: (values) => this.replace(values), forming: this.forming };
  }

  /** A bar that is settled and the next, in one: what goes from one to the other is written down, but not read back. */
  private add(values: readonly number[]): Float64Array {
    const { memory } = this;
    if (memory[isForming] !== 1) return this.replace(values);
    const before = memory[nextMean]!;
    const barHigh = numberOf(values[0]!);
    const barLow = numberOf(values[1]!);
    const barClose = numberOf(values[2]!);
    const range = trueRange(barHigh, barLow, memory[nextPrevious]!);
    this.commit();
    if (range !== range || memory[nextCount] !== this.#period) return this.replace(values);
    const average = before + (range - before) * this.#share;
    memory[high] = barHigh;
    memory[low] = barLow;
    memory[close] = barClose;
    memory[nextPrevious] = barClose;
    memory[nextMean] = average;
    memory[output] = numberOf(average);
    return this.result;
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
    const range = trueRange(memory[high]!, memory[low]!, memory[previous]!);
    memory[nextPrevious] = memory[close]!;
    if (range === range && memory[count] === this.#period) {
      memory[nextCount] = memory[count];
      memory[output] = memory[nextMean] = memory[mean]! + (range - memory[mean]!) * this.#share;
    } else this.begin(range);
  }

  /** A range before the first mean is whole, or a NaN. */
  private begin(range: number): void {
    const { memory } = this;
    memory[output] = Number.NaN;
    memory[nextCount] = range === range ? memory[count]! + 1 : 0;
    memory[nextMean] = range === range ? memory[mean]! + range : 0;
    if (memory[nextCount] === this.#period) memory[output] = memory[nextMean] /= this.#period;
  }
}

/** The kernel's ranges over columns. False where a price is no finite number: it would have stayed in the mean until the end. */
function atrInto([highs, lows, closes]: readonly Float64Array[], period: number, out: Float64Array): boolean {
  const [high, low, close] = [highs!, lows!, closes!];
  out.fill(Number.NaN, 0, Math.min(period, out.length));
  if (period >= out.length) return true;
  const share = 1 / period;
  let average = 0;
  for (let i = 1; i <= period; i++) average += trueRange(high[i]!, low[i]!, close[i - 1]!);
  average /= period;
  out[period] = average;
  const mean = Float64Array.of(average);
  inPieces(period + 1, out.length, (from, to) => smoothInto(high, low, close, share, mean, from, to, out));
  return Number.isFinite(mean[0]!);
}

/** A piece of the columns; the mean is taken from `mean` and left there. */
function smoothInto(
  high: Float64Array, low: Float64Array, close: Float64Array, share: number, mean: Float64Array, from: number, to: number, out: Float64Array,
): void {
  let average = mean[0]!;
  let before = close[from - 1]!;
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) {
    average += (trueRange(high[i]!, low[i]!, before) - average) * share;
    out[i] = average;
    before = close[i]!;
  }
  mean[0] = average;
}

/** The average range in percent of the close; 0 where the close is. Over one bar it is the true range itself, as in TA-Lib. */
class NatrKernel extends PartsKernel {
  readonly #range: AtrKernel;
  readonly #isPlain: boolean;

  constructor(timePeriod: number) {
    const range = new AtrKernel(timePeriod);
    super(1, [range]);
    this.#range = range;
    this.#isPlain = timePeriod === 1;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.#range.evaluate(inputs, index);
    const range = this.#range.result[0]!;
    const close = inputs[2]![index]!;
    if (this.#isPlain || range !== range) this.result[0] = range;
    else this.result[0] = Math.abs(close) < noMovement ? 0 : (range / close) * 100;
  }
}

class TrueRangeKernel extends PartsKernel {
  constructor() {
    super(1, [], [Number.NaN]);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.coming[0] = inputs[2]![index]!;
    this.result[0] = trueRange(inputs[0]![index]!, inputs[1]![index]!, this.past[0]!);
  }
}

export const atr = defineIndicator({
  info: {
    name: 'atr',
    title: 'Average true range',
    group: 'Volatility',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14, 1)],
    outputs: [inOwnPane()],
    description: 'How far prices usually move in a bar, the gap to the bar before included.',
    source: 'TA-Lib ATR; J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new AtrKernel(timePeriod!),
  computeColumns: (inputs, { timePeriod }, [out]) => atrInto(inputs, timePeriod!, out!),
});

export const natr = defineIndicator({
  info: {
    name: 'natr',
    title: 'Normalised average true range',
    group: 'Volatility',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14, 1)],
    outputs: [inOwnPane()],
    description: 'How far prices usually move in a bar, in percent of the close.',
    source: 'TA-Lib NATR; J. Forman, Stocks & Commodities (May 2006)',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new NatrKernel(timePeriod!),
});

export const trange = defineIndicator({
  info: {
    name: 'trange',
    title: 'True range',
    group: 'Volatility',
    inputs: ['high', 'low', 'close'],
    params: [],
    outputs: [inOwnPane()],
    description: 'Range of the bar, the gap to the bar before included.',
    source: 'TA-Lib TRANGE; J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  },
  warmup: () => 1,
  createKernel: () => new TrueRangeKernel(),
});
