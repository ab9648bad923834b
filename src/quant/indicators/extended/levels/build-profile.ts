import type { BarColumns } from '../../../../contract/model/bar.ts';
import { volumeOf } from '../share.ts';
import { addToProfile, createProfile, findValueArea, resetProfile, type Profile, type ProfileWeight, type ValueArea } from './profile.ts';

/** A profile of some bars, and what sums it up. */
export type BarsProfile = { readonly profile: Profile; readonly area: ValueArea };

/**
 * The profile of the bars from `from` up to but not including `to`: the histogram behind the profile indicators, for drawing.
 * Bars with a NaN or a volume below zero are left out; null where none is left.
 *
 * @param share of all that the value area holds, 0 to 1.
 */
export function buildProfile(bars: BarColumns, from: number, to: number, weight: ProfileWeight, rows = 24, share = 0.7): BarsProfile | null {
  const isGood = (i: number): boolean => Number.isFinite(bars.high[i]! + bars.low[i]! + (weight === 'volume' ? volumeOf(bars.volume[i]!) : 0));
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k).filter(isGood);
  if (indexes.length === 0) return null;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const i of indexes) {
    low = Math.min(low, bars.low[i]!);
    high = Math.max(high, bars.high[i]!);
  }
  const profile = createProfile(rows);
  resetProfile(profile, low, high);
  for (const i of indexes) addToProfile(profile, weight, bars.low[i]!, bars.high[i]!, bars.volume[i]!);
  return { profile, area: findValueArea(profile, share, { poc: 0, high: 0, low: 0 }) };
}
