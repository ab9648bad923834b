import { define, type MetricDefinition } from '../returns/define-metric.ts';
import { computeMoments, sampleExcessKurtosisOf, sampleSkewnessOf, sampleVarianceOf } from '../returns/distribution.ts';
import type { ReturnFigures } from '../returns/figures.ts';
import { normalCdf } from '../returns/normal.ts';
import { startMsOf } from './start-moment.ts';

const dayMs = 86_400_000;

/** Mean return compounded over a year. */
const annualPerformance = (mean: number, periods: number): number => (1 + mean) ** periods - 1;
const annualOf = (f: ReturnFigures): number => annualPerformance(f.mean, f.periods);
const annualDeviation = (f: ReturnFigures): number => f.deviation * Math.sqrt(f.periods);

/** It says 0 where there is nothing to divide by. */
const orZero = (above: number, below: number): number => (below === 0 || Number.isNaN(below) ? 0 : above / below);

const sharpe = (f: ReturnFigures): number => orZero(annualOf(f) - f.riskFree, annualDeviation(f));

/** Annual sample deviation of the losses alone, round their own mean. */
const annualDownside = (f: ReturnFigures): number => Math.sqrt(sampleVarianceOf(computeMoments(f.returns.filter((value) => value < 0))) * f.periods);

/** Yearly growth by the calendar, years of 365 days from the moment before the first return. */
function compoundingAnnualReturn(f: ReturnFigures): number {
  const years = (f.series.time!.at(-1)! - startMsOf(f.series.time!)) / dayMs / 365;
  return f.growth < 0 ? Number.NaN : f.growth ** (1 / years) - 1;
}

function probabilisticSharpe(f: ReturnFigures): number {
  const ratio = f.mean / f.deviation;
  const [skew, excess] = [sampleSkewnessOf(f.moments), sampleExcessKurtosisOf(f.moments)];
  const error = Math.sqrt((1 - skew * ratio + ((excess - 1) / 4) * ratio ** 2) / (f.count - 1));
  return Number.isNaN(error) ? 0 : normalCdf(error === 0 ? 0 : (ratio - 1 / Math.sqrt(f.periods)) / error);
}

const betaOf = (f: ReturnFigures): number => (Number.isNaN(f.pair!.beta) ? 0 : f.pair!.beta);
const annualMarket = (f: ReturnFigures): number => annualOf(f.market!);

/** It says 0 for all that needs a beta where there is none. */
const alpha = (f: ReturnFigures): number => (betaOf(f) === 0 ? 0 : annualOf(f) - (f.riskFree + betaOf(f) * (annualMarket(f) - f.riskFree)));
const trackingError = (f: ReturnFigures): number => Math.sqrt((sampleVarianceOf(f.active!) || 0) * f.periods);

const byMean = 'annual performance is the mean return compounded';

/** LEAN's portfolio statistics that a series of returns has, by its names and in its order: shares, not rounded for print. */
export const leanMetrics: readonly MetricDefinition[] = [
  define('Compounding Annual Return', 'rt', '(Π(1 + r))^(365 / days) − 1', compoundingAnnualReturn, 'calendar years of 365 days'),
  define('Drawdown', 'r', '|min(W / max(1, W so far) − 1)|, rounded to 3 places', (f) => Math.round(-f.maxDrawdown * 1_000) / 1_000, 'positive, rounded by the library itself'),
  define('Start Equity', 'r', '1', () => 1, 'one unit'),
  define('End Equity', 'r', 'Π(1 + r)', (f) => f.growth, 'of one unit'),
  define('Net Profit', 'r', 'Π(1 + r) − 1', (f) => f.totalReturn, 'a share'),
  define('Sharpe Ratio', 'rfp', '((1 + mean)^periods − 1 − f) / (s √periods)', sharpe, byMean),
  define('Sortino Ratio', 'rfp', '((1 + mean)^periods − 1 − f) / (s(r < 0) √periods)', (f) => orZero(annualOf(f) - f.riskFree, annualDownside(f)), 'deviation of the losses alone round their own mean'),
  define('Probabilistic Sharpe Ratio', 'rp', 'Φ((SR − 1/√periods) / √((1 − skew SR + (kurt − 1)/4 SR²) / (n − 1)))', probabilisticSharpe, 'against an annual Sharpe of 1; kurt is an excess there'),
  define('Alpha', 'rbfp', 'A(r) − f − β (A(b) − f), A = (1 + mean)^periods − 1', alpha, byMean),
  define('Beta', 'rb', 'cov(r, b) / var(b)', betaOf),
  define('Annual Standard Deviation', 'rp', 's √periods', annualDeviation),
  define('Annual Variance', 'rp', 's² periods', (f) => f.deviation ** 2 * f.periods),
  define('Information Ratio', 'rbp', '(A(r) − A(b)) / Tracking Error', (f) => orZero(annualOf(f) - annualMarket(f), trackingError(f)), byMean),
  define('Tracking Error', 'rbp', 's(r − b) √periods', trackingError),
  define('Treynor Ratio', 'rbfp', '(A(r) − f) / β', (f) => orZero(annualOf(f) - f.riskFree, betaOf(f)), byMean),
];
