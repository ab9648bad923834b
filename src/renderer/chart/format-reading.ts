import { formatCompact, formatNumber } from '../ui/format.ts';

/** A value of an indicator, with as many digits as can be told apart: at the instrument's step over prices (`places`), by its size elsewhere (null). */
export function formatReading(value: number | null, places: number | null): string {
  if (value === null || !Number.isFinite(value)) return formatNumber(null);
  if (places !== null) return formatNumber(value, places);
  const size = Math.abs(value);
  if (size >= 1e5) return formatCompact(value);
  return formatNumber(value, size >= 1 || size === 0 ? 2 : Math.min(8, 2 - Math.floor(Math.log10(size))));
}
