import { PartsKernel } from '../kernel-parts.ts';
import { DominantCycle } from './dominant-cycle.ts';

const radians = Math.PI / 180;

/** Slots of the memory: bars in a row that are numbers, bars since the last turn, phase, sine and leading sine of the bar before. */
const seen = 0;
const sinceTurn = 1;
const phase = 2;
const sine = 3;
const leadSine = 4;

/** Distance of the price from its trend line from which on it is in a trend whatever its cycle does. */
const farFromTrendline = 0.015;

/**
 * Ehlers' rule as TA-Lib has it: a cycle for half a period after each crossing of the sines and while the phase turns evenly, else
 * a trend; always a trend far from the trend line. A NaN makes it begin anew after it.
 */
export class TrendModeKernel extends PartsKernel {
  readonly #cycle: DominantCycle;
  readonly #warmup: number;

  constructor(warmup: number) {
    const cycle = new DominantCycle();
    super(1, [cycle], [0, 0, 0, 0, 0]);
    this.#cycle = cycle;
    this.#warmup = warmup;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const cycle = this.#cycle;
    const value = inputs[0]![index]!;
    const smoothed = cycle.peek(value);
    result[0] = Number.NaN;
    coming.fill(0);
    if (value === value) coming[seen] = Math.min(past[seen]! + 1, this.#warmup + 1);
    if (smoothed !== smoothed) return;
    coming[phase] = cycle.phase;
    coming[sine] = Math.sin(cycle.phase * radians);
    coming[leadSine] = Math.sin((cycle.phase + 45) * radians);
    const isTrend = this.#isTrend(smoothed);
    if (coming[seen]! > this.#warmup) result[0] = isTrend ? 1 : 0;
  }

  #isTrend(smoothed: number): boolean {
    const { past, coming } = this;
    const { period, trendline } = this.#cycle;
    const ahead = coming[sine]! - coming[leadSine]!;
    const before = past[sine]! - past[leadSine]!;
    const isTurn = (ahead > 0 && before <= 0) || (ahead < 0 && before >= 0);
    coming[sinceTurn] = isTurn ? 1 : past[sinceTurn]! + 1;
    if (trendline !== 0 && Math.abs((smoothed - trendline) / trendline) >= farFromTrendline) return true;
    const turned = coming[phase]! - past[phase]!;
    const isEven = period !== 0 && turned > (0.67 * 360) / period && turned < (1.5 * 360) / period;
    return !isTurn && coming[sinceTurn] >= 0.5 * period && !isEven;
  }
}
