import type { BarColumns, SeriesKey } from '../../contract/model/bar.ts';
import type { DescriptionParts, SeriesDescription } from '../../contract/model/description.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { describeDistribution } from './describe-distribution.ts';
import { describeDirection, describeSize } from './describe-memory.ts';
import { describeRegimes } from './describe-regimes.ts';
import { describeTests } from './describe-tests.ts';
import { describeVolatility } from './describe-volatility.ts';
import { thinLine } from './thin-line.ts';
import { countYearly, dailyLevels, fromFirstChange, longestStepMs, toReturns, type Levels, type LogReturns } from './to-returns.ts';
import { nameOfPeriod } from './words.ts';

/** Bars of a series, and whether returns across breaks in trading count. */
export type PriceInput = { readonly key: SeriesKey; readonly name: string; readonly stepMs: number; readonly bars: BarColumns; readonly keepsBreaks: boolean };
/** Equity at the end of each bar of a run. */
export type EquityInput = { readonly runId: string; readonly name: string; readonly time: ArrayLike<number>; readonly value: ArrayLike<number> };

type Progress = (share: number) => void;
type Subject = Pick<SeriesDescription, 'name' | 'series' | 'runId' | 'bars'> & { readonly levels: Levels; readonly ranges: BarColumns | null; readonly timeframe: string; readonly stepMs: number; readonly mostMs: number };

/** With fewer returns than this, tails, memory and regimes are noise. */
export const fewestReturns = 60;
const mostDrawn = 600;
const dayMs = 86_400_000;
/** Equity of bars shorter than a day is read by days from so many of them on. */
const enoughDays = 60;

/** Describes the closes of a series of bars. */
export const describePrices = ({ key, name, stepMs, bars, keepsBreaks }: PriceInput, progress: Progress): SeriesDescription =>
  describe({
    name, series: key, runId: null, bars: bars.time.length, levels: { time: bars.time, value: bars.close }, ranges: bars, timeframe: key.timeframe, stepMs,
    mostMs: keepsBreaks ? Number.POSITIVE_INFINITY : longestStepMs(stepMs),
  }, progress);

/** Describes the equity of a run, from its first trade on: by days where its bars are shorter and the days are enough, else by bars. */
export function describeEquity({ runId, name, time, value }: EquityInput, progress: Progress): SeriesDescription {
  const all = fromFirstChange({ time: Float64Array.from(time), value: Float64Array.from(value) });
  const daily = dailyLevels(all);
  const isDaily = daily.time.length < all.time.length && daily.time.length > enoughDays;
  const levels = isDaily ? daily : all;
  const stepMs = usualStep(levels.time);
  return describe({ name, series: null, runId, bars: time.length, levels, ranges: null, timeframe: nameOfStep(stepMs), stepMs, mostMs: Number.POSITIVE_INFINITY }, progress);
}

/** Median distance of moments. */
function usualStep(time: Float64Array): number {
  const gaps = time.subarray(1).map((ms, i) => ms - time[i]!).sort();
  return gaps[gaps.length >> 1] ?? dayMs;
}

const units = [['w', 7 * dayMs], ['d', dayMs], ['h', 3_600_000], ['m', 60_000], ['s', 1_000]] as const;

function nameOfStep(stepMs: number): string {
  const [unit, size] = units.find(([, ms]) => stepMs >= ms) ?? ['s', 1_000];
  return `${Math.round(stepMs / size)}${unit}`;
}

function describe({ levels, ranges, timeframe, stepMs, mostMs, ...subject }: Subject, progress: Progress): SeriesDescription {
  const found = toReturns(levels, mostMs);
  const { returns, time, value } = found;
  const periodsPerYear = countYearly(levels.time, stepMs);
  const places = thinLine(value, mostDrawn);
  const lack = returns.length < fewestReturns ? 'too-few' : returns.every((one) => one === 0) ? 'flat' : null;
  progress(0.05);
  const description: SeriesDescription = {
    ...subject, fromMs: (levels.time[0] as EpochMs | undefined) ?? null, toMs: (levels.time.at(-1) as EpochMs | undefined) ?? null,
    period: nameOfPeriod(timeframe), periodsPerYear, returns: returns.length, leftOut: { breaks: found.breaks, unusable: found.unusable }, lack, needed: fewestReturns,
    line: { place: places, time: places.map((place) => time[place]! as EpochMs), value: places.map((place) => value[place]!) },
    parts: lack === null ? describeParts(found, ranges, periodsPerYear, nameOfPeriod(timeframe), places, progress) : null,
  };
  progress(1);
  return description;
}

function describeParts({ returns, value }: LogReturns, bars: BarColumns | null, periodsPerYear: number, period: string, places: readonly number[], progress: Progress): DescriptionParts {
  const distribution = describeDistribution(returns, periodsPerYear, period);
  progress(0.2);
  const [direction, size] = [describeDirection(returns), describeSize(returns)];
  progress(0.3);
  const tests = describeTests(returns, value);
  progress(0.5);
  const regimes = describeRegimes(returns, periodsPerYear, period, (share) => progress(0.5 + 0.3 * share));
  const volatility = describeVolatility({ returns, bars, periodsPerYear, period, places });
  return { distribution, direction, size, tests, regimes, volatility };
}
