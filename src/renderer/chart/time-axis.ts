import { defaultHorzScaleBehavior, type Time, type TimeChartOptions, type TimeScalePoint, type UTCTimestamp } from 'lightweight-charts';
import { formatDate, formatMinute, formatTime } from '../ui/format.ts';
import { nameZone, offsetOf, toWallTime, type TimeZoneChoice } from '../ui/zone.ts';

/** Whose clock the axis shows. Charts of whole days take UTC, whose dates are those of their bars. */
export type ChartZone = TimeZoneChoice;

/**
 * Milliseconds become the chart's seconds here and nowhere else. They stay UTC, so that an hour which a clock shows twice is two hours;
 * the zone is a matter of the labels alone.
 */
export const toChartTime = (ms: number): UTCTimestamp => (ms / 1_000) as UTCTimestamp;
export const fromChartTime = (time: Time): number => Number(time) * 1_000;

/** The crosshair's label: the moment in full with its zone, without a clock for days and weeks. */
export function describeChartTime(time: Time, hasClock: boolean, zone: ChartZone): string {
  const ms = fromChartTime(time);
  if (!hasClock) return formatDate(ms, zone);
  const minute = formatMinute(ms, zone);
  const name = nameZone(ms, zone);
  return `${formatDate(ms, zone)} ${minute.endsWith(name) ? minute : `${minute} ${name}`}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Labels of the axis by kind: 0 year, 1 month, 2 day, 3 minute, 4 second. */
export function labelTick(time: Time, kind: number, zone: ChartZone): string {
  const ms = fromChartTime(time);
  const date = toWallTime(ms, zone);
  switch (kind) {
    case 0: return String(date.getUTCFullYear());
    case 1: return months[date.getUTCMonth()] ?? '';
    case 2: return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
    case 3: return formatMinute(ms, zone);
    default: return formatTime(ms, zone);
  }
}

type Weight = TimeScalePoint['timeWeight'];
const [yearWeight, monthWeight, dayWeight, hourWeight] = [70, 60, 50, 30] as Weight[];
const secondMs = 1_000;
/** The chart's own weights of clock times, the rarest first. */
const clockWeights = ([[43_200, 33], [21_600, 32], [10_800, 31], [3_600, 30], [1_800, 22], [300, 21], [60, 20], [1, 10]] as const)
  .map(([seconds, weight]) => ({ lengthMs: seconds * secondMs, weight: weight as Weight }));

/** How much a moment stands out after the one before it, by the zone's clock: a new year most, then a month, a day, a round hour. */
export function weighMoment(ms: number, beforeMs: number, zone: ChartZone): Weight {
  const [now, before] = [toWallTime(ms, zone), toWallTime(beforeMs, zone)];
  if (now.getUTCFullYear() !== before.getUTCFullYear()) return yearWeight as Weight;
  if (now.getUTCMonth() !== before.getUTCMonth()) return monthWeight as Weight;
  if (now.getUTCDate() !== before.getUTCDate()) return dayWeight as Weight;
  // The clock was put back or forward in between: an hour begins, whatever it shows.
  const isChanged = offsetOf(ms, zone) !== offsetOf(beforeMs, zone);
  const found = clockWeights.find(({ lengthMs }) => Math.floor(now.getTime() / lengthMs) !== Math.floor(before.getTime() / lengthMs));
  const weight = found?.weight ?? (0 as Weight);
  return isChanged && weight < (hourWeight as Weight) ? (hourWeight as Weight) : weight;
}

const TimeScale = defaultHorzScaleBehavior();

/** The chart's scale of time, with days and hours where they begin by a zone's clock. */
export class ZonedTimeScale extends TimeScale {
  readonly #zone: ChartZone;

  constructor(zone: ChartZone) {
    super();
    this.#zone = zone;
  }

  // With the options of time that the base class has, which its type keeps to itself.
  override options(): TimeChartOptions {
    return super.options() as TimeChartOptions;
  }

  override fillWeightsForPoints(points: Parameters<InstanceType<typeof TimeScale>['fillWeightsForPoints']>[0], startIndex: number): void {
    const momentOf = (index: number): number => fromChartTime(points[index]?.originalTime as Time);
    for (let i = Math.max(1, startIndex); i < points.length; i++) (points[i] as { timeWeight: Weight }).timeWeight = weighMoment(momentOf(i), momentOf(i - 1), this.#zone);
    if (startIndex > 0 || points.length < 2) return;
    // What came before the first is not known: as far back as the points lie apart on average.
    const step = Math.ceil((momentOf(points.length - 1) - momentOf(0)) / (points.length - 1));
    (points[0] as { timeWeight: Weight }).timeWeight = weighMoment(momentOf(0), momentOf(0) - step, this.#zone);
  }
}
