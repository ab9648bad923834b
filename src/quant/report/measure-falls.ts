import type { WorstDrawdown } from '../../contract/model/report.ts';
import type { EpochMs } from '../../contract/model/units.ts';

export type Falls = {
  /** Share below the highest value so far at each bar, 0 or less. */
  readonly drawdown: Float64Array;
  readonly worst: WorstDrawdown | null;
};

/** How far a value lies below its former peak, bar by bar, and its deepest fall: the first one where several are as deep. */
export function measureFalls(time: ArrayLike<number>, value: ArrayLike<number>): Falls {
  const drawdown = new Float64Array(value.length);
  let [peak, peakBar] = [Number.NEGATIVE_INFINITY, 0];
  let worst: { from: number; bottom: number } | null = null;
  for (let bar = 0; bar < value.length; bar++) {
    if (value[bar]! >= peak) [peak, peakBar] = [value[bar]!, bar];
    else {
      drawdown[bar] = value[bar]! / peak - 1;
      if (worst === null || drawdown[bar]! < drawdown[worst.bottom]!) worst = { from: peakBar, bottom: bar };
    }
  }
  if (worst === null) return { drawdown, worst: null };
  const { from, bottom } = worst;
  const recovered = findFrom(bottom, value.length, (bar) => value[bar]! >= value[from]!);
  return {
    drawdown,
    worst: {
      depth: drawdown[bottom]!, fromMs: time[from] as EpochMs, bottomMs: time[bottom] as EpochMs, toMs: recovered === null ? null : (time[recovered] as EpochMs),
    },
  };
}

function findFrom(from: number, to: number, matches: (bar: number) => boolean): number | null {
  for (let bar = from; bar < to; bar++) if (matches(bar)) return bar;
  return null;
}
