import { define, type MetricDefinition } from '../returns/define-metric.ts';
import { firstAutocorrelation, kurtosisOf, longestRun, lowerPartialMoment, skewnessOf } from '../returns/distribution.ts';
import type { ReturnFigures } from '../returns/figures.ts';
import { computeGains } from '../returns/gains.ts';
import { lowestOf } from '../returns/lowest.ts';
import { quantileOfSorted } from '../returns/quantile.ts';
import { expectedShortfall, valueAtRisk } from '../returns/tail-risk.ts';
import { minimumTrackRecord, probabilisticSharpe, sharpeError } from '../significance/sharpe-significance.ts';
import { tapedeckMarketMetrics } from './tapedeck-market.ts';

const tail = 0.05;

const excessMean = (f: ReturnFigures): number => f.mean - f.riskFreePeriod;
const sharpePeriod = (f: ReturnFigures): number => (f.deviation > 0 ? excessMean(f) / f.deviation : Number.NaN);

function ulcer({ depths, count }: ReturnFigures): number {
  let squares = 0;
  for (let i = 0; i < count; i++) squares += depths[i]! * depths[i]!;
  return Math.sqrt(squares / count);
}

/** Mean of the depths at or below their 5 % quantile. */
function deepMean({ depths, count }: ReturnFigures): number {
  const place = (count - 1) * tail;
  // The quantile lies between the last two of these.
  const lowest = lowestOf(depths, Math.floor(place) + 2);
  const limit = quantileOfSorted(lowest, lowest.length < 2 ? 0 : place / (lowest.length - 1));
  let [sum, chosen] = [0, 0];
  for (let i = 0; i < lowest.length && lowest[i]! <= limit; i++) {
    sum += lowest[i]!;
    chosen += 1;
  }
  return sum / chosen;
}

/** Return over the ulcer index and the pitfall: the mean of the deepest 5 % of the depths in annual deviations. */
function serenity(f: ReturnFigures): number {
  const deep = deepMean(f);
  const pitfall = -deep / (f.deviation * Math.sqrt(f.periods));
  return (f.annualReturn - f.riskFree) / (ulcer(f) * pitfall);
}

const longestFall = (f: ReturnFigures): number => f.falls.reduce((longest, { start, recovery }) => Math.max(longest, (recovery ?? f.count) - start), 0);
const averageFall = ({ falls }: ReturnFigures): number => falls.reduce((sum, { depth }) => sum + depth, 0) / falls.length;

const monthly = ({ months }: ReturnFigures): number[] => months.map(({ value }) => value);

/** Share of the capital that grows it fastest in the long run, by the two-outcome formula. */
function kelly({ gains: { ups, downs, won, lost } }: ReturnFigures): number {
  const wins = ups / (ups + downs);
  return wins - (1 - wins) / (won / ups / (lost / downs));
}

const sample = 'sample deviation (n − 1)';
const bailey = 'Bailey and López de Prado, The Sharpe ratio efficient frontier, 2012';

