import { defineIndicator } from '../define-indicator.ts';
import { inPieces } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { noMovement } from '../no-movement.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { runKernel } from '../run-kernel.ts';

/** Slots of the memory: changes seen (up to the period), the value before. */
const count = 0;
const previous = 1;
/** Sums of the first changes while they are being counted, smoothed means after that. */
const gains = 2;
const losses = 3;

/** Gains and losses from bar to bar, both smoothed as Wilder does. A NaN makes it begin anew after it. */
abstract class GainKernel extends SeriesKernel {
  readonly #period: number;
  readonly #share: number;

  constructor(timePeriod: number) {
    super([], [0, Number.NaN, 0, 0]);
    this.#period = timePeriod;
    this.#share = 1 / timePeriod;
  }

  /** The figure out of the two means. */
  abstract figure(gain: number, loss: number): number;

  peek(value: number): number {
    const { past, coming } = this;
    const change = value - past[previous]!;
    coming[previous] = value;
    if (change !== change) {
      coming[count] = coming[gains] = coming[losses] = 0;
      return Number.NaN;
    }
    const size = Math.abs(change);
    // One of them 0, without a branch that no processor could guess.
    const gain = (size + change) * 0.5;
    const loss = (size - change) * 0.5;
    if (past[count] !== this.#period) return this.#begin(gain, loss);
    const meanGain = past[gains]! + (gain - past[gains]!) * this.#share;
    const meanLoss = past[losses]! + (loss - past[losses]!) * this.#share;
    coming[count] = this.#period;
    coming[gains] = meanGain;
    coming[losses] = meanLoss;
    return this.figure(meanGain, meanLoss);
  }

  #begin(gain: number, loss: number): number {
    const { past, coming } = this;
    const period = this.#period;
    const seen = past[count]! + 1;
    const isWhole = seen === period;
    const meanGain = (past[gains]! + gain) / (isWhole ? period : 1);
    const meanLoss = (past[losses]! + loss) / (isWhole ? period : 1);
    coming[count] = seen;
    coming[gains] = meanGain;
    coming[losses] = meanLoss;
    return isWhole ? this.figure(meanGain, meanLoss) : Number.NaN;
  }
}

/** Share of the gains in all movement, in percent. */
const indexOf = (gain: number, loss: number): number => {
  const movement = gain + loss;
  return movement < noMovement ? 0 : 100 * (gain / movement);
};

export class RsiKernel extends GainKernel {
  figure(gain: number, loss: number): number {
    return indexOf(gain, loss);
  }

  override commit(): void {
    const { past } = this;
    this.past = this.coming;
    this.coming = past;
  }

  createTicks(forming: Float64Array): Ticks {
    const { result } = this;
    const replace = (values: readonly number[]): Float64Array => {
      const value = numberOf(values[0]!);
      forming[0] = value;
      forming[1] = 1;
      result[0] = numberOf(this.peek(value));
      return result;
    };
    const add = (values: readonly number[]): Float64Array => {
      if (forming[1] === 1) this.commit();
      return replace(values);
    };
    return { add, replace };
  }
}

/** Share of what the gains are above the losses in all movement. */
class CmoKernel extends GainKernel {
  figure(gain: number, loss: number): number {
    const movement = gain + loss;
    return movement < noMovement ? 0 : 100 * ((gain - loss) / movement);
  }
}

/** The kernel's indexes over a column. False where a value is no finite number: it would have stayed in the means until the end. */
function rsiInto(values: Float64Array, period: number, out: Float64Array): boolean {
  out.fill(Number.NaN, 0, Math.min(period, values.length));
  if (period >= values.length) return true;
  const share = 1 / period;
  let meanGain = 0;
  let meanLoss = 0;
  for (let i = 1; i <= period; i++) {
    const change = values[i]! - values[i - 1]!;
    const size = Math.abs(change);
    meanGain += (size + change) * 0.5;
    meanLoss += (size - change) * 0.5;
  }
  meanGain /= period;
  meanLoss /= period;
  out[period] = indexOf(meanGain, meanLoss);
  const means = Float64Array.of(meanGain, meanLoss);
  inPieces(period + 1, values.length, (from, to) => smoothInto(values, share, means, from, to, out));
  return Number.isFinite(means[0]! + means[1]!);
}

/** A piece of the column; both means are taken from `means` and left there. */
function smoothInto(values: Float64Array, share: number, means: Float64Array, from: number, to: number, out: Float64Array): void {
  let meanGain = means[0]!;
  let meanLoss = means[1]!;
  let before = values[from - 1]!;
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) {
    const value = values[i]!;
    const change = value - before;
    const size = Math.abs(change);
    // The gain and the loss, one of them 0, without a branch that no processor could guess.
    meanGain += ((size + change) * 0.5 - meanGain) * share;
    meanLoss += ((size - change) * 0.5 - meanLoss) * share;
    out[i] = indexOf(meanGain, meanLoss);
    before = value;
  }
  means[0] = meanGain;
  means[1] = meanLoss;
}

/**
 * Relative strength index, 0 to 100; 0 where nothing moves. NaN for the first `timePeriod` bars.
 * Source: Wilder, New Concepts in Technical Trading Systems (1978); values of TA-Lib RSI.
 */
export const computeRsi = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new RsiKernel(timePeriod), values, out, (target) => rsiInto(values, timePeriod, target));

export const rsi = defineIndicator({
  info: {
    name: 'rsi',
    title: 'Relative strength index',
    group: 'Momentum',
    inputs: ['close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How much of the recent movement was upward, from 0 to 100.',
    source: 'TA-Lib RSI; J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new RsiKernel(timePeriod!),
  computeColumns: ([close], { timePeriod }, [out]) => rsiInto(close!, timePeriod!, out!),
});

export const cmo = defineIndicator({
  info: {
    name: 'cmo',
    title: 'Chande momentum oscillator',
    group: 'Momentum',
    inputs: ['close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How far gains outweigh losses, from -100 to 100.',
    source: "TA-Lib CMO (smoothed as Wilder does, unlike Chande's own sums); T. Chande, The New Technical Trader (1994)",
  },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new CmoKernel(timePeriod!),
});
