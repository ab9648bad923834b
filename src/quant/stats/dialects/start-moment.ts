import { computeDataPeriodMs } from '../data-period.ts';

/**
 * The moment at which the first return began: one usual distance before its own. Libraries that take an equity curve see one point
 * more than there are returns.
 */
export function startMsOf(time: Float64Array): number {
  const periodMs = computeDataPeriodMs(time);
  return time[0]! - (Number.isFinite(periodMs) ? periodMs : 86_400_000);
}
