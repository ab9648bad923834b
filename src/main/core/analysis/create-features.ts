import { IANAZone } from 'luxon';
import type { BarColumns, BarPage, SeriesKey } from '../../../contract/model/bar.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { QuantError } from '../../../quant/error.ts';
import { describeFeature, findFeature, listFeatures, namesOfSet } from '../../../quant/features/index.ts';
import { makeZoneClock, type ZoneClock } from '../../../quant/series/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import type { FeatureRequest, FeatureResult, Features, FeatureSource } from './features.ts';
import type { JobCall } from './regimes.ts';
import { settlingBars } from './settling-bars.ts';
import { valueOf } from './value-of.ts';

export type FeaturesDeps = { readonly market: Pick<Market, 'history' | 'requireInstrument'>; readonly jobs: JobPort };

const dayMs = 86_400_000;
/** What an answer of a procedure holds at most: about 4 MB of JSON, which the main thread writes in some hundredths of a second. */
const mostValues = 200_000;
/** A million bars of the default set take about 1.5 GB, most of it the result. */
const memoryLimitMb = 8_192;

/** Builds features over the market's bars; they are computed in the pool. */
export function createFeatures({ market, jobs }: FeaturesDeps): Features {
  async function compute({ columns, peers, isDated, joins = [], barMs = null }: FeatureSource, request: FeatureRequest, call: JobCall = {}): Promise<FeatureResult> {
    const names = namesOf(request);
    checkZone(request.timezone);
    const clock = request.timezone === null || isDated ? null : toClock(request.timezone, columns.time);
    const joined = { joins, barMs: leastLength(columns.time, barMs) };
    return { bars: columns.time.length, time: columns.time, ...valueOf(await jobs.run('features.compute', { columns, names, clock, peers, ...joined }, { ...call, memoryLimitMb })) };
  }
  return {
    list: listFeatures,
    compute,
    async computeSeries(key, request, { beforeMs, limit, peers, joins = [] }, call = {}) {
      const names = namesOf(request);
      checkSize(names.length + 2 * joins.length, limit);
      checkZone(request.timezone);
      for (const id of [key.instrumentId, ...peers]) market.requireInstrument(id);
      const warmup = Math.max(...names.map((name) => describeFeature(findFeature(name)).warmup));
      const load = async (instrumentId: SeriesKey['instrumentId']): Promise<BarColumns> =>
        toColumns(await market.history({ ...key, instrumentId }, { beforeMs, limit: limit + settlingBars(warmup) }));
      const [columns, ...others] = await Promise.all([load(key.instrumentId), ...peers.map(load)]);
      return lastValues(await compute({ columns, peers: others, isDated: timeframeMs(key.timeframe) >= dayMs, joins, barMs: timeframeMs(key.timeframe) }, request, call), limit);
    },
  };
}

/**
 * How long a bar is at least: what a bar may know of other series is what was known so long after its start. Of bars of a month, which are
 * not of one length, that is the shortest.
 */
function leastLength(time: Float64Array, barMs: number | null): number {
  let least = barMs ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i < time.length; i++) least = Math.min(least, (time[i] ?? 0) - (time[i - 1] ?? 0));
  return Number.isFinite(least) ? least : 0;
}

function namesOf({ set, names }: Pick<FeatureRequest, 'set' | 'names'>): readonly string[] {
  try {
    return names === null ? namesOfSet(set) : [...new Set(names.map((name) => findFeature(name).name))];
  } catch (error) {
    if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
    throw error;
  }
}

function checkZone(timezone: string | null): void {
  if (timezone === null || IANAZone.isValidZone(timezone)) return;
  throw new AppError('INVALID_INPUT', `There is no time zone ${timezone}; give a name of the IANA database, such as America/New_York.`, { timezone });
}

/** The zone's clock over the bars; null where there are none. */
function toClock(timezone: string, time: Float64Array): ZoneClock | null {
  const [first, last] = [time.at(0), time.at(-1)];
  if (first === undefined || last === undefined) return null;
  const zone = IANAZone.create(timezone);
  return makeZoneClock(timezone, (ms) => zone.offset(ms), first, last);
}

function checkSize(features: number, bars: number): void {
  if (features * bars <= mostValues) return;
  throw new AppError('INVALID_INPUT', `${features} features of ${bars} bars are ${features * bars} values, more than ${mostValues}; ask for fewer names or a limit of ${Math.floor(mostValues / features)} bars.`, { features, bars, mostValues });
}

/** The end of a result; of its warm-ups what still lies inside. */
function lastValues(result: FeatureResult, limit: number): FeatureResult {
  const cut = Math.max(0, result.bars - limit);
  return {
    ...result, bars: result.bars - cut, warmups: result.warmups.map((warmup) => Math.max(0, warmup - cut)), time: result.time.subarray(cut),
    columns: Object.fromEntries(Object.entries(result.columns).map(([name, values]) => [name, values.subarray(cut)])),
  };
}

const toColumns = (page: BarPage): BarColumns => ({
  time: Float64Array.from(page.time), open: Float64Array.from(page.open), high: Float64Array.from(page.high),
  low: Float64Array.from(page.low), close: Float64Array.from(page.close), volume: Float64Array.from(page.volume),
});
