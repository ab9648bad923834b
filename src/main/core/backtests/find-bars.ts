import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import type { BarColumns, SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { BarStore } from '../market/index.ts';

type DataUsed = BacktestSpec['data'][number];

/** The stored series that holds the very bars that a run saw, with those bars: proven by their fingerprint. null: there is none (any more). */
export async function findBars(bars: BarStore, data: readonly DataUsed[]): Promise<{ readonly key: SeriesKey; readonly bars: BarColumns } | null> {
  const [used] = data;
  if (used === undefined || data.length !== 1) return null;
  for (const { instrumentId, timeframe } of (await bars.series()).filter((one) => mayHold(one, used))) {
    const key = { instrumentId, timeframe };
    const found = await bars.readWithFingerprint(key, { fromMs: used.fromMs, toMs: epochMs(used.toMs + 1), limit: null });
    if (found.fingerprint === used.fingerprint) return { key, bars: found.bars };
  }
  return null;
}

/** A look at what is known of a series before its bars are read. */
const mayHold = ({ instrumentId, bars, fromMs, toMs }: SeriesInfo, used: DataUsed): boolean =>
  (instrumentId === used.symbol || instrumentId.endsWith(`:${used.symbol}`)) && bars >= used.bars && fromMs !== null && fromMs <= used.fromMs && toMs !== null && toMs >= used.toMs;
