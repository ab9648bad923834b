const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** 1970-01-05 was the first Monday of the epoch. */
const firstMondayMs = 4 * dayMs;

/** Start of the period that a moment lies in: periods count from the epoch in UTC, whole weeks from Monday. */
export function periodStart(ms: number, timeframeMs: number): number {
  const origin = timeframeMs % weekMs === 0 ? firstMondayMs : 0;
  return Math.floor((ms - origin) / timeframeMs) * timeframeMs + origin;
}
