import { formatCompact, formatNumber } from '../ui/format.ts';

/** A value of an indicator, with as many digits as can be told apart: at the instrument's step over prices (`places`), by its size elsewhere (null). */
export function formatReading(value: number | null, places: number | null): string {
  if (value === null || !Number.isFinite(value)) return formatNumber(null);
  if (places !== null) return formatNumber(value, places);
  const size = Math.abs(value);
  if (size >= 1e5) return formatCompact(value);
  return formatNumber(value, placesAt(size));
}

/** Digits after the point for values that stand side by side outside the prices, so that they can be compared; null: each by its size. */
export function placesOfReadings(values: readonly (number | null)[]): number | null {
  const sizes = values.flatMap((value) => (value === null || !Number.isFinite(value) ? [] : [Math.abs(value)]));
  const largest = Math.max(0, ...sizes);
  if (sizes.length < 2 || largest >= 1e5) return null;
  // Small beside large keeps a digit more than the large one needs.
  return largest >= 10 || largest === 0 ? 2 : Math.min(8, placesAt(largest) + 1);
}

/** What counts or flags is whole: a pattern of candles is 100, −100 or 0. */
export const isWholeOutput = (name: string): boolean => name === 'integer';

const placesAt = (size: number): number => (size >= 1 || size === 0 ? 2 : Math.min(8, 2 - Math.floor(Math.log10(size))));
