import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import type { BarColumns, SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { readSeries, type BarSource } from './bar-source.ts';
import type { RecordedSpec } from './ports.ts';

/** A series with the very bars that a run saw of it. */
export type FoundSeries = { readonly key: SeriesKey; readonly bars: BarColumns };

type DataUsed = BacktestSpec['data'][number];

/**
 * The series that holds the very bars that a run saw, with those bars: proven by their fingerprint. The series that the run was started
 * over is looked at first, then stored ones of that symbol. null: there is none (any more).
 */
export async function findBars(source: BarSource, spec: RecordedSpec | null): Promise<FoundSeries | null> {
  const [used] = spec?.data ?? [];
  return used === undefined || spec?.data.length !== 1 ? null : findOne(source, used, spec.series);
}

/** The same for each series of a run, in its order. Empty where nothing is known of the run. */
export async function findAllBars(source: BarSource, spec: RecordedSpec | null): Promise<readonly (FoundSeries | null)[]> {
  const keys = spec?.series === undefined ? (spec?.keys ?? []) : [spec.series];
  const found = [];
  for (const [k, used] of (spec?.data ?? []).entries()) found.push(await findOne(source, used, keys[k]));
  return found;
}

async function findOne(source: BarSource, used: DataUsed, first: SeriesKey | undefined): Promise<FoundSeries | null> {
  const stored = (await source.bars.series()).filter((one) => mayHold(one, used)).map(({ instrumentId, timeframe }) => ({ instrumentId, timeframe }));
  for (const key of first === undefined ? stored : [first, ...stored]) {
    const found = await readSeries(source, key, { fromMs: used.fromMs, toMs: epochMs(used.toMs + 1) });
    if (found.fingerprint === used.fingerprint) return { key, bars: found.bars };
  }
  return null;
}

/** A look at what is known of a series before its bars are read. */
const mayHold = ({ instrumentId, bars, fromMs, toMs }: SeriesInfo, used: DataUsed): boolean =>
  (instrumentId === used.symbol || instrumentId.endsWith(`:${used.symbol}`)) && bars >= used.bars && fromMs !== null && fromMs <= used.fromMs && toMs !== null && toMs >= used.toMs;
