import type { BarColumns, BarPage } from '../../../contract/model/bar.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { OpenReplay } from './open-replay.ts';

/** The last bars of a replay up to its present that start before a moment (null: all), warm-up included. */
export function pageOf({ bars: { series, warmup }, replay }: OpenReplay, beforeMs: EpochMs | null, limit: number): BarPage {
  const before = warmup.time.length;
  const timeAt = (i: number): number => (i < before ? warmup.time[i] : series.bars.time[i - before]) ?? Infinity;
  let end = before + replay.cursor + 1;
  while (beforeMs !== null && end > 0 && timeAt(end - 1) >= beforeMs) end -= 1;
  const start = Math.max(0, end - limit);
  const column = (name: keyof BarColumns): number[] =>
    Array.from({ length: end - start }, (_, k) => ((start + k < before ? warmup[name][start + k] : series.bars[name][start + k - before]) ?? 0));
  return { ...replay.series, seq: replay.cursor, time: column('time'), open: column('open'), high: column('high'), low: column('low'), close: column('close'), volume: column('volume') };
}
