import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingPairs } from '../rolling-pairs.ts';

/** Pearson's correlation of a window; 0 where one of the two does not move. NaN while a NaN is in the window. */
class CorrelKernel extends PartsKernel {
  readonly #pairs: RollingPairs;

  constructor(timePeriod: number) {
    const pairs = new RollingPairs(timePeriod);
    super(1, [pairs]);
    this.#pairs = pairs;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const pairs = this.#pairs;
    pairs.put(inputs[0]![index]!, inputs[1]![index]!);
    const scale = Math.sqrt(pairs.firstSquares) * Math.sqrt(pairs.secondSquares);
    this.result[0] = scale === 0 ? 0 : Math.max(-1, Math.min(1, pairs.products / scale));
  }
}

/** Slope of the returns of the second series on those of the first; 0 where the first does not move. */
class BetaKernel extends PartsKernel {
  readonly #pairs: RollingPairs;

  constructor(timePeriod: number) {
    const pairs = new RollingPairs(timePeriod);
    super(1, [pairs], [Number.NaN, Number.NaN]);
    this.#pairs = pairs;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming } = this;
    const pairs = this.#pairs;
    coming[0] = inputs[0]![index]!;
    coming[1] = inputs[1]![index]!;
    pairs.put(toReturn(coming[0], past[0]!), toReturn(coming[1], past[1]!));
    this.result[0] = pairs.firstSquares === 0 ? 0 : pairs.products / pairs.firstSquares;
  }
}

/** Simple return; 0 from a price of 0. */
const toReturn = (price: number, before: number): number => (before === 0 ? 0 : (price - before) / before);

export const correl = defineIndicator({
  info: {
    name: 'correl',
    title: 'Correlation',
    group: 'Statistics',
    inputs: ['high', 'low'],
    params: [timePeriodParam(30, 1)],
    outputs: [inOwnPane()],
    description: "Pearson's correlation of two series over the last bars, from -1 to 1.",
    source: 'TA-Lib CORREL, by the two-pass formula, which keeps the digits that its own sums lose',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new CorrelKernel(timePeriod!),
});

export const beta = defineIndicator({
  info: {
    name: 'beta',
    title: 'Beta',
    group: 'Statistics',
    inputs: ['high', 'low'],
    params: [timePeriodParam(5, 1)],
    outputs: [inOwnPane()],
    description: 'How much the second series moves when the first one does, from their returns.',
    source: 'TA-Lib BETA, by the two-pass formula, which keeps the digits that its own sums lose',
  },
  traits: { isRelative: true },
  warmup: ({ timePeriod }) => timePeriod!,
  createKernel: ({ timePeriod }) => new BetaKernel(timePeriod!),
});
