import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import type { BarsByInstrument } from '../../../quant/indicators/index.ts';
import type { Market } from '../market/index.ts';
import { toColumns } from './to-columns.ts';

type History = Pick<Market, 'history'>;

/** An instrument that trades round the clock has a few times as many bars as one with sessions; far more are not read. */
const mostPages = 16;

/** Finished bars of other instruments for the moments of a series, each from its last bar before the first moment on. */
export async function loadOthers(market: History, ids: readonly InstrumentId[], timeframe: Timeframe, time: Float64Array, beforeMs: EpochMs | null): Promise<BarsByInstrument> {
  return new Map(await Promise.all(ids.map(async (id) => [id, await loadOther(market, { instrumentId: id, timeframe }, time, beforeMs)] as const)));
}

/** Finished bars of one series from its last bar before the first of the moments on. */
export async function loadOther(market: History, key: SeriesKey, time: Float64Array, beforeMs: EpochMs | null): Promise<BarColumns> {
  const limit = Math.max(1_000, time.length);
  const fromMs = time[0] ?? Number.POSITIVE_INFINITY;
  const pages: BarColumns[] = [];
  let endMs = beforeMs;
  while (pages.length < mostPages) {
    const page = toColumns(await market.history(key, { beforeMs: endMs, limit }));
    pages.unshift(page);
    const firstMs = page.time[0];
    if (firstMs === undefined || firstMs <= fromMs || page.time.length < limit) break;
    endMs = epochMs(firstMs);
  }
  return joinPages(pages);
}

function joinPages(pages: readonly BarColumns[]): BarColumns {
  const join = (name: keyof BarColumns): Float64Array => Float64Array.from(pages.flatMap((page) => Array.from(page[name])));
  return { time: join('time'), open: join('open'), high: join('high'), low: join('low'), close: join('close'), volume: join('volume') };
}
