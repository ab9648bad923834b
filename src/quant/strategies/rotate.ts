import type { BarColumns } from '../../contract/model/bar.ts';
import type { Cursor } from '../engine/cursor.ts';
import { monthOf } from './calendar.ts';

/** Gain from `lookback` bars ago to `skip` bars ago, as of the first bar of each month; the bars after it keep its value. NaN before. */
export function monthlyMomentum({ time, close }: BarColumns, lookback: number, skip: number): Float64Array {
  const out = new Float64Array(close.length).fill(NaN);
  let month = NaN;
  for (let i = 0; i < close.length; i++) {
    const now = monthOf(time[i]);
    if (now === month) out[i] = out[i - 1];
    else if (i >= lookback) out[i] = close[i - skip] / close[i - lookback] - 1;
    month = now;
  }
  return out;
}

/**
 * Holds the symbols with the most momentum above `least`, each bought for the same share of equity; of equals the earlier symbol. What no
 * longer belongs is sold first: as long as there is any, nothing is bought.
 */
export function rotate(c: Cursor<'momentum'>, top: number, least: number): void {
  const all = c.symbols.map((symbol) => c.of(symbol));
  const chosen = new Set(all.filter((one) => one.ind.momentum.value > least).sort((a, b) => b.ind.momentum.value - a.ind.momentum.value).slice(0, top));
  const leaving = all.filter((one) => !chosen.has(one) && !one.isFlat);
  for (const one of leaving) if (one.isIdle) one.close();
  if (leaving.length > 0) return;
  for (const one of chosen) if (one.isFlat && one.isIdle) one.buy({ size: { kind: 'equity', multiple: 1 / top } });
}
