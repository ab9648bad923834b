import { defineIndicator, type IndicatorParams } from '../define-indicator.ts';
import { inPieces } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { PartsKernel, type SeriesKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { createMovingAverage, maTypeParam, movingAverageWarmup, startLate } from '../overlap/moving-average.ts';
import { periodParam } from '../params.ts';

/** A faster average less a slower one, the average of that, and what is between. NaN until all three are there. */
class MacdKernel extends PartsKernel {
  readonly #fast: SeriesKernel;
  readonly #slow: SeriesKernel;
  readonly #signal: SeriesKernel;

  constructor(fast: SeriesKernel, slow: SeriesKernel, signal: SeriesKernel) {
    super(3, [fast, slow, signal]);
    this.#fast = fast;
    this.#slow = slow;
    this.#signal = signal;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { result } = this;
    const value = inputs[0]![index]!;
    const macd = this.#fast.peek(value) - this.#slow.peek(value);
    const signal = this.#signal.peek(macd);
    result[0] = signal === signal ? macd : Number.NaN;
    result[1] = signal;
    result[2] = macd - signal;
  }
}

/** Slots of the memory: outputs; values in a row, up to a whole signal; sums of the first values while they are being counted, means after that. */
const macdLine = 0;
const signalLine = 1;
const histogram = 2;
const count = 3;
const fast = 4;
const slow = 5;
const signal = 6;
const nextCount = 7;
const nextFast = 8;
const nextSlow = 9;
const nextSignal = 10;
/** The value that is forming, and whether there is one. */
const value = 11;
const isForming = 12;

/** Periods and weights of the three exponential means of a convergence/divergence. */
type Exponential = { readonly fastPeriod: number; readonly slowPeriod: number; readonly signalPeriod: number; readonly fastWeight: number; readonly slowWeight: number };

/** `MacdKernel` of exponential means, the usual one, in one piece: all three begin anew after a NaN, so that one count does for them. */
class ExponentialMacdKernel extends PartsKernel {
  readonly #fastPeriod: number;
  readonly #slowPeriod: number;
  readonly #signalPeriod: number;
  readonly #fastWeight: number;
  readonly #slowWeight: number;
  readonly #signalWeight: number;
  readonly #whole: number;

  constructor({ fastPeriod, slowPeriod, signalPeriod, fastWeight, slowWeight }: Exponential) {
    super(3, [], [0, 0, 0, 0], 1);
    this.#fastPeriod = fastPeriod;
    this.#slowPeriod = slowPeriod;
    this.#signalPeriod = signalPeriod;
    this.#fastWeight = fastWeight;
    this.#slowWeight = slowWeight;
    this.#signalWeight = 2 / (signalPeriod + 1);
    this.#whole = slowPeriod + signalPeriod - 1;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.memory[value] = inputs[0]![index]!;
    this.look();
  }

  override commit(): void {
    const { memory } = this;
    memory[count] = memory[nextCount]!;
    memory[fast] = memory[nextFast]!;
    memory[slow] = memory[nextSlow]!;
    memory[signal] = memory[nextSignal]!;
  }

  createTicks(): Ticks {
    return { add: (values) => this.add(values), replace: (values) => this.replace(values), forming: this.forming };
  }

  /** A bar that is settled and the next, in one: the means between them are written down, but not read back. */
  private add(values: readonly number[]): Float64Array {
    const { memory } = this;
    if (memory[isForming] !== 1) return this.replace(values);
    const quickBefore = memory[nextFast]!;
    const longBefore = memory[nextSlow]!;
    const meanBefore = memory[nextSignal]!;
    this.commit();
    const now = numberOf(values[0]!);
    if (now !== now || memory[nextCount] !== this.#whole) return this.replace(values);
    const quick = (now - quickBefore) * this.#fastWeight + quickBefore;
    const long = (now - longBefore) * this.#slowWeight + longBefore;
    const macd = quick - long;
    const mean = (macd - meanBefore) * this.#signalWeight + meanBefore;
    memory[value] = now;
    memory[nextFast] = quick;
    memory[nextSlow] = long;
    memory[nextSignal] = mean;
    memory[macdLine] = numberOf(macd);
    memory[signalLine] = numberOf(mean);
    memory[histogram] = numberOf(macd - mean);
    return this.result;
  }

  private replace(values: readonly number[]): Float64Array {
    const { memory } = this;
    memory[value] = numberOf(values[0]!);
    memory[isForming] = 1;
    this.look();
    memory[macdLine] = numberOf(memory[macdLine]!);
    memory[signalLine] = numberOf(memory[signalLine]!);
    memory[histogram] = numberOf(memory[histogram]!);
    return this.result;
  }

  /** Looks at the value that is forming. */
  private look(): void {
    const { memory } = this;
    const now = memory[value]!;
    if (now !== now || memory[count] !== this.#whole) {
      this.begin();
      return;
    }
    const quick = (now - memory[fast]!) * this.#fastWeight + memory[fast]!;
    const long = (now - memory[slow]!) * this.#slowWeight + memory[slow]!;
    const macd = quick - long;
    const mean = (macd - memory[signal]!) * this.#signalWeight + memory[signal]!;
    memory[nextCount] = memory[count];
    memory[nextFast] = quick;
    memory[nextSlow] = long;
    memory[nextSignal] = mean;
    memory[macdLine] = macd;
    memory[signalLine] = mean;
    memory[histogram] = macd - mean;
  }

  /** The bars until there is a whole signal, and a NaN. */
  private begin(): void {
    const { memory, past, coming, result } = this;
    const now = memory[value]!;
    result.fill(Number.NaN);
    if (now !== now) {
      coming.fill(0);
      return;
    }
    const seen = memory[count]! + 1;
    const slowPeriod = this.#slowPeriod;
    coming.set(past);
    memory[nextCount] = seen;
    if (seen > slowPeriod) {
      memory[nextFast] = (now - memory[fast]!) * this.#fastWeight + memory[fast]!;
      memory[nextSlow] = (now - memory[slow]!) * this.#slowWeight + memory[slow]!;
    } else {
      if (seen > slowPeriod - this.#fastPeriod) memory[nextFast] = memory[fast]! + now;
      memory[nextSlow] = memory[slow]! + now;
      if (seen < slowPeriod) return;
      memory[nextFast] = memory[nextFast]! / this.#fastPeriod;
      memory[nextSlow] = memory[nextSlow]! / slowPeriod;
    }
    const macd = memory[nextFast]! - memory[nextSlow]!;
    memory[nextSignal] = memory[signal]! + macd;
    if (seen < this.#whole) return;
    const first = memory[nextSignal] / this.#signalPeriod;
    memory[nextSignal] = first;
    memory[macdLine] = first === first ? macd : Number.NaN;
    memory[signalLine] = first;
    memory[histogram] = macd - first;
  }
}

/**
 * The kernel's values over a column: an exponential mean of its own begins with each of the three, the signal's last. False where a
 * value is no finite number: it would have stayed in the means until the end.
 */
function macdInto(values: Float64Array, fastPeriod: number, slowPeriod: number, signalPeriod: number, outputs: readonly Float64Array[]): boolean {
  const [macds, signals, hists] = [outputs[0]!, outputs[1]!, outputs[2]!];
  const [fastWeight, slowWeight, signalWeight] = [2 / (fastPeriod + 1), 2 / (slowPeriod + 1), 2 / (signalPeriod + 1)];
  const begin = slowPeriod - 1;
  const first = begin + signalPeriod - 1;
  let [fast, slow, signal] = [0, 0, 0];
  for (const column of outputs) column.fill(Number.NaN, 0, Math.min(first, values.length));
  if (first >= values.length) return true;
  for (let i = 0; i <= begin; i++) {
    if (i >= slowPeriod - fastPeriod) fast += values[i]!;
    slow += values[i]!;
  }
  fast /= fastPeriod;
  slow /= slowPeriod;
  for (let i = begin + 1; i <= first; i++) {
    signal += fast - slow;
    fast = (values[i]! - fast) * fastWeight + fast;
    slow = (values[i]! - slow) * slowWeight + slow;
  }
  signal = (signal + (fast - slow)) / signalPeriod;
  macds[first] = fast - slow;
  signals[first] = signal;
  hists[first] = fast - slow - signal;
  const means = Float64Array.of(fast, slow, signal);
  const weights = Float64Array.of(fastWeight, slowWeight, signalWeight);
  inPieces(first + 1, values.length, (from, to) => smoothInto(values, weights, means, from, to, macds, signals, hists));
  return Number.isFinite(means[1]!);
}

/** A piece of the column; the three means are taken from `means` and left there. */
function smoothInto(
  values: Float64Array, weights: Float64Array, means: Float64Array, from: number, to: number, macds: Float64Array, signals: Float64Array, hists: Float64Array,
): void {
  const fastWeight = weights[0]!;
  const slowWeight = weights[1]!;
  const signalWeight = weights[2]!;
  let fast = means[0]!;
  let slow = means[1]!;
  let signal = means[2]!;
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) {
    const value = values[i]!;
    fast = (value - fast) * fastWeight + fast;
    slow = (value - slow) * slowWeight + slow;
    const macd = fast - slow;
    signal = (macd - signal) * signalWeight + signal;
    macds[i] = macd;
    signals[i] = signal;
    hists[i] = macd - signal;
  }
  means[0] = fast;
  means[1] = slow;
  means[2] = signal;
}

const outputs = [inOwnPane('macd'), inOwnPane('signal'), inOwnPane('hist', 'histogram')];
const fastParam = periodParam('fastPeriod', 'Fast bars', 12);
const slowParam = periodParam('slowPeriod', 'Slow bars', 26);
const signalParam = periodParam('signalPeriod', 'Signal bars', 9, 1);

export const macd = defineIndicator({
  info: {
    name: 'macd',
    title: 'Moving average convergence/divergence',
    group: 'Momentum',
    inputs: ['close'],
    params: [fastParam, slowParam, signalParam],
    outputs,
    description: 'How far a fast average is above a slow one, with an average of that as the signal.',
    source: 'TA-Lib MACD (both averages begin at the same bar); G. Appel, The Moving Average Convergence-Divergence Method (1979)',
  },
  warmup: ({ fastPeriod, slowPeriod, signalPeriod }) => Math.max(fastPeriod!, slowPeriod!) + signalPeriod! - 2,
  createKernel({ fastPeriod, slowPeriod, signalPeriod }) {
    const [fast, slow] = [Math.min(fastPeriod!, slowPeriod!), Math.max(fastPeriod!, slowPeriod!)];
    return new ExponentialMacdKernel({ fastPeriod: fast, slowPeriod: slow, signalPeriod: signalPeriod!, fastWeight: 2 / (fast + 1), slowWeight: 2 / (slow + 1) });
  },
  computeColumns: ([close], { fastPeriod, slowPeriod, signalPeriod }, columns) =>
    macdInto(close!, Math.min(fastPeriod!, slowPeriod!), Math.max(fastPeriod!, slowPeriod!), signalPeriod!, columns),
});

export const macdfix = defineIndicator({
  info: {
    name: 'macdfix',
    title: 'Moving average convergence/divergence fixed at 12 and 26',
    group: 'Momentum',
    inputs: ['close'],
    params: [signalParam],
    outputs,
    description: 'The original convergence/divergence with weights 0.15 and 0.075 and a signal of any length.',
    source: 'TA-Lib MACDFIX; G. Appel, The Moving Average Convergence-Divergence Method (1979)',
  },
  warmup: ({ signalPeriod }) => 24 + signalPeriod!,
  createKernel: ({ signalPeriod }) => new ExponentialMacdKernel({ fastPeriod: 12, slowPeriod: 26, signalPeriod: signalPeriod!, fastWeight: 0.15, slowWeight: 0.075 }),
});

/** The two averages in order: the faster is the shorter one, with its own kind, whichever was given first. */
function orderAverages(params: IndicatorParams): { fast: readonly [number, number]; slow: readonly [number, number]; longest: number } {
  const first = [params['fastMAType']!, params['fastPeriod']!] as const;
  const second = [params['slowMAType']!, params['slowPeriod']!] as const;
  const [fast, slow] = second[1] < first[1] ? [second, first] : [first, second];
  return { fast, slow, longest: Math.max(movingAverageWarmup(...fast), movingAverageWarmup(...slow)) };
}

export const macdext = defineIndicator({
  info: {
    name: 'macdext',
    title: 'Moving average convergence/divergence of any averages',
    group: 'Momentum',
    inputs: ['close'],
    params: [
      fastParam, maTypeParam('fastMAType', 'Fast average'), slowParam, maTypeParam('slowMAType', 'Slow average'), signalParam,
      maTypeParam('signalMAType', 'Signal average'),
    ],
    outputs,
    description: 'How far a fast average is above a slow one, each of its own kind.',
    source: 'TA-Lib MACDEXT (both averages begin at the same bar)',
  },
  warmup: (params) => orderAverages(params).longest + movingAverageWarmup(params['signalMAType']!, params['signalPeriod']!),
  createKernel(params) {
    const { fast, slow, longest } = orderAverages(params);
    const late = (average: readonly [number, number]): SeriesKernel => startLate(createMovingAverage(...average), longest - movingAverageWarmup(...average));
    return new MacdKernel(late(fast), late(slow), createMovingAverage(params['signalMAType']!, params['signalPeriod']!));
  },
});
