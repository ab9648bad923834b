import type { IndicatorDefinition } from '../define-indicator.ts';
import { avgdev } from './avgdev.ts';
import { beta, correl } from './correl.ts';
import { maxindex, minindex, minmaxindex } from './extreme-index.ts';
import { max, min, minmax } from './extremes.ts';
import { linearreg, linearregAngle, linearregIntercept, linearregSlope, tsf } from './linear-regression.ts';
import { stddev, variance } from './stddev.ts';
import { sum } from './sum.ts';

/** Figures of the last values of a series. */
export const statistics: readonly IndicatorDefinition[] = [
  linearreg, linearregSlope, linearregAngle, linearregIntercept, tsf, stddev, variance, correl, beta, avgdev, sum, max, min,
  minmax, maxindex, minindex, minmaxindex,
];
