import { defineIndicator } from '../define-indicator.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { realParam, timePeriodParam } from '../params.ts';
import { RollingVariance, variancesInto } from '../rolling-variance.ts';
import { runKernel } from '../run-kernel.ts';

/** Population variance of a window, exact at any price level. NaN while a NaN is in the window. */
export class VarKernel extends SeriesKernel {
  readonly #variance: RollingVariance;

  constructor(timePeriod: number) {
    const variance = new RollingVariance(timePeriod);
    super([variance]);
    this.#variance = variance;
  }

  peek(value: number): number {
    return this.#variance.peek(value);
  }
}

/** Population standard deviation of a window, exact at any price level. NaN while a NaN is in the window. */
export class StddevKernel extends SeriesKernel {
  readonly #variance: RollingVariance;
  readonly #factor: number;

  /** @param factor deviations that make one unit of the result. */
  constructor(timePeriod: number, factor = 1) {
    const variance = new RollingVariance(timePeriod);
    super([variance]);
    this.#variance = variance;
    this.#factor = factor;
  }

  peek(value: number): number {
    return this.#factor * Math.sqrt(this.#variance.peek(value));
  }
}

/** The kernel's deviations over a column. */
function stddevInto(values: Float64Array, period: number, factor: number, out: Float64Array): boolean {
  return variancesInto(values, period, out, (from, to) => rootsInto(out, factor, from, to));
}

function rootsInto(out: Float64Array, factor: number, from: number, to: number): void {
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) out[i] = factor * Math.sqrt(out[i]!);
}

/** Population standard deviation of the last `timePeriod` values, this one included. NaN before there are as many. */
export const computeStddev = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new StddevKernel(timePeriod), values, out, (target) => stddevInto(values, timePeriod, 1, target));

export const stddev = defineIndicator({
  info: {
    name: 'stddev',
    title: 'Standard deviation',
    group: 'Statistics',
    inputs: ['close'],
    params: [timePeriodParam(5), realParam('nbDev', 'Deviations', 1)],
    outputs: [inOwnPane()],
    description: 'How far the closes of the last bars stray from their mean (population).',
    source: 'TA-Lib STDDEV, with sums that keep their digits where its own lose them',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod, nbDev }) => new StddevKernel(timePeriod!, nbDev!),
  computeColumns: ([close], { timePeriod, nbDev }, [out]) => stddevInto(close!, timePeriod!, nbDev!, out!),
});

export const variance = defineIndicator({
  info: {
    name: 'var',
    title: 'Variance',
    group: 'Statistics',
    inputs: ['close'],
    params: [timePeriodParam(5, 1), realParam('nbDev', 'Deviations (without effect, as in TA-Lib)', 1)],
    outputs: [inOwnPane()],
    description: 'Mean squared distance of the closes of the last bars from their mean (population).',
    source: 'TA-Lib VAR, with sums that keep their digits where its own lose them',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new VarKernel(timePeriod!),
  computeColumns: ([close], { timePeriod }, [out]) => variancesInto(close!, timePeriod!, out!),
});
