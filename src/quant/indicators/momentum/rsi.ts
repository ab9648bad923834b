import { defineIndicator } from '../define-indicator.ts';
import { inPieces } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { noMovement } from '../no-movement.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { runKernel } from '../run-kernel.ts';

/** Slots of the memory: the output; changes seen, up to the period; the value before. */
const output = 0;
const count = 1;
const previous = 2;
/** Sums of the first changes while they are being counted, smoothed means after that. */
const gains = 3;
const losses = 4;
const nextCount = 5;
const nextPrevious = 6;
const nextGains = 7;
const nextLosses = 8;
/** The value that is forming, and whether there is one. */
const value = 9;
const isForming = 10;

/** Gains and losses from bar to bar, both smoothed as Wilder does. A NaN makes it begin anew after it. */
abstract class GainKernel extends SeriesKernel {
  protected readonly period: number;
  protected readonly share: number;

  constructor(timePeriod: number) {
    super([], [0, Number.NaN, 0, 0], 1);
    this.period = timePeriod;
    this.share = 1 / timePeriod;
  }

  /** Smooths the change to the value that is forming; false where there are no means yet. */
  protected smooth(): boolean {
    const { memory } = this;
    const next = memory[value]!;
    const change = next - memory[previous]!;
    memory[nextPrevious] = next;
    if (change !== change || memory[count] !== this.period) return this.begin();
    const size = Math.abs(change);
    const share = this.share;
    const gain = memory[gains]!;
    const loss = memory[losses]!;
    memory[nextCount] = memory[count];
    // One of them 0, without a branch that no processor could guess.
    memory[nextGains] = gain + ((size + change) * 0.5 - gain) * share;
    memory[nextLosses] = loss + ((size - change) * 0.5 - loss) * share;
    return true;
  }

  override commit(): void {
    const { memory } = this;
    memory[count] = memory[nextCount]!;
    memory[previous] = memory[nextPrevious]!;
    memory[gains] = memory[nextGains]!;
    memory[losses] = memory[nextLosses]!;
  }

  /** A change before the first means are whole, or to a NaN. */
  private begin(): boolean {
    const { memory } = this;
    const change = memory[value]! - memory[previous]!;
    if (change !== change) {
      memory[nextCount] = memory[nextGains] = memory[nextLosses] = 0;
      return false;
    }
    const size = Math.abs(change);
    const period = this.period;
    const seen = memory[count]! + 1;
    const parts = seen === period ? period : 1;
    memory[nextCount] = seen;
    memory[nextGains] = (memory[gains]! + (size + change) * 0.5) / parts;
    memory[nextLosses] = (memory[losses]! + (size - change) * 0.5) / parts;
    return seen === period;
  }
}

/** A number of this module is a constant to V8; one of another is read from there anew at every bar. */
const least = noMovement;

/** Share of the gains in all movement, in percent. */
const indexOf = (gain: number, loss: number): number => {
  const movement = gain + loss;
  return movement < least ? 0 : 100 * (gain / movement);
};

export class RsiKernel extends GainKernel {
  peek(next: number): number {
    this.memory[value] = next;
    this.look();
    return this.memory[output]!;
  }

  /** Looks at the value that is forming. */
  private look(): void {
    const { memory } = this;
    memory[output] = this.smooth() ? indexOf(memory[nextGains]!, memory[nextLosses]!) : Number.NaN;
  }

  createTicks(): Ticks {
    return { add: (values) => this.add(values), replace: (values) => this.replace(values), forming: this.forming };
  }

  /** A bar that is settled and the next, in one: what goes from one to the other is written down, but not read back. */
  private add(values: readonly number[]): Float64Array {
    const { memory } = this;
    if (memory[isForming] !== 1) return this.replace(values);
    const next = numberOf(values[0]!);
    const change = next - memory[nextPrevious]!;
    const gain = memory[nextGains]!;
    const loss = memory[nextLosses]!;
    this.commit();
    if (change !== change || memory[nextCount] !== this.period) return this.replace(values);
    const size = Math.abs(change);
    const meanGain = gain + ((size + change) * 0.5 - gain) * this.share;
    const meanLoss = loss + ((size - change) * 0.5 - loss) * this.share;
    memory[value] = memory[nextPrevious] = next;
    memory[nextGains] = meanGain;
    memory[nextLosses] = meanLoss;
    memory[output] = numberOf(indexOf(meanGain, meanLoss));
    return this.result;
  }

  private replace(values: readonly number[]): Float64Array {
    const { memory } = this;
    memory[value] = numberOf(values[0]!);
    memory[isForming] = 1;
    this.look();
    memory[output] = numberOf(memory[output]!);
    return this.result;
  }
}

/** Share of what the gains are above the losses in all movement. */
class CmoKernel extends GainKernel {
  peek(next: number): number {
    this.memory[value] = next;
    if (!this.smooth()) return Number.NaN;
    const [gain, loss] = [this.memory[nextGains]!, this.memory[nextLosses]!];
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
