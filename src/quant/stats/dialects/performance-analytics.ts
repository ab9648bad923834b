import { define, type MetricDefinition } from '../returns/define-metric.ts';
import { kurtosisOf, lowerPartialMoment, skewnessOf } from '../returns/distribution.ts';
import type { ReturnFigures } from '../returns/figures.ts';
import { expectedShortfall, valueAtRisk, type TailMethod } from '../returns/tail-risk.ts';
import { performanceAnalyticsMarketMetrics } from './performance-analytics-market.ts';
import { averageOver, burkeFalls, prospectSum, rescaledRange } from './performance-analytics-paths.ts';

const downside = (f: ReturnFigures, threshold = 0): number => Math.sqrt(lowerPartialMoment(f.returns, threshold, 2));
const meanSquareDepth = ({ depths }: ReturnFigures): number => averageOver(depths, (depth) => depth * depth);
const pain = ({ depths }: ReturnFigures): number => averageOver(depths, (depth) => -depth);
const ulcer = (f: ReturnFigures): number => Math.sqrt(meanSquareDepth(f));
const annualSharpe = (f: ReturnFigures): number => ((f.mean - f.riskFreePeriod) / f.deviation) * Math.sqrt(f.periods);

/** It refuses a risk that comes out as a gain, and caps one above everything. */
const plausible = (value: number): number => (value > 0 ? Number.NaN : Math.max(-1, value));
const valueAtRiskOf = (f: ReturnFigures, tail: number, method: TailMethod): number => plausible(valueAtRisk(f.sorted, f.moments, tail, method));
const shortfallOf = (f: ReturnFigures, tail: number, method: TailMethod): number => plausible(expectedShortfall(f.sorted, f.moments, tail, method));

/** Excess of the compounded return of a year over an annual rate: it compounds the excess returns. */
function annualExcess(f: ReturnFigures): number {
  if (f.riskFreePeriod === 0) return f.annualReturn;
  let growth = 1;
  for (let i = 0; i < f.count; i++) growth *= 1 + f.returns[i]! - f.riskFreePeriod;
  return growth < 0 ? Number.NaN : growth ** (f.periods / f.count) - 1;
}

const lengths = (f: ReturnFigures): number[] => f.falls.map(({ start, recovery }) => (recovery ?? f.count) - start + 1);
const recoveries = (f: ReturnFigures): number[] => f.falls.map(({ valley, recovery }) => (recovery ?? f.count) - valley);

/** Mean of the gains over the root of the mean squared loss, each over its own returns: its method "subset". */
function upsidePotential({ gains, returns, count }: ReturnFigures): number {
  const losses = Math.sqrt((lowerPartialMoment(returns, 0, 2) * count) / gains.downs);
  return gains.won / gains.ups / losses;
}

function adjustedSharpe(f: ReturnFigures): number {
  const ratio = annualSharpe(f);
  return ratio * (1 + (skewnessOf(f.moments) / 6) * ratio - ((kurtosisOf(f.moments) - 3) / 24) * ratio ** 2);
}

