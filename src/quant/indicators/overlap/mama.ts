import type { Param } from '../../../contract/model/param.ts';
import { hilbertStart, HilbertKernel } from '../cycle/hilbert.ts';
import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel, SeriesKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';

const mamaWarmup = 32;

/** Slots of the memory: values seen, phase in degrees, and the two averages. */
const seen = 0;
const phase = 1;
const fast = 2;
const slow = 3;

/**
 * Average whose weight is the faster the more the phase of the dominant cycle turns, and an average of half its weight that follows
 * it. Both begin at 0, as TA-Lib's do. A NaN makes it begin anew after it.
 */
export class MamaKernel extends PartsKernel {
  readonly #fastLimit: number;
  readonly #slowLimit: number;
  readonly #hilbert: HilbertKernel;

  constructor(fastLimit: number, slowLimit: number) {
    const hilbert = new HilbertKernel(hilbertStart.short);
    super(2, [hilbert], [0, 0, 0, 0]);
    this.#fastLimit = fastLimit;
    this.#slowLimit = slowLimit;
    this.#hilbert = hilbert;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.step(inputs[0]![index]!);
  }

  step(value: number): void {
    const { past, coming, result } = this;
    const hilbert = this.#hilbert;
    const hasBegun = !Number.isNaN(hilbert.peek(value));
    coming[seen] = Number.isNaN(value) ? 0 : Math.min(past[seen]! + 1, mamaWarmup + 1);
    coming[phase] = coming[fast] = coming[slow] = 0;
    if (hasBegun) {
      coming[phase] = hilbert.inPhase === 0 ? 0 : Math.atan(hilbert.quadrature / hilbert.inPhase) * (180 / Math.PI);
      const turned = Math.max(past[phase]! - coming[phase], 1);
      const weight = turned > 1 ? Math.max(this.#fastLimit / turned, this.#slowLimit) : this.#fastLimit;
      coming[fast] = weight * value + (1 - weight) * past[fast]!;
      coming[slow] = 0.5 * weight * coming[fast] + (1 - 0.5 * weight) * past[slow]!;
    }
    const isWarm = coming[seen] > mamaWarmup;
    result[0] = isWarm ? coming[fast] : Number.NaN;
    result[1] = isWarm ? coming[slow] : Number.NaN;
  }
}

/** The faster of the two alone, at the usual limits: one of the kinds of average. */
export class MamaLineKernel extends SeriesKernel {
  readonly #both: MamaKernel;

  constructor() {
    const both = new MamaKernel(0.5, 0.05);
    super([both]);
    this.#both = both;
  }

  peek(value: number): number {
    this.#both.step(value);
    return this.#both.result[0]!;
  }
}

const limitParam = (name: string, title: string, byDefault: number): Param => ({ name, title, default: byDefault, min: 0.01, max: 0.99, isInteger: false });

export const mama = defineIndicator({
  info: {
    name: 'mama',
    title: 'MESA adaptive moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [limitParam('fastLimit', 'Weight at most', 0.5), limitParam('slowLimit', 'Weight at least', 0.05)],
    outputs: [overPrices('mama'), overPrices('fama')],
    description: 'Average that adapts to the phase of the dominant cycle, and a slower one that follows it.',
    source: 'TA-Lib MAMA; J. F. Ehlers, Stocks & Commodities (September 2001)',
  },
  traits: { isRelative: true },
  warmup: () => mamaWarmup,
  createKernel: ({ fastLimit, slowLimit }) => new MamaKernel(fastLimit!, slowLimit!),
});
