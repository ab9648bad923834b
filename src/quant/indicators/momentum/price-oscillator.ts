import { defineIndicator, type IndicatorDefinition, type IndicatorParams } from '../define-indicator.ts';
import { PartsKernel, type SeriesKernel } from '../kernel-parts.ts';
import { noMovement } from '../no-movement.ts';
import { inOwnPane } from '../outputs.ts';
import { createMovingAverage, maTypeParam, movingAverageWarmup } from '../overlap/moving-average.ts';
import { periodParam } from '../params.ts';

/** The shorter average less the longer one, plainly or in percent of the longer one (0 where that is 0). */
class PriceOscillatorKernel extends PartsKernel {
  readonly #fast: SeriesKernel;
  readonly #slow: SeriesKernel;
  readonly #isPercent: boolean;

  constructor({ fastPeriod, slowPeriod, maType }: IndicatorParams, isPercent: boolean) {
    const fast = createMovingAverage(maType!, Math.min(fastPeriod!, slowPeriod!));
    const slow = createMovingAverage(maType!, Math.max(fastPeriod!, slowPeriod!));
    super(1, [fast, slow]);
    this.#fast = fast;
    this.#slow = slow;
    this.#isPercent = isPercent;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    const slow = this.#slow.peek(value);
    const above = this.#fast.peek(value) - slow;
    if (!this.#isPercent) this.result[0] = above;
    else this.result[0] = Math.abs(slow) < noMovement ? 0 : (above / slow) * 100;
  }
}

const definePriceOscillator = (name: string, title: string, description: string, isPercent: boolean): IndicatorDefinition =>
  defineIndicator({
    info: {
      name, title, description,
      group: 'Momentum',
      inputs: ['close'],
      params: [periodParam('fastPeriod', 'Fast bars', 12), periodParam('slowPeriod', 'Slow bars', 26), maTypeParam()],
      outputs: [inOwnPane()],
      source: `TA-Lib ${name.toUpperCase()}`,
    },
    traits: { isRelative: true },
    warmup: ({ fastPeriod, slowPeriod, maType }) => movingAverageWarmup(maType!, Math.max(fastPeriod!, slowPeriod!)),
    createKernel: (params) => new PriceOscillatorKernel(params, isPercent),
  });

export const apo = definePriceOscillator('apo', 'Absolute price oscillator', 'How far a fast average is above a slow one.', false);
export const ppo = definePriceOscillator('ppo', 'Percentage price oscillator', 'How far a fast average is above a slow one, in percent of it.', true);
