import { define, type MetricDefinition } from '../returns/define-metric.ts';
import { lowerPartialMoment, sampleVarianceOf } from '../returns/distribution.ts';
import type { ReturnFigures } from '../returns/figures.ts';
import { computePair, crossMoment, selectBySign, type Pair } from '../returns/pair.ts';

/** Both series, where the definitions below have made sure that there is a benchmark. */
const both = (f: ReturnFigures): { readonly pair: Pair; readonly market: ReturnFigures } => ({ pair: f.pair!, market: f.market! });
const betaOf = (f: ReturnFigures): number => both(f).pair.beta;

/** Beta of the excess returns over the periods in which the benchmark's excess return rose (1) or fell (−1). */
function betaWhere(f: ReturnFigures, sign: 1 | -1): number {
  const { own, other } = selectBySign(f.returns, f.series.benchmark!, sign);
  return computePair(own, other).beta;
}

const alphaOf = (f: ReturnFigures): number => both(f).pair.own.mean - f.riskFreePeriod - betaOf(f) * (both(f).pair.other.mean - f.riskFreePeriod);
const jensen = (f: ReturnFigures): number => f.annualReturn - f.riskFreePeriod - betaOf(f) * (both(f).market.annualReturn - f.riskFreePeriod);

/** Annual deviation of the benchmark's part, of the sample; and of what it does not explain, of the population. */
const systematic = (f: ReturnFigures): number => betaOf(f) * Math.sqrt(sampleVarianceOf(both(f).pair.other) * f.periods);
function specific(f: ReturnFigures): number {
  const { own, other, covariance, beta } = both(f).pair;
  return Math.sqrt(Math.max(0, own.second - 2 * beta * covariance + beta * beta * other.second) * f.periods);
}

const activePremium = (f: ReturnFigures): number => f.annualReturn - both(f).market.annualReturn;
const trackingError = (f: ReturnFigures): number => Math.sqrt(sampleVarianceOf(f.active!) * f.periods);

/** Total return over that of the benchmark, where the benchmark rose, or did not. */
function capture(f: ReturnFigures, isUp: boolean): number {
  const market = f.series.benchmark!;
  let [own, other, count] = [1, 1, 0];
  for (let i = 0; i < f.count; i++) {
    if (market[i]! > 0 !== isUp) continue;
    own *= 1 + f.returns[i]!;
    other *= 1 + market[i]!;
    count += 1;
  }
  return count === 0 ? Number.NaN : (own - 1) / (other - 1);
}

/** Share of the benchmark's rises in which the returns rose too. */
function upNumber(f: ReturnFigures): number {
  let [rises, together] = [0, 0];
  for (let i = 0; i < f.count; i++) {
    if (!(f.series.benchmark![i]! > 0)) continue;
    rises += 1;
    if (f.returns[i]! > 0) together += 1;
  }
  return together / rises;
}

function sortinoSquared(f: ReturnFigures): number {
  const root = Math.sqrt(f.periods);
  const [own, other] = [f.returns, both(f).market.returns].map((values) => Math.sqrt(lowerPartialMoment(values, 0, 2)));
  return f.annualReturn + (f.mean / own!) * (other! - own!) * root;
}

function modigliani(f: ReturnFigures): number {
  const { own, other } = both(f).pair;
  return (f.annualReturn - f.riskFreePeriod) * Math.sqrt(other.second / own.second) + f.riskFreePeriod;
}

/** What is left of Jensen's alpha after the return that the missing diversification should have brought. */
function netSelectivity(f: ReturnFigures): number {
  const { own, other } = both(f).pair;
  return jensen(f) - (Math.sqrt(own.second / other.second) - betaOf(f)) * (both(f).market.annualReturn - f.riskFreePeriod);
}

const cross = (f: ReturnFigures, q: number): number => crossMoment(f.returns, f.series.benchmark!, both(f).pair, 1, q);

/** The metrics of PerformanceAnalytics that need a benchmark. */
export const performanceAnalyticsMarketMetrics = (annualExcess: (f: ReturnFigures) => number): readonly MetricDefinition[] => [
  define('CAPM.beta', 'rb', 'cov(r, b) / var(b)', betaOf),
  define('CAPM.alpha', 'rbf', 'mean(r − f) − β mean(b − f)', alphaOf, 'a period'),
  define('CAPM.beta.bull', 'rb', 'β where b > 0', (f) => betaWhere(f, 1)),
  define('CAPM.beta.bear', 'rb', 'β where b < 0', (f) => betaWhere(f, -1)),
  define('CAPM.jensenAlpha', 'rbfp', 'Return.annualized(r) − f − β (Return.annualized(b) − f)', jensen, 'f is a period\'s rate'),
  define('SystematicRisk', 'rbp', 'β s(b) √scale', systematic, 'sample deviation'),
  define('SpecificRisk', 'rbp', 'σ(r − α − β b) √scale', specific, 'population deviation'),
  define('TotalRisk', 'rbp', '√(SystematicRisk² + SpecificRisk²)', (f) => Math.hypot(systematic(f), specific(f))),
  define('TreynorRatio', 'rbfp', 'Return.annualized(r − f) / β', (f) => annualExcess(f) / betaOf(f)),
  define('InformationRatio', 'rbp', 'ActivePremium / TrackingError', (f) => activePremium(f) / trackingError(f), 'annualised, geometric'),
  define('TrackingError', 'rbp', 's(r − b) √scale', trackingError),
  define('ActivePremium', 'rbp', 'Return.annualized(r) − Return.annualized(b)', activePremium),
  define('UpDownRatios Capture Up', 'rb', 'total return of r / of b where b > 0', (f) => capture(f, true), 'compounded over all those periods'),
  define('UpDownRatios Capture Down', 'rb', 'total return of r / of b where b ≤ 0', (f) => capture(f, false), 'compounded over all those periods'),
  define('UpDownRatios Number Up', 'rb', 'n(r > 0 and b > 0) / n(b > 0)', upNumber),
  define('M2Sortino MAR=0', 'rbp', 'Return.annualized + SortinoRatio (DD(b) − DD(r)) √scale', sortinoSquared),
  define('MSquared', 'rbfp', '(Return.annualized − f) σ(b) / σ(r) + f', modigliani, 'f is a period\'s rate'),
  define('AppraisalRatio', 'rbfp', 'CAPM.jensenAlpha / SpecificRisk', (f) => jensen(f) / specific(f)),
  define('NetSelectivity', 'rbfp', 'CAPM.jensenAlpha − (σ(r) / σ(b) − β)(Return.annualized(b) − f)', netSelectivity),
  define('CoSkewness', 'rb', 'mean((r − r̄)(b − b̄)²)', (f) => cross(f, 2)),
  define('CoKurtosis', 'rb', 'mean((r − r̄)(b − b̄)³)', (f) => cross(f, 3)),
  define('BetaCoSkewness', 'rb', 'CoSkewness / mean((b − b̄)³)', (f) => cross(f, 2) / both(f).pair.other.third),
];