/** Our own metrics of a series of returns: shares, losses negative, risk-free rate a period by division. */
export const tapedeckMetrics: readonly MetricDefinition[] = [
  define('totalReturn', 'r', 'Π(1 + r) − 1', (f) => f.totalReturn),
  define('annualReturn', 'rp', '(Π(1 + r))^(periods / n) − 1', (f) => f.annualReturn, 'compounded; −1 once all is lost'),
  define('meanReturn', 'rp', 'mean(r) × periods', (f) => f.mean * f.periods, 'arithmetic'),
  define('annualVolatility', 'rp', 's × √periods', (f) => f.deviation * Math.sqrt(f.periods), sample),
  define('sharpe', 'rfp', 'mean(r − f) / s × √periods', (f) => sharpePeriod(f) * Math.sqrt(f.periods), `arithmetic mean, ${sample}`, 'Sharpe, The Sharpe ratio, 1994'),
  define('sortino', 'rfp', 'mean(r − f) / √mean(min(r − f, 0)²) × √periods', (f) => (excessMean(f) / Math.sqrt(lowerPartialMoment(f.returns, f.riskFreePeriod, 2))) * Math.sqrt(f.periods), 'mean squared shortfall over all returns', 'Sortino and Price 1994'),
  define('calmar', 'rp', 'annualReturn / |maxDrawdown|', (f) => f.annualReturn / -f.maxDrawdown, 'over the whole series, not 36 months', 'Young 1991'),
  define('omega', 'rfp', 'Σ max(r − f, 0) / Σ max(f − r, 0)', (f) => {
    const { won, lost } = computeGains(f.returns, f.riskFreePeriod);
    return won / lost;
  }, 'threshold: the risk-free rate a period', 'Keating and Shadwick 2002'),
  define('maxDrawdown', 'r', 'min(W / max(1, W so far) − 1), W = Π(1 + r)', (f) => f.maxDrawdown, 'negative; the start counts as a peak'),
  define('maxDrawdownPeriods', 'r', 'most periods below a peak', longestFall, 'a fall that has not recovered counts to the end'),
  define('averageDrawdown', 'r', 'mean depth of all falls', averageFall, 'negative'),
  define('ulcerIndex', 'r', '√mean(depth²)', ulcer, 'divided by n', 'Martin and McCann 1989'),
  define('ulcerPerformance', 'rfp', '(annualReturn − f) / ulcerIndex', (f) => (f.annualReturn - f.riskFree) / ulcer(f), 'Martin ratio', 'Martin and McCann 1989'),
  define('serenity', 'rfp', '(annualReturn − f) / (ulcerIndex × pitfall), pitfall = −ES95(depths) / annualVolatility', serenity, 'annual figures throughout', 'KeyQuant white paper on the serenity ratio'),
  define('recoveryFactor', 'r', 'totalReturn / |maxDrawdown|', (f) => f.totalReturn / -f.maxDrawdown),
  define('skewness', 'r', 'm3 / m2^1.5', (f) => skewnessOf(f.moments), 'population'),
  define('kurtosis', 'r', 'm4 / m2² − 3', (f) => kurtosisOf(f.moments) - 3, 'excess, population'),
  define('autocorrelation', 'r', 'corr(r, r one period before)', (f) => firstAutocorrelation(f.returns)),
  define('tailRatio', 'r', '|q95 / q5|', (f) => Math.abs(quantileOfSorted(f.sorted, 0.95) / quantileOfSorted(f.sorted, tail)), 'linear interpolation (type 7)'),
  define('valueAtRisk', 'r', 'q5', (f) => valueAtRisk(f.sorted, f.moments, tail, 'historical'), 'historical, 95 %, a return of one period'),
  define('valueAtRiskNormal', 'r', 'mean + σ z(5 %)', (f) => valueAtRisk(f.sorted, f.moments, tail, 'normal'), 'population deviation'),
  define('valueAtRiskCornishFisher', 'r', 'mean + σ z_CF(5 %)', (f) => valueAtRisk(f.sorted, f.moments, tail, 'cornish-fisher'), 'population moments', 'Favre and Galeano 2002'),
  define('expectedShortfall', 'r', 'mean of r ≤ q5', (f) => expectedShortfall(f.sorted, f.moments, tail, 'historical'), 'historical, 95 %, a return of one period'),
  define('expectedShortfallNormal', 'r', 'mean − σ φ(z) / 5 %', (f) => expectedShortfall(f.sorted, f.moments, tail, 'normal'), 'population deviation'),
  define('expectedShortfallCornishFisher', 'r', 'mean + σ min(E_CF, z_CF)', (f) => expectedShortfall(f.sorted, f.moments, tail, 'cornish-fisher'), 'never milder than the value at risk', 'Boudt, Peterson and Croux 2008'),
  define('bestPeriod', 'r', 'max(r)', (f) => f.moments.max),
  define('worstPeriod', 'r', 'min(r)', (f) => f.moments.min),
  define('bestMonth', 'rt', 'largest return of a calendar month', (f) => Math.max(...monthly(f)), 'UTC'),
  define('worstMonth', 'rt', 'smallest return of a calendar month', (f) => Math.min(...monthly(f)), 'UTC'),
  define('winRate', 'r', 'n(r > 0) / n(r ≠ 0)', ({ gains }) => gains.ups / (gains.ups + gains.downs)),
  define('winRateMonths', 'rt', 'share of calendar months above 0', (f) => monthly(f).filter((value) => value > 0).length / monthly(f).length, 'UTC'),
  define('averageWin', 'r', 'mean of r > 0', ({ gains }) => gains.won / gains.ups),
  define('averageLoss', 'r', 'mean of r < 0', ({ gains }) => -gains.lost / gains.downs),
  define('profitFactor', 'r', 'Σ gains / Σ losses', ({ gains }) => gains.won / gains.lost),
  define('gainToPain', 'r', 'Σ r / Σ losses', ({ gains }) => (gains.won - gains.lost) / gains.lost, '', 'Schwager 2012'),
  define('kelly', 'r', 'winRate − (1 − winRate) / (averageWin / |averageLoss|)', kelly, 'two outcomes', 'Kelly 1956'),
  define('longestWinStreak', 'r', 'longest run of r > 0', (f) => longestRun(f.returns, 1)),
  define('longestLossStreak', 'r', 'longest run of r < 0', (f) => longestRun(f.returns, -1)),
  define('sharpeError', 'rfp', '√((1 − skew SR + (kurt − 1)/4 SR²) / (n − 1)) × √periods', (f) => sharpeError(f.moments, sharpePeriod(f)) * Math.sqrt(f.periods), 'standard error of sharpe', bailey),
  define('probabilisticSharpe', 'rfp', 'Φ(SR / standard error)', (f) => probabilisticSharpe(f.moments, 0, sharpePeriod(f)), 'against 0; SR of a period, population moments', bailey),
  define('minimumTrackRecord', 'rfp', '1 + (1 − skew SR + (kurt − 1)/4 SR²) (z95 / SR)²', (f) => minimumTrackRecord(f.moments, 0, 0.95, sharpePeriod(f)), 'periods until SR is above 0 with 95 % confidence; null: never', bailey),
  ...tapedeckMarketMetrics,
];
