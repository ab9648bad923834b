import type { TimeScalePoint, UTCTimestamp } from 'lightweight-charts';
import { describe, expect, it } from 'vitest';
import { describeChartTime, fromChartTime, labelTick, toChartTime, weighMoment, ZonedTimeScale, type ChartZone } from './time-axis.ts';

const newYork: ChartZone = 'America/New_York';
const hourMs = 3_600_000;
const autumn = Date.UTC(2025, 10, 2, 6);

/** Points as the chart hands them over, weighed. */
function weigh(moments: readonly number[], zone: ChartZone, startIndex = 0): number[] {
  const points = moments.map((ms) => ({ originalTime: toChartTime(ms), timeWeight: 0 }) as unknown as TimeScalePoint);
  new ZonedTimeScale(zone).fillWeightsForPoints(points as never, startIndex);
  return points.map((point) => point.timeWeight);
}

describe('the axis of time', () => {
  it('keeps the repeated hour as two hours of its own, each with its name', () => {
    const hours = [-2, -1, 0, 1].map((hour) => autumn + hour * hourMs);
    const times = hours.map((ms) => toChartTime(ms));
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] as UTCTimestamp)), 'ascending, or the chart refuses them').toBe(true);
    expect(times.map((time) => labelTick(time, 3, newYork))).toEqual(['00:00', '01:00 EDT', '01:00 EST', '02:00']);
    expect(times.map(fromChartTime)).toEqual(hours);
  });

  it('says the zone under the crosshair, once', () => {
    const at = (ms: number, zone: ChartZone): string => describeChartTime(toChartTime(ms), true, zone);
    expect([at(autumn, newYork), at(autumn - hourMs, newYork), at(autumn + 12 * hourMs, newYork), at(autumn, 'utc')]).toEqual([
      'Sun 2 Nov 2025 01:00 EST', 'Sun 2 Nov 2025 01:00 EDT', 'Sun 2 Nov 2025 13:00 EST', 'Sun 2 Nov 2025 06:00 UTC',
    ]);
    expect(describeChartTime(toChartTime(Date.UTC(2025, 0, 6)), false, 'utc')).toBe('Mon 6 Jan 2025');
  });

  it('begins days, months and years where the zone\'s clock does', () => {
    const midnight = Date.UTC(2025, 5, 3, 4);
    expect(weighMoment(midnight, midnight - hourMs, newYork)).toBe(50);
    expect(weighMoment(midnight, midnight - hourMs, 'utc')).toBe(30);
    expect(weighMoment(Date.UTC(2025, 5, 1, 4), Date.UTC(2025, 5, 1, 3), newYork)).toBe(60);
    expect(weighMoment(Date.UTC(2026, 0, 1, 5), Date.UTC(2026, 0, 1, 4), newYork)).toBe(70);
    expect([labelTick(toChartTime(midnight), 2, newYork), labelTick(toChartTime(Date.UTC(2026, 0, 1, 3)), 0, newYork)]).toEqual(['3 Jun', '2025']);
  });

  it('weighs as the chart itself does in UTC, and begins an hour where the clock is put back', () => {
    const minutes = [0, 1, 5, 30, 60, 180, 360, 720].map((minute) => Date.UTC(2025, 5, 3) + minute * 60_000);
    expect(minutes.slice(1).map((ms) => weighMoment(ms, ms - 60_000, 'utc'))).toEqual([20, 21, 22, 30, 31, 32, 33]);
    expect(weighMoment(autumn, autumn - 60_000, newYork)).toBe(30);
  });

  it('weighs the points of a chart, and only new ones when some are added', () => {
    const hours = Array.from({ length: 4 }, (_, i) => Date.UTC(2025, 5, 3, 2 + i));
    expect(weigh(hours, newYork)).toEqual([30, 31, 50, 30].map((_, i) => weighMoment(hours[i] as number, (hours[i] as number) - hourMs, newYork)));
    expect(weigh(hours, newYork, 3)).toEqual([0, 0, 0, weighMoment(hours[3] as number, hours[2] as number, newYork)]);
  });
});
