import type { Param } from '../../../../contract/model/param.ts';
import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { fillBetween, overPrices } from '../../outputs.ts';
import { volumeOf } from '../share.ts';
import { addToProfile, createProfile, findValueArea, resetProfile, type Profile, type ValueArea } from './profile.ts';

export const rowsParam: Param = { name: 'rows', title: 'Rows', default: 24, min: 2, max: 1_000, isInteger: true };
export const valueAreaParam: Param = { name: 'valueArea', title: 'Percent of all in the value area', default: 70, min: 1, max: 100, isInteger: false };
export const profileOutputs = [overPrices('poc'), overPrices('high', 'band'), overPrices('low', 'band')];
export const profileFills = [fillBetween('high', 'low', 'valueArea')];

/** Volume by price over a window, made afresh at each bar. NaN while a NaN, or a volume below zero, is in the window. */
class RollingProfileKernel extends PartsKernel {
  readonly #highs: History;
  readonly #lows: History;
  readonly #volumes: History;
  readonly #period: number;
  readonly #share: number;
  readonly #profile: Profile;
  readonly #area: ValueArea = { poc: 0, high: 0, low: 0 };

  constructor({ timePeriod, rows, valueArea }: IndicatorParams) {
    const [highs, lows, volumes] = [new History(timePeriod! - 1), new History(timePeriod! - 1), new History(timePeriod! - 1)];
    super(3, [highs, lows, volumes]);
    this.#highs = highs;
    this.#lows = lows;
    this.#volumes = volumes;
    this.#period = timePeriod!;
    this.#share = valueArea! / 100;
    this.#profile = createProfile(rows!);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.#highs.put(inputs[0]![index]!);
    this.#lows.put(inputs[1]![index]!);
    this.#volumes.put(volumeOf(inputs[2]![index]!));
    let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < this.#period; i++) {
      if (!(this.#volumes.back(i) >= 0)) lowest = Number.NaN;
      lowest = Math.min(lowest, this.#lows.back(i), this.#highs.back(i));
      highest = Math.max(highest, this.#highs.back(i), this.#lows.back(i));
    }
    if (!Number.isFinite(highest - lowest)) {
      this.result.fill(Number.NaN);
      return;
    }
    resetProfile(this.#profile, lowest, highest);
    for (let i = this.#period - 1; i >= 0; i--) {
      const [high, low] = [this.#highs.back(i), this.#lows.back(i)];
      addToProfile(this.#profile, 'volume', Math.min(low, high), Math.max(low, high), this.#volumes.back(i));
    }
    const { poc, high, low } = findValueArea(this.#profile, this.#share, this.#area);
    this.result[0] = poc;
    this.result[1] = high;
    this.result[2] = low;
  }
}

/**
 * The volume of a bar is spread evenly over its range; with bars of one size only, where in its bar a unit traded is not known.
 * The value area grows row by row (see `findValueArea`); others compare two rows at a time.
 */
export const volumeProfile = defineIndicator({
  info: {
    name: 'volume_profile',
    title: 'Volume profile of the last bars',
    group: 'Levels',
    inputs: ['high', 'low', 'volume'],
    params: [{ name: 'timePeriod', title: 'Bars', default: 100, min: 1, max: 10_000, isInteger: true }, rowsParam, valueAreaParam],
    outputs: profileOutputs,
    fills: profileFills,
    description: 'The price where most traded over the last bars, and the range round it that holds most of the volume.',
    source: 'Volume at price; value area after J. P. Steidlmayer, Markets and Market Logic (1986)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: (params) => new RollingProfileKernel(params),
});
