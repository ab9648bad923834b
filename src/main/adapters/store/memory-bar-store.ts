import type { BarColumns, SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument } from '../../../contract/model/instrument.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { aggregateBars, periodStart } from '../../../quant/bars/index.ts';
import { AppError } from '../../core/kernel/index.ts';
import type { AppendOptions, AppendReport, BarRange } from '../../core/market/ports.ts';
import { fingerprintBars } from '../../workers/compute/fingerprint-bars.ts';
import type { MarketStore } from './bars/bar-store.ts';
import { checkBars } from './bars/check-bars.ts';
import { allocateBars, firstTime, joinBars, joinShared, lastTime, positionAt, viewBars } from './bars/columns.ts';
import { mergeBars } from './bars/merge-bars.ts';
import { rollUpTargets } from './bars/roll-up.ts';

type Series = {
  readonly key: SeriesKey;
  bars: BarColumns;
  isKept: boolean;
  /** Name of the series it is computed from; null for one of its own. */
  rolledUpFrom: string | null;
  seq: number;
  retentionMs: number | null;
  /** Retention removed what was before this moment, so nothing before it can be aggregated again. */
  trimmedToMs: number;
};

const nameOf = (key: SeriesKey): string => `${key.instrumentId} ${key.timeframe}`;

/** Bars without a disk: the same behaviour for tests and simulations; everything is gone with the process. */
export function createMemoryBarStore(): MarketStore {
  const stored = new Map<string, Series>();
  const instruments = new Map<string, Instrument>();
  let lastSeq = 0;

  function append(key: SeriesKey, columns: BarColumns, options: AppendOptions): AppendReport {
    const bars = checkBars(columns);
    const found = stored.get(nameOf(key));
    if (bars.time.length === 0) return { added: 0, replaced: 0, unchanged: 0, rolledUpReplaced: 0, seq: found?.seq ?? 0 };
    const previous = found === undefined || found.rolledUpFrom !== null ? allocateBars(0) : found.bars;
    const { all, change } = mergeBars(previous, joinBars([bars]), options.onConflict);
    const rolledUpReplaced = found === undefined || found.rolledUpFrom === null ? 0 : found.bars.time.length;
    const series: Series = found ?? { key, bars: previous, isKept: false, rolledUpFrom: null, seq: 0, retentionMs: null, trimmedToMs: -Infinity };
    const hasChanged = change.fromMs !== null || (options.isKept && !series.isKept);
    if (hasChanged) series.seq = ++lastSeq;
    series.bars = joinBars([all]);
    series.isKept ||= options.isKept;
    series.rolledUpFrom = null;
    stored.set(nameOf(key), series);
    if (hasChanged) rollUpAll(series);
    return { added: change.added, replaced: change.replaced, unchanged: change.unchanged, rolledUpReplaced, seq: series.seq };
  }

  function rollUpAll(base: Series): void {
    for (const timeframe of rollUpTargets(base.key.timeframe)) {
      const key = { ...base.key, timeframe };
      const found = stored.get(nameOf(key));
      if (found !== undefined && found.rolledUpFrom !== nameOf(base.key)) continue;
      const lengthMs = timeframeMs(timeframe);
      const completeToMs = periodStart(lastTime(base.bars) + timeframeMs(base.key.timeframe), lengthMs);
      const knownFromMs = Number.isFinite(base.trimmedToMs) ? periodStart(base.trimmedToMs + lengthMs - 1, lengthMs) : -Infinity;
      const complete = viewBars(base.bars, positionAt(base.bars.time, knownFromMs), positionAt(base.bars.time, completeToMs));
      if (complete.time.length === 0) continue;
      const { all, change } = mergeBars(found?.bars ?? allocateBars(0), aggregateBars(complete, lengthMs), 'replace');
      const seq = change.fromMs === null && found?.isKept === base.isKept ? found.seq : ++lastSeq;
      stored.set(nameOf(key), {
        key, bars: joinBars([all]), isKept: base.isKept, rolledUpFrom: nameOf(base.key), seq,
        retentionMs: found?.retentionMs ?? null, trimmedToMs: found?.trimmedToMs ?? -Infinity,
      });
    }
  }

  function read(key: SeriesKey, { fromMs, toMs, limit }: BarRange): BarColumns {
    const bars = stored.get(nameOf(key))?.bars ?? allocateBars(0);
    const to = toMs === null ? bars.time.length : positionAt(bars.time, toMs);
    const from = Math.max(fromMs === null ? 0 : positionAt(bars.time, fromMs), limit === null ? 0 : to - limit);
    return joinShared([viewBars(bars, Math.min(from, to), to)]);
  }

  function applyRetention(nowMs: number): number {
    let deleted = 0;
    for (const series of stored.values()) {
      if (series.retentionMs === null || series.isKept) continue;
      const beforeMs = nowMs - series.retentionMs;
      const position = positionAt(series.bars.time, beforeMs);
      if (position === 0) continue;
      series.trimmedToMs = Math.max(series.trimmedToMs, beforeMs);
      deleted += position;
      series.bars = joinBars([viewBars(series.bars, position, series.bars.time.length)]);
      series.seq = ++lastSeq;
    }
    return deleted;
  }

  return {
    append: async (key, bars, options) => append(key, bars, options),
    read: async (key, range) => read(key, range),
    async readWithFingerprint(key, range) {
      const bars = read(key, range);
      return { bars, fingerprint: fingerprintBars(bars) };
    },
    series: async () => [...stored.values()].map(toInfo).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
    async remove(key) {
      stored.delete(nameOf(key));
      for (const [name, series] of stored) if (series.rolledUpFrom === nameOf(key)) stored.delete(name);
      const own = [...stored.values()].filter((series) => series.key.instrumentId === key.instrumentId && series.rolledUpFrom === null);
      for (const base of own.toSorted((a, b) => timeframeMs(a.key.timeframe) - timeframeMs(b.key.timeframe))) rollUpAll(base);
    },
    async compact() {},
    async setRetention(key, retentionMs) {
      const series = stored.get(nameOf(key));
      if (series === undefined) throw new AppError('NOT_FOUND', `There are no bars of ${key.instrumentId} at ${key.timeframe}.`);
      series.retentionMs = retentionMs;
    },
    applyRetention: async (now) => applyRetention(now),
    list: async () => [...instruments.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    async save(instrument) {
      instruments.set(instrument.id, structuredClone(instrument));
    },
    health: () => ({ status: 'ok', detail: 'The store is open.' }),
    async dispose() {},
  };
}

const toInfo = ({ key, bars, isKept, rolledUpFrom, seq }: Series): SeriesInfo => ({
  ...key, isKept, seq,
  bars: bars.time.length,
  fromMs: bars.time.length === 0 ? null : firstTime(bars),
  toMs: bars.time.length === 0 ? null : lastTime(bars),
  isRolledUp: rolledUpFrom !== null,
});
