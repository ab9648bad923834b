import type { History } from '../history.ts';

/** Mean of the last values. They are summed as distances from the newest, which keeps their digits at any price level. */
export function meanOf(values: History, count: number): number {
  const level = values.back(0);
  // Where the oldest value is missing, the window is not whole: nothing to go through.
  if (Number.isNaN(values.back(count - 1))) return Number.NaN;
  let sum = 0;
  for (let i = 1; i < count; i++) sum += values.back(i) - level;
  return level + sum / count;
}

/** Mean of the squared distances of the last values from their mean, by two passes. */
export function varianceOf(values: History, count: number): number {
  const mean = meanOf(values, count);
  if (Number.isNaN(mean)) return mean;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values.back(i) - mean) ** 2;
  return squares / count;
}

/** Straight line of least squares through the last values: its end at the newest bar, what it gains in a bar, and the mean squared distance from it. */
export type Line = { end: number; slope: number; variance: number };

/** Fits a line through the last values (two at least), into `line`. */
export function fitLine(values: History, count: number, line: Line): Line {
  if (Number.isNaN(values.back(count - 1))) {
    line.slope = line.end = line.variance = Number.NaN;
    return line;
  }
  const level = values.back(0);
  const middle = (count - 1) / 2;
  let [sum, weighted] = [0, 0];
  for (let i = 0; i < count; i++) {
    const value = values.back(i) - level;
    sum += value;
    weighted += value * (middle - i);
  }
  const mean = sum / count;
  const slope = weighted / ((count * (count * count - 1)) / 12);
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values.back(i) - level - (mean + slope * (middle - i))) ** 2;
  line.slope = slope;
  line.end = level + mean + slope * middle;
  line.variance = squares / count;
  return line;
}
