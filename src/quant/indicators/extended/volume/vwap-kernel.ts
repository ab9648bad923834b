import { inPieces } from '../../in-pieces.ts';
import { PartsKernel } from '../../kernel-parts.ts';

/** Slots of the memory: which session, what traded in it, its mean price, and its squared distances from that by volume. */
const session = 0;
const weight = 1;
const mean = 2;
const squares = 3;

/** Start of the sum that a bar belongs to: a number that changes where it begins anew, NaN where there is none. */
export type SessionOfTime = (timeMs: number) => number;

/**
 * Mean typical price by volume since the start of a session, and bands of its volume-weighted deviation (West's update, which
 * needs no sum of squares). While nothing has traded it is the typical price. A bar with a NaN or a volume below zero has no
 * value and is left out.
 */
export class VwapKernel extends PartsKernel {
  readonly #sessionOf: SessionOfTime;
  readonly #deviations: number;

  constructor(sessionOfTime: SessionOfTime, deviations: number) {
    super(3, [], [Number.NaN, 0, 0, 0]);
    this.#sessionOf = sessionOfTime;
    this.#deviations = deviations;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const volume = inputs[4]![index]!;
    const price = (inputs[1]![index]! + inputs[2]![index]! + inputs[3]![index]!) / 3;
    const now = this.#sessionOf(inputs[0]![index]!);
    if (price !== price || now !== now || !(volume >= 0)) {
      coming.set(past);
      result.fill(Number.NaN);
      return;
    }
    const isSame = now === past[session];
    const before = isSame ? past[weight]! : 0;
    const all = before + volume;
    const distance = price - past[mean]!;
    const isBegun = before > 0;
    coming[session] = now;
    coming[weight] = all;
    coming[mean] = isBegun ? past[mean]! + (distance * volume) / all : price;
    coming[squares] = isBegun ? past[squares]! + volume * distance * (price - coming[mean]!) : 0;
    const band = all > 0 ? this.#deviations * Math.sqrt(coming[squares]! / all) : 0;
    result[0] = coming[mean]!;
    result[1] = result[0] + band;
    result[2] = result[0] - band;
  }
}

/** The kernel's values over columns. False where there is none: it is a bar to be left out, or the way to infinity. */
export function vwapInto(inputs: readonly Float64Array[], sessionOfTime: SessionOfTime, deviations: number, outputs: readonly Float64Array[]): boolean {
  const state = Float64Array.of(Number.NaN, 0, 0, 0);
  let isFinite = true;
  inPieces(0, outputs[0]!.length, (from, to) => (isFinite = isFinite && vwapOfPiece(inputs, sessionOfTime, deviations, state, from, to, outputs)));
  return isFinite;
}

function vwapOfPiece(
  inputs: readonly Float64Array[], sessionOfTime: SessionOfTime, deviations: number, state: Float64Array, from: number, to: number, outputs: readonly Float64Array[],
): boolean {
  const [times, highs, lows, closes, volumes] = [inputs[0]!, inputs[1]!, inputs[2]!, inputs[3]!, inputs[4]!];
  const [means, uppers, lowers] = [outputs[0]!, outputs[1]!, outputs[2]!];
  let before = state[session]!;
  let traded = state[weight]!;
  let average = state[mean]!;
  let spread = state[squares]!;
  let overflow = 0;
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) {
    const volume = volumes[i]!;
    const price = (highs[i]! + lows[i]! + closes[i]!) / 3;
    const now = sessionOfTime(times[i]!);
    if (!(volume >= 0)) return false;
    if (now !== before) traded = 0;
    before = now;
    const all = traded + volume;
    if (traded > 0) {
      const distance = price - average;
      average += (distance * volume) / all;
      spread += volume * distance * (price - average);
    } else {
      average = price;
      spread = 0;
    }
    traded = all;
    const band = all > 0 ? deviations * Math.sqrt(spread / all) : 0;
    means[i] = average;
    uppers[i] = average + band;
    lowers[i] = average - band;
    overflow += price - price + (now - now) + (all - all) + (band - band);
  }
  state[session] = before;
  state[weight] = traded;
  state[mean] = average;
  state[squares] = spread;
  return overflow === 0;
}
