import type { Param } from '../../../../contract/model/param.ts';
import { isMoment } from './label-indicator.ts';

const dayMs = 86_400_000;

/** Where something that begins at a moment begins on a chart unless it is said: at the first bar of the newest day; on bars of days and weeks at that of the newest year. */
export function usualMoments(params: readonly Param[], bars: readonly { readonly time: number }[]): Record<string, number> {
  const [last, before] = [bars.at(-1), bars.at(-2)];
  if (last === undefined) return {};
  const isLong = before !== undefined && last.time - before.time >= dayMs;
  const startMs = isLong ? Date.UTC(new Date(last.time).getUTCFullYear(), 0) : Math.floor(last.time / dayMs) * dayMs;
  const first = bars.find(({ time }) => time >= startMs) ?? last;
  return Object.fromEntries(params.filter(isMoment).map(({ name }) => [name, first.time]));
}
