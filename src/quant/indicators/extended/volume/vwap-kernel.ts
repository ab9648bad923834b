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
