import { timeframe, timeframeMs, type Timeframe } from '../../../contract/model/timeframe.ts';
import { AppError } from '../kernel/index.ts';
import type { BarSpacing } from './ports.ts';

const dayMs = 86_400_000;
/** Share by which bars may lie nearer or wider than their timeframe: months of 28 to 31 days, days of 23 to 25 hours. */
const tolerance = 0.12;
/** The most common distance tells a timeframe where it makes up this share of all; below it the bars keep no rhythm. */
const leastShare = 0.2;
/** Distances from which on a wide one is no gap any more: a Friday and a Monday alone do not make bars of three days. */
const leastDistances = 3;

const units: readonly (readonly [string, number])[] = [['w', 7 * dayMs], ['d', dayMs], ['h', 3_600_000], ['m', 60_000], ['s', 1_000]];
/** Calendar lengths that no timeframe names, as the days that stand for them: month, quarter, year. */
const calendarDays = [[28, 31, 30], [89, 92, 90], [365, 366, 365]] as const;

const isNear = (ms: number, lengthMs: number): boolean => Math.abs(ms - lengthMs) <= tolerance * lengthMs;

/** The timeframe that bars at this distance have; null where none is of that length. */
function timeframeOf(ms: number): Timeframe | null {
  const days = ms / dayMs;
  const calendar = calendarDays.find(([least, most]) => days > least && days <= most);
  const lengthMs = calendar === undefined ? ms : calendar[2] * dayMs;
  const [unit, unitMs] = units.find(([, each]) => lengthMs % each === 0) ?? ['', 0];
  return unit === '' || lengthMs / unitMs > 9_999 ? null : timeframe(`${lengthMs / unitMs}${unit}`);
}

/** The timeframe that the bars of a file seem to have; null where they do not tell. */
export function guessTimeframe(spacing: BarSpacing | null): Timeframe | null {
  return spacing === null || spacing.share < leastShare ? null : timeframeOf(spacing.typicalMs);
}

/** The typical distance, or the mean one where none is typical. */
const distanceOf = ({ share, meanMs, typicalMs }: BarSpacing): number => (share < leastShare ? meanMs : typicalMs);

/** Bars without a rhythm, such as minutes that were seldom traded, may lie wider apart than they are long, and two bars any way. */
function isFitting(spacing: BarSpacing, stated: Timeframe): boolean {
  const [ms, statedMs] = [distanceOf(spacing), timeframeMs(stated)];
  return isNear(ms, statedMs) || (ms > statedMs && (spacing.share < leastShare || spacing.distances < leastDistances));
}

/** The timeframe of a file where none is stated: a day where that fits or nothing tells, else what the bars seem to have. */
export function chooseTimeframe(spacing: BarSpacing | null): Timeframe {
  const day = timeframe('1d');
  return spacing === null || isFitting(spacing, day) ? day : (guessTimeframe(spacing) ?? day);
}

/**
 * Refuses bars that lie at another distance than their timeframe says: stored under it, every rolled-up bar and every annual
 * figure would be wrong. INVALID_INPUT with the timeframe to give instead, in `details.looksLike`, where there is one.
 */
export function checkTimeframe(name: string, spacing: BarSpacing | null, stated: Timeframe): void {
  if (spacing === null || isFitting(spacing, stated)) return;
  const looksLike = guessTimeframe(spacing);
  const message = looksLike === null
    ? `${name}: the bars lie about ${lengthText(distanceOf(spacing))} apart and are no ${stated} bars: say with --timeframe how long they are.`
    : `${name}: these look like ${looksLike} bars and the timeframe given is ${stated}: say --timeframe ${looksLike}.`;
  throw new AppError('INVALID_INPUT', message, { file: name, timeframe: stated, looksLike });
}

function lengthText(ms: number): string {
  const [unit, unitMs] = units.slice(1).find(([, each]) => ms >= each) ?? ['ms', 1];
  return `${Number((ms / unitMs).toPrecision(3))}${unit}`;
}