/** R's PerformanceAnalytics 2.1.0: name = function and its arguments. The risk-free rate is the annual one divided by the periods of a year. */
export const performanceAnalyticsMetrics: readonly MetricDefinition[] = [
  define('Return.cumulative geometric', 'r', 'Π(1 + r) − 1', (f) => f.totalReturn),
  define('Return.annualized geometric', 'rp', '(Π(1 + r))^(scale / n) − 1', (f) => f.annualReturn),
  define('Return.annualized arithmetic', 'rp', 'mean(r) × scale', (f) => f.mean * f.periods),
  define('StdDev.annualized', 'rp', 's × √scale', (f) => f.deviation * Math.sqrt(f.periods), 'sample deviation'),
  define('SharpeRatio.annualized geometric', 'rfp', 'mean(r − f) / s × √scale', annualSharpe, 'as version 2.1.0 gives it: arithmetic although asked for geometric'),
  define('SharpeRatio.annualized arithmetic', 'rfp', 'mean(r − f) / s × √scale', annualSharpe),
  define('SharpeRatio StdDev', 'rf', 'mean(r − f) / s', (f) => (f.mean - f.riskFreePeriod) / f.deviation, 'a period'),
  define('SharpeRatio VaR p=.95', 'rf', 'mean(r − f) / −VaR modified', (f) => (f.mean - f.riskFreePeriod) / -valueAtRiskOf(f, 0.05, 'cornish-fisher')),
  define('SharpeRatio ES p=.95', 'rf', 'mean(r − f) / −ES modified', (f) => (f.mean - f.riskFreePeriod) / -shortfallOf(f, 0.05, 'cornish-fisher')),
  define('SortinoRatio MAR=0', 'r', 'mean(r) / DownsideDeviation', (f) => f.mean / downside(f), 'a period'),
  define('DownsideDeviation MAR=0', 'r', '√mean(min(r, 0)²)', (f) => downside(f), 'over all returns'),
  define('SemiDeviation', 'r', '√mean(min(r − mean, 0)²)', (f) => downside(f, f.mean), 'over all returns'),
  define('CalmarRatio', 'rp', 'Return.annualized / maxDrawdown', (f) => f.annualReturn / -f.maxDrawdown),
  define('SterlingRatio', 'rp', 'Return.annualized / (maxDrawdown + 10 %)', (f) => f.annualReturn / (0.1 - f.maxDrawdown)),
  define('BurkeRatio', 'rfp', '(Return.annualized − f) / √Σ D²', (f) => (f.annualReturn - f.riskFreePeriod) / burkeFalls(f.returns), 'D: runs of losses, compounded as if returns were percents; f is a period\'s rate'),
  define('PainIndex', 'r', 'mean |depth|', pain),
  define('PainRatio', 'rfp', '(Return.annualized − f) / PainIndex', (f) => (f.annualReturn - f.riskFreePeriod) / pain(f), 'f is a period\'s rate'),
  define('MartinRatio', 'rfp', '(Return.annualized − f) / UlcerIndex', (f) => (f.annualReturn - f.riskFreePeriod) / ulcer(f), 'f is a period\'s rate'),
  define('UlcerIndex', 'r', '√mean(depth²)', ulcer, 'divided by n'),
  define('maxDrawdown', 'r', '|min(W / max(1, W so far) − 1)|', (f) => -f.maxDrawdown, 'positive'),
  define('AverageDrawdown', 'r', 'mean depth of all falls', (f) => averageOver(f.falls, ({ depth }) => -depth), 'positive'),
  define('AverageLength', 'r', 'mean periods from the start of a fall to its recovery, both counted', (f) => averageOver(lengths(f), (one) => one)),
  define('AverageRecovery', 'r', 'mean periods from the bottom of a fall to its recovery', (f) => averageOver(recoveries(f), (one) => one)),
  define('VaR historical p=.95', 'r', 'q5', (f) => valueAtRiskOf(f, 0.05, 'historical'), 'a return'),
  define('VaR gaussian p=.95', 'r', 'mean + σ z(5 %)', (f) => valueAtRiskOf(f, 0.05, 'normal'), 'population deviation'),
  define('VaR modified p=.95', 'r', 'mean + σ z_CF(5 %)', (f) => valueAtRiskOf(f, 0.05, 'cornish-fisher'), 'Cornish-Fisher, population moments'),
  define('VaR historical p=.99', 'r', 'q1', (f) => valueAtRiskOf(f, 0.01, 'historical')),
  define('VaR modified p=.99', 'r', 'mean + σ z_CF(1 %)', (f) => valueAtRiskOf(f, 0.01, 'cornish-fisher')),
  define('ES historical p=.95', 'r', 'mean of r ≤ q5', (f) => shortfallOf(f, 0.05, 'historical')),
  define('ES gaussian p=.95', 'r', 'mean − σ φ(z) / 5 %', (f) => shortfallOf(f, 0.05, 'normal')),
  define('ES modified p=.95', 'r', 'mean + σ min(E_CF, z_CF)', (f) => shortfallOf(f, 0.05, 'cornish-fisher'), 'operational: never milder than VaR'),
  define('ES gaussian p=.99', 'r', 'mean − σ φ(z) / 1 %', (f) => shortfallOf(f, 0.01, 'normal')),
  define('Omega L=0', 'r', 'Σ max(r, 0) / Σ max(−r, 0)', ({ gains }) => gains.won / gains.lost),
  define('UpsidePotentialRatio MAR=0', 'r', 'mean(r > 0) / √mean(r² of r < 0)', upsidePotential, 'each over its own returns'),
  define('Kappa l=3 MAR=0', 'r', 'mean(r) / mean(max(−r, 0)³)^(1/3)', (f) => f.mean / Math.cbrt(lowerPartialMoment(f.returns, 0, 3))),
  define('skewness moment', 'r', 'm3 / m2^1.5', (f) => skewnessOf(f.moments), 'population'),
  define('kurtosis excess', 'r', 'm4 / m2² − 3', (f) => kurtosisOf(f.moments) - 3, 'population'),
  define('kurtosis moment', 'r', 'm4 / m2²', (f) => kurtosisOf(f.moments), 'population'),
  define('HurstIndex', 'r', 'log(range of Σ(r − mean) / s) / log(n)', (f) => Math.log(rescaledRange(f.returns, f.mean) / f.deviation) / Math.log(f.count), 'rescaled range over the whole series'),
  define('DRatio', 'r', '(n of losses × Σ losses) / (n of gains × Σ gains)', ({ gains }) => (gains.downs * gains.lost) / (gains.ups * gains.won)),
  define('BernardoLedoitRatio', 'r', 'Σ gains / Σ losses', ({ gains }) => gains.won / gains.lost),
  define('MeanAbsoluteDeviation', 'r', 'mean |r − mean|', (f) => averageOver(f.returns, (value) => Math.abs(value - f.mean))),
  define('ProspectRatio MAR=0', 'r', '(Σ gains − 2.25 Σ losses) / (n × DownsideDeviation)', (f) => prospectSum(f.gains) / (downside(f) * f.count)),
  define('AdjustedSharpeRatio', 'rfp', 'SR (1 + skew/6 SR − (kurt − 3)/24 SR²)', adjustedSharpe, 'annualised SR'),
  ...performanceAnalyticsMarketMetrics(annualExcess),
];
