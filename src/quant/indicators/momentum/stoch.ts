import { sumOfNothing } from '../are-finite.ts';
import { defineIndicator } from '../define-indicator.ts';
import { highestInto, lowestInto } from '../extremes-into.ts';
import { inPieces } from '../in-pieces.ts';
import { numberOf } from '../infinities.ts';
import type { Ticks } from '../kernel.ts';
import { type KernelPart, PartsKernel, type SeriesKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { createMovingAverage, maType, maTypeParam, movingAverageWarmup } from '../overlap/moving-average.ts';
import { periodParam, timePeriodParam } from '../params.ts';
import { ExtremeKernel } from '../rolling-extremes.ts';
import { meansInto, RollingMean } from '../rolling-mean.ts';
import { RsiKernel } from './rsi.ts';

const placeOf = (range: number, lowest: number, value: number): number => (range === 0 && value === value ? 0 : ((value - lowest) / range) * 100);

/** Where a value stands between the lowest and the highest of the last bars, in percent; 0 where they are the same. */
class PlaceInRange implements KernelPart {
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;

  constructor(period: number) {
    this.#highest = new ExtremeKernel(period, 1);
    this.#lowest = new ExtremeKernel(period, -1);
  }

  peek(high: number, low: number, value: number): number {
    const lowest = this.#lowest.peek(low);
    return placeOf(this.#highest.peek(high) - lowest, lowest, value);
  }

  commit(): void {
    this.#highest.commit();
    this.#lowest.commit();
  }

  save(): (number | null)[] {
    const highest = this.#highest.save();
    return [highest.length, ...highest, ...this.#lowest.save()];
  }

  load(state: readonly (number | null)[]): void {
    const length = state[0]!;
    this.#highest.load(state.slice(1, 1 + length));
    this.#lowest.load(state.slice(1 + length));
  }
}

/** The place, smoothed once and twice. Both NaN until the second is there. */
class StochKernel extends PartsKernel {
  readonly #place: PlaceInRange;
  readonly #k: SeriesKernel;
  readonly #d: SeriesKernel;

  constructor(fastK: number, k: SeriesKernel, d: SeriesKernel) {
    const place = new PlaceInRange(fastK);
    super(2, [place, k, d]);
    this.#place = place;
    this.#k = k;
    this.#d = d;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.step(inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!);
  }

  step(high: number, low: number, close: number): void {
    const k = this.#k.peek(this.#place.peek(high, low, close));
    const d = this.#d.peek(k);
    this.result[0] = d === d ? k : Number.NaN;
    this.result[1] = d;
  }

  override commit(): void {
    this.#place.commit();
    this.#k.commit();
    this.#d.commit();
  }
}

/** Slots of the memory: both lines; the highest and the lowest, then the place; the bar that is forming, and whether there is one. */
const lineK = 0;
const lineD = 1;
const highest = 2;
const lowest = 3;
const high = 6;
const low = 7;
const close = 8;
const isForming = 9;

/** Both lines smoothed simply, the usual ones: the same values without asking of which kind the averages are. */
class SimpleStochKernel extends PartsKernel {
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;
  readonly #k: RollingMean;
  readonly #d: RollingMean;

  constructor(fastK: number, slowK: number, slowD: number) {
    const parts = [new ExtremeKernel(fastK, 1), new ExtremeKernel(fastK, -1), new RollingMean(slowK), new RollingMean(slowD)] as const;
    super(2, parts, [0, 0], 3);
    [this.#highest, this.#lowest, this.#k, this.#d] = parts;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { memory } = this;
    memory[high] = inputs[0]![index]!;
    memory[low] = inputs[1]![index]!;
    memory[close] = inputs[2]![index]!;
    this.look();
  }

  override commit(): void {
    this.#highest.commit();
    this.#lowest.commit();
    this.#k.commit();
    this.#d.commit();
  }

  createTicks(): Ticks {
    return { add: (values) => this.add(values), replace: (values) => this.replace(values), forming: this.forming };
  }

  private add(values: readonly number[]): Float64Array {
    if (this.memory[isForming] === 1) this.commit();
    return this.replace(values);
  }

  private replace(values: readonly number[]): Float64Array {
    const { memory } = this;
    memory[high] = numberOf(values[0]!);
    memory[low] = numberOf(values[1]!);
    memory[close] = numberOf(values[2]!);
    memory[isForming] = 1;
    this.look();
    memory[lineK] = numberOf(memory[lineK]!);
    memory[lineD] = numberOf(memory[lineD]!);
    return this.result;
  }

  /** Looks at the bar that is forming. */
  private look(): void {
    const { memory } = this;
    this.#highest.look(memory, high, highest);
    this.#lowest.look(memory, low, lowest);
    memory[lowest] = placeOf(memory[highest]! - memory[lowest]!, memory[lowest]!, memory[close]!);
    this.#k.look(memory, lowest, lineK);
    this.#d.look(memory, lineK, lineD);
    if (memory[lineD] !== memory[lineD]) memory[lineK] = Number.NaN;
  }
}

/** The kernel's values over columns, both smoothed simply. False where a price, or what comes of it, is no finite number. */
function stochInto([highs, lows, closes]: readonly Float64Array[], fastK: number, k: number, d: number, [outK, outD]: readonly Float64Array[]): boolean {
  const [highest, lowest] = [outK!, outD!];
  if (!highestInto(highs!, fastK, highest) || !lowestInto(lows!, fastK, lowest)) return false;
  let overflow = sumOfNothing(closes!, 0, Math.min(fastK - 1, closes!.length));
  inPieces(fastK - 1, lowest.length, (from, to) => (overflow += placesInto(closes!, highest, from, to, lowest)));
  meansInto(outD!, k, outK!);
  meansInto(outK!, d, outD!);
  // There is no first line where there is no second.
  outK!.fill(Number.NaN, 0, Math.min(outK!.length, fastK + k + d - 3));
  return overflow === 0;
}

/** Puts the place of each close in its range where the lowest was. Gives 0, NaN where a place or a close is no finite number. */
function placesInto(close: Float64Array, highest: Float64Array, from: number, to: number, lowest: Float64Array): number {
  let overflow = 0;
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) {
    const low = lowest[i]!;
    const range = highest[i]! - low;
    const value = close[i]!;
    const place = range === 0 ? 0 : ((value - low) / range) * 100;
    lowest[i] = place;
    overflow += place - place + (value - value);
  }
  return overflow;
}

/** The place of the RSI in its own range. */
class StochRsiKernel extends PartsKernel {
  readonly #rsi: RsiKernel;
  readonly #stoch: StochKernel;

  constructor(timePeriod: number, stoch: StochKernel) {
    const rsi = new RsiKernel(timePeriod);
    super(2, [rsi, stoch]);
    this.#rsi = rsi;
    this.#stoch = stoch;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = this.#rsi.peek(inputs[0]![index]!);
    this.#stoch.step(value, value, value);
    this.result[0] = this.#stoch.result[0]!;
    this.result[1] = this.#stoch.result[1]!;
  }
}

const fastKParam = periodParam('fastK', 'Bars of the range', 5, 1);
const fastDParams = [periodParam('fastD', 'Bars of %D', 3, 1), maTypeParam('fastDMAType', 'Average of %D')];
const createFast = (fastK: number, fastD: number, type: number): StochKernel =>
  new StochKernel(fastK, createMovingAverage(0, 1), createMovingAverage(type, fastD));

export const stoch = defineIndicator({
  info: {
    name: 'stoch',
    title: 'Stochastic',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [
      fastKParam, periodParam('slowK', 'Bars of %K', 3, 1), maTypeParam('slowKMAType', 'Average of %K'),
      periodParam('slowD', 'Bars of %D', 3, 1), maTypeParam('slowDMAType', 'Average of %D'),
    ],
    outputs: [inOwnPane('slowk'), inOwnPane('slowd')],
    description: 'Where the close stands in the range of the last bars, smoothed, from 0 to 100.',
    source: 'TA-Lib STOCH; G. C. Lane',
  },
  warmup: ({ fastK, slowK, slowKMAType, slowD, slowDMAType }) =>
    fastK! - 1 + movingAverageWarmup(slowKMAType!, slowK!) + movingAverageWarmup(slowDMAType!, slowD!),
  createKernel: ({ fastK, slowK, slowKMAType, slowD, slowDMAType }) => (slowKMAType === maType.sma && slowDMAType === maType.sma
    ? new SimpleStochKernel(fastK!, slowK!, slowD!)
    : new StochKernel(fastK!, createMovingAverage(slowKMAType!, slowK!), createMovingAverage(slowDMAType!, slowD!))),
  computeColumns(inputs, { fastK, slowK, slowKMAType, slowD, slowDMAType }, outputs) {
    return slowKMAType === maType.sma && slowDMAType === maType.sma && stochInto(inputs, fastK!, slowK!, slowD!, outputs);
  },
});

export const stochf = defineIndicator({
  info: {
    name: 'stochf',
    title: 'Fast stochastic',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [fastKParam, ...fastDParams],
    outputs: [inOwnPane('fastk'), inOwnPane('fastd')],
    description: 'Where the close stands in the range of the last bars, from 0 to 100.',
    source: 'TA-Lib STOCHF; G. C. Lane',
  },
  warmup: ({ fastK, fastD, fastDMAType }) => fastK! - 1 + movingAverageWarmup(fastDMAType!, fastD!),
  createKernel: ({ fastK, fastD, fastDMAType }) => createFast(fastK!, fastD!, fastDMAType!),
  computeColumns(inputs, { fastK, fastD, fastDMAType }, outputs) {
    return fastDMAType === maType.sma && stochInto(inputs, fastK!, 1, fastD!, outputs);
  },
});

export const stochrsi = defineIndicator({
  info: {
    name: 'stochrsi',
    title: 'Stochastic of the relative strength index',
    group: 'Momentum',
    inputs: ['close'],
    params: [timePeriodParam(14), fastKParam, ...fastDParams],
    outputs: [inOwnPane('fastk'), inOwnPane('fastd')],
    description: 'Where the relative strength index stands in its own range, from 0 to 100.',
    source: 'TA-Lib STOCHRSI; T. Chande and S. Kroll, The New Technical Trader (1994)',
  },
  warmup: ({ timePeriod, fastK, fastD, fastDMAType }) => timePeriod! + fastK! - 1 + movingAverageWarmup(fastDMAType!, fastD!),
  createKernel: ({ timePeriod, fastK, fastD, fastDMAType }) => new StochRsiKernel(timePeriod!, createFast(fastK!, fastD!, fastDMAType!)),
});
