import { PartsKernel } from '../kernel-parts.ts';
import { noMovement } from '../no-movement.ts';
import { trueRange } from '../true-range.ts';

/** Slots of the memory: the bar before, moves seen (up to the period), and the sums that Wilder smooths. */
const high = 0;
const low = 1;
const close = 2;
const count = 3;
const plus = 4;
const minus = 5;
const range = 6;

/** A number of this module is a constant to V8; one of another is read from there anew at every bar, which would be a third of the time. */
const least = noMovement;

/** Whether both indicators together are more than nothing, said without a division. */
export const hasMovement = (moves: number, ranges: number): boolean => ranges >= least && 100 * moves >= least * ranges;

/** How one-sided the moves are, in percent: the ranges that both indicators are divided by cancel out. */
export const oneSidedness = (plusMoves: number, minusMoves: number): number => 100 * (Math.abs(minusMoves - plusMoves) / (plusMoves + minusMoves));

/**
 * Wilder's directional movement: smoothed sums of the moves up and down that are larger than the other, and of the true ranges.
 * The first `period - 1` moves are summed plainly, as in TA-Lib; over one bar nothing is smoothed. A NaN makes it begin anew
 * after it. Without a close (two inputs) there are no ranges.
 */
export class DirectionalMovement extends PartsKernel {
  readonly #period: number;
  readonly #share: number;
  readonly #hasClose: boolean;

  constructor(period: number, hasClose: boolean) {
    super(0, [], [Number.NaN, Number.NaN, Number.NaN, 0, 0, 0, 0]);
    this.#period = period;
    this.#share = 1 / period;
    this.#hasClose = hasClose;
  }

  /** Moves seen since the start, one more than the period at most. */
  get count(): number {
    return this.coming[count]!;
  }

  get plus(): number {
    return this.coming[plus]!;
  }

  get minus(): number {
    return this.coming[minus]!;
  }

  get range(): number {
    return this.coming[range]!;
  }

  get hasRange(): boolean {
    return this.coming[range]! >= noMovement;
  }

  /** Whether moves stand out from the range at all. */
  get hasMovement(): boolean {
    return hasMovement(this.coming[plus]! + this.coming[minus]!, this.coming[range]!);
  }

  /** Directional indicator in percent of the range; 0 where nothing moves. */
  percentOfRange(movement: number): number {
    return this.hasRange ? 100 * (movement / this.coming[range]!) : 0;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.step(inputs[0]![index]!, inputs[1]![index]!, this.#hasClose ? inputs[2]![index]! : 0);
  }

  override commit(): void {
    const { past } = this;
    this.past = this.coming;
    this.coming = past;
  }

  /** @param nextClose 0 where there is none. */
  step(nextHigh: number, nextLow: number, nextClose: number): void {
    const { past, coming } = this;
    const up = nextHigh - past[high]!;
    const down = past[low]! - nextLow;
    const spread = this.#hasClose ? trueRange(nextHigh, nextLow, past[close]!) : 0;
    coming[high] = nextHigh;
    coming[low] = nextLow;
    coming[close] = nextClose;
    const sum = up + down + spread;
    if (sum !== sum) {
      coming[count] = coming[plus] = coming[minus] = coming[range] = 0;
      return;
    }
    const period = this.#period;
    const seen = past[count]!;
    // A share of the sums is forgotten once the first moves are all there; over one bar that is all of it.
    const forgotten = seen < period - 1 ? 0 : this.#share;
    coming[count] = seen > period ? seen : seen + 1;
    coming[plus] = past[plus]! - past[plus]! * forgotten + (up > 0 && up > down ? up : 0);
    coming[minus] = past[minus]! - past[minus]! * forgotten + (down > 0 && up < down ? down : 0);
    coming[range] = past[range]! - past[range]! * forgotten + spread;
  }
}
