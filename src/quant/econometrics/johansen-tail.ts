import { normalCdf, normalQuantile } from '../stats/index.ts';
import { chiSquareTail } from './distributions.ts';
import { largestTables, traceTables } from './johansen-tables.ts';
import type { Trend } from './test-result.ts';

export type JohansenStatistic = 'trace' | 'largest';

type Curve = (trends: number) => number;

/** What a quadratic in the number of common trends leaves over for one and for two of them, and a root. */
const quadratic = (square: number, line: number, constant: number, one: number, two: number, root = 0): Curve => (n) =>
  square * n * n + line * n + constant + (n === 1 ? one : 0) + (n === 2 ? two : 0) + root * Math.sqrt(n);
const straight = (line: number, constant: number, one: number, two: number, root: number): Curve => quadratic(0, line, constant, one, two, root);

/**
 * Mean and variance of the limiting distributions by the number of common trends: J. A. Doornik, Approximations to the asymptotic
 * distributions of cointegration tests, Journal of Economic Surveys 12 (1998), tables 7 and 8; his cases H_z, H_lc and H_lt.
 */
const moments: Readonly<Record<JohansenStatistic, Readonly<Record<Trend, { readonly mean: Curve; readonly variance: Curve }>>>> = {
  trace: {
    none: { mean: quadratic(2, -1, 0.07, 0.07, 0), variance: quadratic(3, -0.33, -0.55, 0, 0) },
    constant: { mean: quadratic(2, 1.05, -1.55, -0.5, -0.23), variance: quadratic(3, 1.8, 0, -2.8, -1.1) },
    trend: { mean: quadratic(2, 2.85, -5.1, -0.1, -0.06, 1.35), variance: quadratic(3, 4, 0.8, -5.8, -2.66) },
  },
  largest: {
    none: { mean: straight(6.0019, -2.7558, 0.67185, 0.1149, -2.7764), variance: straight(1.8806, -15.499, 1.1136, 0.070508, 14.714) },
    constant: { mean: straight(5.8271, -1.6487, -1.6118, -0.25949, -1.5666), variance: straight(2.0785, -9.7846, -3.368, -0.24528, 13.074) },
    trend: { mean: straight(5.6364, -0.90531, -3.5166, -0.47966, -0.21447), variance: straight(2.0899, -5.3303, -7.1523, -0.2526, 12.393) },
  },
};

/** Doornik's approximation: the tail of a gamma distribution with the mean and the variance of the limiting one. */
export function gammaTail(statistic: number, kind: JohansenStatistic, trend: Trend, trends: number): number {
  const { mean, variance } = moments[kind][trend];
  const [m, v] = [mean(trends), variance(trends)];
  return chiSquareTail((2 * statistic * m) / v, (2 * m * m) / v);
}

const levels = [0.1, 0.05, 0.01];

/**
 * Share of cases in which chance gives a larger statistic, for one to six common trends. Doornik's gamma, which alone is within 0.0023
 * (trace) and 0.0045 (largest eigenvalue) of the critical values of MacKinnon, Haug and Michelis, is moved as a normal score so that
 * it passes through them: p and a critical value never disagree.
 */
export function johansenTail(statistic: number, kind: JohansenStatistic, trend: Trend, trends: number): number {
  const share = gammaTail(statistic, kind, trend, trends);
  if (!(share > 0 && share < 1)) return share;
  const table = (kind === 'trace' ? traceTables : largestTables)[trend][trends - 1]!;
  const knots = levels.map((level, i) => ({ at: scoreOf(gammaTail(table[i]!, kind, trend, trends)), wanted: scoreOf(level) }));
  const score = scoreOf(share);
  return normalCdf(-(score + shiftAt(score, knots)));
}

/** How far out of a standard normal distribution a tail begins. */
const scoreOf = (tail: number): number => -normalQuantile(tail);

/** The distance to what is wanted, in a straight line between the knots and the same beyond them. */
function shiftAt(score: number, knots: readonly { readonly at: number; readonly wanted: number }[]): number {
  const next = knots.findIndex(({ at }) => score < at);
  const [low, high] = [knots[next < 0 ? knots.length - 1 : Math.max(0, next - 1)]!, knots[next < 0 ? knots.length - 1 : next]!];
  const share = high.at === low.at ? 0 : (score - low.at) / (high.at - low.at);
  return (1 - share) * (low.wanted - low.at) + share * (high.wanted - high.at);
}
